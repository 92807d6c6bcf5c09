"""Who has read what in the demo: people are told of half a year at once, and have read all but the last of it."""

from seoul_gov.accounts.models import User
from seoul_gov.notifications import actions as notifications
from seoul_gov.notifications.models import Notice

UNREAD = 6


def read_the_older() -> None:
    """Everybody has the newest few notices unread."""
    for person in User.objects.filter(pk__in=Notice.objects.unread().values("recipient")):
        newest = Notice.objects.filter(recipient=person).order_by("-pk")
        kept = list(newest.values_list("pk", flat=True)[:UNREAD])
        notifications.mark_read(by=person, notices=Notice.objects.exclude(pk__in=kept))
