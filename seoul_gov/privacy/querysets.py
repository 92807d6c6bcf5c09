from datetime import datetime, time

from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Q, TextField, Value
from django.db.models.functions import Cast, Concat, ExtractHour, Replace, TruncDate

from seoul_gov.ui.korean import SEOUL

from .hours import CLOSES, OPENS

UNCHANGED = "Access entries are never changed."
KEPT = "Access entries are deleted by nothing but the task that ends their time."
MOST_ACCOUNTS = 50
"""Of how many accounts that fit a search the entries are looked for."""


class AccessQuerySet(models.QuerySet):
    """Reads, and inserts through the manager; nothing else."""

    def update(self, **kwargs):
        raise TypeError(UNCHANGED)

    def _update(self, values):
        raise TypeError(UNCHANGED)

    def delete(self):
        raise TypeError(KEPT)

    def past_their_time(self, before):
        """Entries older than the moment."""
        return self.filter(at__lt=before)

    def forget(self) -> int:
        """Delete these rows for good, for the one task whose business it is; answers how many."""
        return self._raw_delete(self.db)

    def newest_first(self):
        """By their moments: an entry that was taken over from elsewhere has a key that tells nothing of its time."""
        return self.order_by("-at", "-pk")

    def before(self, day):
        """Entries from before the day began in Seoul."""
        return self.filter(at__lt=datetime.combine(day, time.min, SEOUL))

    def in_days(self, first, last):
        """Entries from the first day to the last, both in Seoul and both included."""
        begin = datetime.combine(first, time.min, SEOUL)
        end = datetime.combine(last, time.max, SEOUL)
        return self.filter(at__range=(begin, end))

    def outside_hours(self, days_off):
        """Entries before seven, after nine in the evening, or on one of the days."""
        rows = self.annotate(hour=ExtractHour("at", tzinfo=SEOUL), day=TruncDate("at", tzinfo=SEOUL))
        return rows.filter(Q(hour__lt=OPENS) | Q(hour__gte=CLOSES) | Q(day__in=days_off))

    def about(self, words: str):
        """Entries whose subject says these words, or about accounts of that name or mail address."""
        fits = Q(name__icontains=words) | Q(email__icontains=words)
        keys = get_user_model().objects.filter(fits).values_list("pk", flat=True)[:MOST_ACCOUNTS]
        found = Q(subject__icontains=words)
        for pk in keys:
            found |= Q(keys__contains=f", {pk},")
        return self.annotate(keys=_listed("subject_ids")).filter(found)


def _listed(name: str):
    """A list of numbers as text in which each stands between a comma with a blank and a comma."""
    text = Cast(name, TextField())
    for bracket in "[]":
        text = Replace(text, _words(bracket), _words(""))
    return Concat(_words(", "), text, _words(","))


def _words(text: str) -> Value:
    return Value(text, output_field=TextField())
