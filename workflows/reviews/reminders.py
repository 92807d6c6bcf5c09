"""Reminding members of reviews that are soon due."""

from datetime import datetime, timedelta

from panels.models import Membership
from seoul_gov.ui.korean import SEOUL

from . import actions
from .actions.reminders import STEPS
from .enums import ReviewState
from .models import Review, ReviewRound

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
    rounds = ReviewRound.objects.open().with_facts().filter(due_on__range=(today, last))
    due = [round for round in rounds if round.opened_at.astimezone(SEOUL).date() < today]
    waited_for = silent_members(due)
    return sum(actions.remind(round=round, members=waited_for[round.pk], today=today) for round in due)


def silent_members(rounds: list[ReviewRound]) -> dict[int, list[Membership]]:
    """The members of each round who have not submitted, in two queries."""
    ids = [round.pk for round in rounds]
    spoken = set(
        Review.objects.filter(round__in=ids, state=ReviewState.SUBMITTED).values_list("round", "membership")
    )
    panels = {round.panel_id for round in rounds}
    members = list(Membership.objects.counted().filter(panel__in=panels).select_related("user"))
    return {
        round.pk: [
            seat for seat in members if seat.panel_id == round.panel_id and (round.pk, seat.pk) not in spoken
        ]
        for round in rounds
    }
