"""A member with a tie to an agenda item takes no part in it (제척·기피·회피)."""

from django.core.exceptions import ValidationError
from django.db import transaction

from panels.models import Membership
from projects.people import department
from seoul_gov.notifications.actions import Message, notify
from seoul_gov.ui.verdicts import require
from workflows.meetings import events, permissions, selectors, votes
from workflows.meetings.agenda import refuse_ground
from workflows.meetings.enums import AdviceState, RecusalKind
from workflows.meetings.models import AgendaItem, Meeting, Recusal
from workflows.runs.wording import words

from .advice import refuse_no_advice
from .sharing import held, notify_seats, trail


@transaction.atomic
def recuse(
    *, by, item: AgendaItem, seat: Membership, reason: str, kind: str = RecusalKind.VOLUNTARY
) -> Recusal:
    """Take a member out of an item for a tie to it: they write no advice on it, and are in no vote on it that opens later
    (서울특별시 각종 위원회의 설치·운영에 관한 조례 제9조 준용).

    Members say so themselves (회피) and the department is told; its officers write down any of the three, and the member is
    told with the reason. Raises ValidationError without a reason, where no advice is asked for any more, while people vote
    on the item, and for who has handed advice in, is recused or has left. An advice note that was begun is kept and read
    by nobody.
    """
    meeting = held(item.meeting)
    require(permissions.can_recuse(by, meeting))
    is_own = permissions.is_own(by, seat, meeting)
    if not is_own:
        require(permissions.can_manage(by, meeting))
    item = AgendaItem.objects.get(pk=item.pk)
    refuse_no_advice(item, meeting)
    if votes.are_taken(item):
        raise ValidationError("이 안건은 지금 표결하고 있습니다. 표결 화면에서 빠져 주세요.")
    refuse_seat(item, meeting, seat)
    refuse_ground(kind, is_own=is_own)
    recusal = Recusal.objects.create(
        item=item,
        membership=seat,
        kind=kind,
        reason=words(Recusal, "reason", reason, "빠지는 사유를 적어 주세요."),
        recorded_by=None if is_own else by,
    )
    if is_own:
        tell_department(by, meeting, recusal)
    else:
        tell_member(by, meeting, recusal)
    return recusal


def refuse_seat(item: AgendaItem, meeting: Meeting, seat: Membership) -> None:
    """Raise ValidationError unless the member still takes part in the item, and has said nothing on it."""
    if item.recusals.filter(membership=seat).exists():
        raise ValidationError("이미 이 안건에서 빠진 단원입니다.")
    if item.notes.filter(membership=seat).exclude(state=AdviceState.DRAFT).exists():
        raise ValidationError("이미 이 안건에 자문의견을 낸 단원입니다.")
    if not selectors.silent(item, meeting).filter(pk=seat.pk).exists():
        raise ValidationError("지금 활동하는 단원만 안건에서 뺄 수 있습니다.")


def tell_department(by, meeting: Meeting, recusal: Recusal) -> None:
    facts = {"item": recusal.item, "seat": recusal.membership_id}
    trail(by=by, kind=events.RECUSED, meeting=meeting, on=recusal, **facts)
    message = Message(
        subject=events.RECUSED.say(**facts),
        url=meeting.get_absolute_url(),
        detail="이 안건의 자문의견과 표결에서 빠집니다. 사유는 회의 화면에서 볼 수 있습니다.",
    )
    to, key = department(meeting.panel.project), f"recusal:{recusal.pk}"
    notify(kind=events.RECUSED, to=to, message=message, scope=meeting.scope, key=key)


def tell_member(by, meeting: Meeting, recusal: Recusal) -> None:
    word = RecusalKind(recusal.kind).label
    facts = {"item": recusal.item, "seat": recusal.membership_id, "word": word}
    trail(by=by, kind=events.EXCUSED, meeting=meeting, on=recusal, **facts)
    detail = (
        f"근거: {word}\n사유: {recusal.reason}\n적은 사람: {by}\n\n"
        "이 안건의 자문의견과 표결에서 빠집니다. 사실과 다르면 사업담당자에게 알려 주세요."
    )
    key = f"recusal:{recusal.pk}"
    notify_seats(meeting, kind=events.EXCUSED, key=key, detail=detail, to=[recusal.membership], **facts)
