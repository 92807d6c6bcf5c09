"""Reads about notices that rooms share."""

from collections.abc import Iterable

from django.db.models import Q

from .models import MailState, Notice

KEYS_A_QUERY = 5000


def written(keys: Iterable[str]) -> set[str]:
    """Which of these ledger keys (``actions.ledger_key``) have a notice already, in a query for each five thousand."""
    keys, found = list(keys), set()
    for first in range(0, len(keys), KEYS_A_QUERY):
        some = Notice.objects.filter(ledger_key__in=keys[first : first + KEYS_A_QUERY])
        found.update(some.values_list("ledger_key", flat=True))
    return found


def undelivered(scope: str):
    """Notices about ``scope`` whose mail was refused for good or has failed so far, for the official to see."""
    troubled = Q(mail_state=MailState.FAILED) | (Q(mail_state=MailState.PENDING) & ~Q(error=""))
    return Notice.objects.about(scope).filter(troubled).select_related("recipient")
