"""Reads shaped for the privacy officer's pages."""

from dataclasses import dataclass
from datetime import date
from statistics import median

from auditlog import get_logentry_model
from django.db.models import Count, Exists, Max, Q

from seoul_gov.accounts.models import RoleGrant
from seoul_gov.ui.korean import today

from .enums import Deed
from .hours import days_off
from .models import AccessEntry, MonthlyCheck
from .months import last_day, month_after, month_before

LogEntry = get_logentry_model()
UNUSUAL = 3
"""How many times the month's median somebody may reach before it is said."""
FIRST = 20
"""How many downloads and late accesses a month's page shows; the list shows them all."""


@dataclass(frozen=True)
class Person:
    """How often one person did what in a month; ``unusual`` says that it was far more than is usual."""

    actor_id: int
    actor: str
    view: int
    search: int
    download: int
    change: int
    total: int
    unusual: bool = False


@dataclass(frozen=True)
class Month:
    """One month of the log; ``before`` is the month before it, None where the log had not begun."""

    first: date
    last: date
    people: list[Person]
    downloads: list[AccessEntry]
    late: list[AccessEntry]
    late_count: int
    check: MonthlyCheck | None
    before: date | None

    @property
    def total(self) -> int:
        return sum(person.total for person in self.people)

    @property
    def download_count(self) -> int:
        return sum(person.download for person in self.people)

    @property
    def unusual(self) -> list[Person]:
        return [person for person in self.people if person.unusual]

    @property
    def is_over(self) -> bool:
        return self.last < today()

    @property
    def after(self) -> date | None:
        """The month after this one; None where it has not begun."""
        following = month_after(self.first)
        return following if following <= today() else None


def month_page(month: date) -> Month:
    """What happened in the month, in seven queries."""
    last = last_day(month)
    rows = AccessEntry.objects.in_days(month, last).newest_first()
    late = rows.outside_hours(days_off(month, last))
    return Month(
        first=month,
        last=last,
        people=people_in(rows),
        downloads=list(rows.filter(deed=Deed.DOWNLOAD)[:FIRST]),
        late=list(late[:FIRST]),
        late_count=late.count(),
        check=MonthlyCheck.objects.filter(month=month).select_related("checked_by").first(),
        before=earlier(month),
    )


def earlier(month: date) -> date | None:
    """The month before this one, where there are entries from before this one; in one query."""
    return month_before(month) if AccessEntry.objects.before(month).exists() else None


def people_in(rows) -> list[Person]:
    """Who is in these entries, the busiest first, in one query."""
    counted = {deed.value: Count("pk", filter=Q(deed=deed)) for deed in Deed}
    found = rows.order_by().values("actor_id").annotate(actor=Max("actor"), total=Count("pk"), **counted)
    found = list(found.order_by("-total", "actor_id"))
    most = UNUSUAL * median(facts["total"] for facts in found) if found else 0
    return [Person(**facts, unusual=facts["total"] > most) for facts in found]


def is_to_check(month: date) -> Q:
    """As a condition of a query: the month has entries and nobody has gone through it."""
    entries = AccessEntry.objects.in_days(month, last_day(month))
    return Q(Exists(entries), ~Exists(MonthlyCheck.objects.filter(month=month)))


def enders(grants) -> dict[int, str]:
    """Who ended these grants, by the grant's key, as the change log knows it; in one query."""
    keys = [grant.pk for grant in grants if grant.ended_at]
    changes = LogEntry.objects.get_for_model(RoleGrant).filter(
        object_id__in=keys, action=LogEntry.Action.UPDATE
    )
    rows = changes.select_related("actor").order_by("timestamp")
    return {row.object_id: str(row.actor or "시스템") for row in rows if "ended_at" in row.changes_dict}
