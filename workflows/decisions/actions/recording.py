"""Votes that were given by hand in the meeting are written down by an official, and each voter is told."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction

from seoul_gov.notifications.actions import Recipient
from seoul_gov.ui.verdicts import require
from workflows.decisions import events, permissions, selectors, state
from workflows.decisions.enums import Choice
from workflows.decisions.models import Ballot, Resolution

from .sharing import held, notify_about, refuse_no_choice, trail
from .voting import mark

VOTED_MEANWHILE = (
    "그 사이 단원이 직접 투표했거나 출석이 바뀌었습니다. 아래 명단을 확인하고 다시 저장해 주세요."
)


@transaction.atomic
def record_hands(*, by, resolution: Resolution, marks: Mapping[int, str]) -> int:
    """Write down how members voted by hand in the meeting, by ballot id; answers how many.

    Only for who was there, in the room or by video (화상회의도 출석), and has not voted. Raises ValidationError while
    the meeting is not held, when a ballot is none of those, when nothing is marked, and once the vote is over.
    """
    resolution = held(resolution)
    require(permissions.can_manage(by, resolution.panel.project))
    state.refuse_late(resolution)
    if not resolution.item.meeting.is_held:
        raise ValidationError("출석을 기록한 회의에서 손을 든 표만 적을 수 있습니다.")
    ballots = {ballot.pk: ballot for ballot in selectors.hands_to_record(resolution)}
    refuse_marks(ballots, marks)
    for pk, choice in sorted(marks.items()):
        if not mark(ballots[pk], choice=choice, recorded_by=by):
            raise ValidationError(VOTED_MEANWHILE)
    data = {"ballots": sorted(marks)}
    trail(by=by, kind=events.RECORDED, resolution=resolution, data=data, count=len(marks))
    for pk in sorted(marks):
        tell_recorded(by, resolution, ballots[pk], len(marks))
    return len(marks)


def refuse_marks(ballots: Mapping[int, Ballot], marks: Mapping[int, str]) -> None:
    if not marks:
        raise ValidationError("손을 든 단원의 표를 한 명 이상 표시해 주세요.")
    if not set(marks) <= set(ballots):
        raise ValidationError(VOTED_MEANWHILE)
    for choice in marks.values():
        refuse_no_choice(choice)


def tell_recorded(by, resolution: Resolution, ballot: Ballot, count: int) -> None:
    detail = (
        f"적은 표: {Choice(ballot.choice).label}\n적은 사람: {by}\n\n"
        "회의에서 밝히신 것과 다르면 표결을 마감하기 전에 사업담당자에게 알려 주세요."
    )
    to = [Recipient.of(ballot.membership.user)]
    notify_about(resolution, kind=events.RECORDED, to=to, detail=detail, key=str(ballot.pk), count=count)
