"""Reminding members of votes that soon end, swept from the database."""

from datetime import datetime

from seoul_gov.ui.korean import SEOUL

from . import actions
from .actions.reminding import AHEAD, is_due
from .models import Resolution

FIRST_HOUR = 9
"""Nobody is written to in the night."""


def remind(now: datetime) -> int:
    """Write a reminder to every member who has not voted in a vote that ends within a day; answers how many are new.

    ``now`` is aware. Doing it again, from anywhere, has no effect.
    """
    if now.astimezone(SEOUL).hour < FIRST_HOUR:
        return 0
    ending = Resolution.objects.asking().filter(closes_at__gt=now, closes_at__lte=now + AHEAD)
    return sum(actions.remind(resolution=vote, now=now) for vote in ending if is_due(vote, now))
