"""A member with a tie to the matter takes no part in its vote (제척·기피·회피)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from projects.people import department
from seoul_gov.notifications.actions import Recipient, withdraw
from seoul_gov.ui.verdicts import require
from workflows.decisions import events, permissions, selectors, state
from workflows.decisions.models import Ballot, Resolution
from workflows.meetings.agenda import refuse_ground
from workflows.meetings.enums import RecusalKind
from workflows.runs.wording import words

from .sharing import call_of, held_with_seats, notify_about, trail

VOTED = "이미 투표한 단원입니다. 빠져야 할 사유가 있으면 표결을 취소하고 다시 열어 주세요."
RECUSED_BEFORE = "이미 이 안건의 표결에서 빠진 단원입니다."
NOBODY_LEFT = "다른 단원이 남지 않아 사업부서 혼자 정하게 됩니다. 표결을 취소하고 다시 논의해 주세요."


@transaction.atomic
def recuse(*, by, ballot: Ballot, reason: str, kind: str = RecusalKind.VOLUNTARY) -> Ballot:
    """Take a member out of a vote for a tie to its matter: they do not vote, and are not counted for quorum or majority
    (서울특별시 각종 위원회의 설치·운영에 관한 조례 제9조 준용).

    Members say so themselves (회피) and the department is told; its officers write down any of the three, and the member is
    told with the reason. Raises ValidationError without a reason, for who has voted, is recused or has left, for the last
    member who is left, and once no votes are taken: nobody is taken out to have made a quorum.
    """
    resolution = held_with_seats(ballot.resolution)
    require(permissions.can_recuse(by, resolution))
    state.refuse_late(resolution)
    is_own = permissions.own_ballot(by, resolution) == ballot
    if not is_own:
        require(permissions.can_manage(by, resolution.panel.project))
    ballot = resolution.ballots.with_seats().get(pk=ballot.pk)
    refuse_ballot(resolution, ballot)
    refuse_ground(kind, is_own=is_own)
    ballot.recusal, ballot.recused_at = kind, timezone.now()
    ballot.recusal_reason = words(Ballot, "recusal_reason", reason, "빠지는 사유를 적어 주세요.")
    ballot.recused_by = None if is_own else by
    ballot.save(update_fields=["recusal", "recused_at", "recusal_reason", "recused_by"])
    withdraw(scope=call_of(resolution), user=ballot.membership.user)
    if is_own:
        tell_department(by, resolution, ballot)
    else:
        tell_member(by, resolution, ballot)
    return ballot


def refuse_ballot(resolution: Resolution, ballot: Ballot) -> None:
    """Raise ValidationError unless the member still may vote, and somebody else besides."""
    if ballot.is_recused:
        raise ValidationError(RECUSED_BEFORE)
    if ballot.is_cast:
        raise ValidationError(VOTED)
    selectors.read_ballots(resolution)
    left = {row.pk for row in selectors.electorate(resolution) if not row.is_departments}
    if ballot.pk not in left:
        raise ValidationError("지금 활동하는 단원만 표결에서 뺄 수 있습니다.")
    if left == {ballot.pk}:
        raise ValidationError(NOBODY_LEFT)


def tell_department(by, resolution: Resolution, ballot: Ballot) -> None:
    facts = {"seat": ballot.membership_id}
    trail(by=by, kind=events.RECUSED, resolution=resolution, on=ballot, **facts)
    notify_about(
        resolution,
        kind=events.RECUSED,
        to=department(resolution.panel.project),
        detail="재적에서 빼고 셉니다. 사유는 표결 화면에서 볼 수 있습니다.",
        key=str(ballot.pk),
        **facts,
    )


def tell_member(by, resolution: Resolution, ballot: Ballot) -> None:
    word = RecusalKind(ballot.recusal).label
    facts = {"seat": ballot.membership_id, "word": word}
    trail(by=by, kind=events.EXCUSED, resolution=resolution, on=ballot, **facts)
    detail = (
        f"근거: {word}\n사유: {ballot.recusal_reason}\n적은 사람: {by}\n\n"
        "사실과 다르면 표결을 마감하기 전에 사업담당자에게 알려 주세요."
    )
    to = [Recipient.of(ballot.membership.user)]
    notify_about(resolution, kind=events.EXCUSED, to=to, detail=detail, key=str(ballot.pk), **facts)
