"""Reminding members of reviews that are soon due, and asking who came after a review was opened."""

from datetime import datetime, timedelta

from panels.selectors import recipients_by_panel
from seoul_gov.notifications.actions import ledger_key
from seoul_gov.notifications.selectors import written
from seoul_gov.ui.korean import SEOUL

from . import actions
from .actions.reminders import STEPS
from .actions.rounds import opening_key
from .models import ReviewRound

FIRST_HOUR = 9
"""Nobody is written to in the night."""


def remind(now: datetime) -> int:
    """Write a reminder to every member of an open round who has not submitted; answers how many are new.

    ``now`` is aware. Doing it again has no effect: each person is reminded once a step and due day. Who was asked
    on this very day is not reminded yet.
    """
    local = now.astimezone(SEOUL)
    if local.hour < FIRST_HOUR:
        return 0
    today = local.date()
    last = today + timedelta(days=max(STEPS))
    rounds = ReviewRound.objects.asking().filter(due_on__range=(today, last))
    due = [round for round in rounds if round.opened_at.astimezone(SEOUL).date() < today]
    return sum(actions.remind(round=round, today=today) for round in due)


def ask_newcomers(now: datetime) -> int:
    """Ask to each open round who was not asked yet; answers how many were. ``now`` is aware.

    In three queries, and more only where somebody is new.
    """
    local = now.astimezone(SEOUL)
    if local.hour < FIRST_HOUR:
        return 0
    today = local.date()
    keys = opening_keys(ReviewRound.objects.asking().filter(due_on__gte=today))
    told = written(key for own in keys.values() for key in own)
    untold = [round for round, own in keys.items() if own - told]
    return sum(actions.ask_newcomers(round=round, today=today) for round in untold)


def opening_keys(rounds) -> dict[ReviewRound, set[str]]:
    """The ledger keys of each round's opening, one for everybody in office, in two queries."""
    rounds = list(rounds)
    people = recipients_by_panel({round.panel_id for round in rounds})
    return {
        round: {ledger_key(opening_key(round), person) for person in people.get(round.panel_id, ())}
        for round in rounds
    }
