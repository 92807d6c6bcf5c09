"""A member votes, or the department does: once, whatever is pressed how often."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from seoul_gov.ui.verdicts import require
from workflows.decisions import events, permissions, state
from workflows.decisions.models import Ballot, Resolution
from workflows.decisions.querysets import STANDING
from workflows.runs.wording import words

from .sharing import held, refuse_no_choice, trail

VOTED_BEFORE = "이미 표결하셨습니다. 한 번 던진 표는 바꿀 수 없습니다."
DEPARTMENT_VOTED_BEFORE = "사업부서의 표는 이미 던졌습니다. 한 번 던진 표는 바꿀 수 없습니다."


@transaction.atomic
def vote(*, by, resolution: Resolution, choice: str, reason: str = "") -> Ballot:
    """Cast a member's vote, for good; ``reason`` is what a minority wants to be read with the result.

    Raises ValidationError for a second vote, whatever it says, once the time or the vote is over, and where the
    duty or its meeting no longer stands.
    """
    resolution = held(resolution)
    require(permissions.can_vote(by, resolution))
    ballot = permissions.own_ballot(by, resolution)
    cast(resolution, ballot, choice, reason, VOTED_BEFORE)
    trail(by=by, kind=events.VOTED, resolution=resolution, on=ballot, seat=ballot.membership_id)
    return ballot


@transaction.atomic
def vote_for_department(*, by, resolution: Resolution, choice: str, reason: str = "") -> Ballot:
    """Cast the department's one vote, for good; raises ValidationError as ``vote`` does."""
    resolution = held(resolution)
    require(permissions.can_vote_for_department(by, resolution))
    ballot = permissions.department_ballot(resolution)
    cast(resolution, ballot, choice, reason, DEPARTMENT_VOTED_BEFORE)
    trail(by=by, kind=events.DEPARTMENT_VOTED, resolution=resolution, on=ballot)
    return ballot


def cast(resolution: Resolution, ballot: Ballot, choice: str, reason: str, twice: str) -> None:
    """Write the vote on the ballot; raises ValidationError with the sentence ``twice`` where one stands already."""
    if ballot.is_cast:
        raise ValidationError(twice)
    state.refuse_late(resolution)
    refuse_no_choice(choice)
    reason = words(Ballot, "reason", reason)
    if not mark(ballot, choice=choice, reason=reason):
        raise ValidationError(twice)


def mark(ballot: Ballot, **facts) -> bool:
    """Fill an empty ballot of somebody who votes; whether it was that. One statement: of many at once, one finds it so."""
    facts |= {"cast_at": timezone.now()}
    if not Ballot.objects.filter(STANDING, pk=ballot.pk, choice="").update(**facts):
        return False
    for name, value in facts.items():
        setattr(ballot, name, value)
    return True
