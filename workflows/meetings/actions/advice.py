"""Written advice of members (자문의견서) and the officials' answers (가이드라인 3-2)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from panels.selectors import voice_in
from seoul_gov.ui.verdicts import require
from workflows.dispositions import ADVICE_WORDS, Disposition
from workflows.meetings import events, permissions
from workflows.meetings.enums import AdviceState
from workflows.meetings.models import AdviceNote, AgendaItem, Meeting
from workflows.runs.state import refuse_done
from workflows.runs.wording import words

from .sharing import held, notify_seats, trail

FILLED_IN_LATER = ("submitted_at", "disposition", "answer", "answered_by", "answered_at")


@transaction.atomic
def save_advice(*, by, item: AgendaItem, body: str) -> AdviceNote:
    """Keep a member's advice as a draft that nobody else reads. Raises ValidationError as ``submit_advice`` does."""
    advice = written(by, item, body)
    advice.save()
    trail(by=by, kind=events.ADVICE_SAVED, meeting=advice.item.meeting, on=advice, item=advice.item)
    return advice


@transaction.atomic
def submit_advice(*, by, item: AgendaItem, body: str) -> AdviceNote:
    """Hand a member's advice in, once; it is not changed any more.

    Raises ValidationError when the item asks for none, the meeting was cancelled, the duty is settled, or the
    member is recused from the item or has handed in before.
    """
    advice = written(by, item, body)
    advice.state, advice.submitted_at = AdviceState.SUBMITTED, timezone.now()
    advice.save()
    trail(by=by, kind=events.ADVICE_SUBMITTED, meeting=advice.item.meeting, on=advice, item=advice.item)
    return advice


def written(by, item: AgendaItem, body: str) -> AdviceNote:
    """The member's own note on the item with the new text, not yet saved; the meeting is held."""
    meeting = held(item.meeting)
    require(permissions.can_advise(by, meeting))
    item = AgendaItem.objects.get(pk=item.pk)
    item.meeting = meeting
    refuse_no_advice(item, meeting)
    seat = voice_in(by, meeting.panel)
    if item.recusals.filter(membership=seat).exists():
        raise ValidationError("이 안건에서 빠진 단원은 자문의견을 낼 수 없습니다(제척·기피·회피).")
    own = AdviceNote.objects.filter(item=item, membership=seat).first()
    advice = own or AdviceNote(item=item, membership=seat)
    if advice.state != AdviceState.DRAFT:
        raise ValidationError("이미 제출한 의견입니다. 제출한 의견은 고칠 수 없습니다.")
    advice.item, advice.saved_at = item, timezone.now()
    advice.body = words(AdviceNote, "body", body, "자문의견을 적어 주세요.")
    advice.full_clean(exclude=FILLED_IN_LATER)
    return advice


def refuse_no_advice(item: AgendaItem, meeting: Meeting) -> None:
    if meeting.is_cancelled:
        raise ValidationError("취소한 회의입니다.")
    if not item.needs_advice:
        raise ValidationError("보고 안건입니다. 자문의견은 자문 안건에만 쓸 수 있습니다.")
    refuse_done(meeting.duty)


@transaction.atomic
def answer_advice(*, by, note: AdviceNote, disposition: str, answer: str) -> AdviceNote:
    """Say what becomes of a member's advice and why (수용·일부수용·불수용·해당없음); its author is told.

    Raises ValidationError for a draft, for what has been answered, and without a reason.
    """
    meeting = held(note.item.meeting)
    require(permissions.can_manage(by, meeting))
    advice = AdviceNote.objects.select_related("item", "membership__user").get(pk=note.pk)
    refuse_unanswerable(advice, disposition)
    advice.answer = words(AdviceNote, "answer", answer, "그렇게 처리한 사유를 적어 주세요.")
    advice.disposition, advice.state = disposition, AdviceState.ANSWERED
    advice.answered_by, advice.answered_at = by, timezone.now()
    advice.full_clean()
    advice.save()
    tell_answered(by, meeting, advice)
    return advice


def refuse_unanswerable(advice: AdviceNote, disposition: str) -> None:
    if advice.state == AdviceState.DRAFT:
        raise ValidationError("아직 제출하지 않은 의견입니다.")
    if advice.state == AdviceState.ANSWERED:
        raise ValidationError("이미 답한 의견입니다.")
    if disposition not in Disposition.values:
        raise ValidationError("의견을 어떻게 처리할지 골라 주세요.")


def tell_answered(by, meeting: Meeting, advice: AdviceNote) -> None:
    """Audit the answer and tell the author, if still in office."""
    facts = {"item": advice.item, "word": ADVICE_WORDS[advice.disposition]}
    trail(
        by=by,
        kind=events.ADVICE_ANSWERED,
        meeting=meeting,
        on=advice,
        data={"answer": advice.answer},
        **facts,
    )
    detail = f"처리: {facts['word']}\n\n사유: {advice.answer}"
    to = [advice.membership] if advice.membership.is_active else []
    key = f"advice:{advice.pk}:answered"
    notify_seats(meeting, kind=events.ADVICE_ANSWERED, key=key, detail=detail, to=to, **facts)
