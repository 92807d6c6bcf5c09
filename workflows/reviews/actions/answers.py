"""What becomes of what was said: every comment is answered before its round may close."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from panels.selectors import recipients
from seoul_gov.audit import actions as audit
from seoul_gov.notifications.actions import Message, Recipient, notify, withdraw
from seoul_gov.ui.verdicts import require
from workflows.dispositions import Disposition
from workflows.reviews import events, permissions, selectors, state
from workflows.reviews.enums import RoundState
from workflows.reviews.models import Comment, Review, ReviewRound
from workflows.runs.actions import locked_duty
from workflows.runs.models import ProcessRun
from workflows.runs.wording import words

from .rounds import ended, locked


@transaction.atomic
def answer(*, by, comment: Comment, disposition: str, answer: str, seen: datetime | None = None) -> Comment:
    """Say what becomes of a submitted comment and why; it may be changed until the round closes.

    ``seen`` is the moment of the answer that the person had before their eyes, None for no answer. Raises
    ValidationError when somebody has answered since, the round is over, or the disposition or reason is missing.
    """
    round = locked(comment.review.round)
    require(permissions.can_manage(by, round.panel.project))
    state.refuse_over(round)
    comment = Comment.objects.submitted().filter(pk=comment.pk).first()
    if comment is None:
        raise ValidationError("제출된 의견에만 답할 수 있습니다.")
    answer = answer.strip()
    if comment.is_answered and (comment.disposition, comment.answer) == (disposition, answer):
        return comment
    refuse_unseen(comment, seen)
    before = {"disposition": comment.disposition, "answer": comment.answer}
    write_answer(comment, by, disposition, answer)
    record = record_change if before["disposition"] else record_answer
    record(
        by=by,
        on=comment,
        chain=round.panel.project.audit_chain,
        data={"before": before, "answer": answer},
        round=round,
        place=comment.place,
        disposition=comment.outcome,
    )
    return comment


def record_answer(**facts) -> None:
    audit.record(kind=events.ANSWERED, **facts)


def record_change(**facts) -> None:
    audit.record(kind=events.ANSWER_CHANGED, **facts)


def refuse_unseen(comment: Comment, seen: datetime | None) -> None:
    if comment.answered_at != seen:
        raise ValidationError(
            "그 사이 다른 화면에서 이 의견의 처리가 바뀌었습니다. 바뀐 처리를 확인하고 다시 저장해 주세요."
        )


def write_answer(comment: Comment, by, disposition: str, answer: str) -> None:
    if disposition not in Disposition.values:
        raise ValidationError("반영, 부분반영, 미반영, 해당없음 가운데 하나를 골라 주세요.")
    reason = words(Comment, "answer", answer, "그렇게 처리한 사유를 적어 주세요.")
    comment.disposition, comment.answer = disposition, reason
    comment.answered_by, comment.answered_at = by, timezone.now()
    comment.save(update_fields=["disposition", "answer", "answered_by", "answered_at"])


@transaction.atomic
def close(*, by, round: ReviewRound, note: str = "", early: bool = False) -> ReviewRound:
    """End a round whose every comment is answered, and tell each author what became of every word.

    ``early`` says that the person knows of members who could still submit. Raises ValidationError when the round
    is over, a submitted comment is unanswered, members could still submit and ``early`` is not said, nobody has
    submitted in the time given, or nobody has at all and ``note`` does not say why that will do.
    """
    locked_duty(round.duty)
    round = locked(round)
    require(permissions.can_manage(by, round.panel.project))
    state.refuse_over(round)
    refuse_unanswered(round, "마감")
    note = words(ReviewRound, "closing_note", note)
    refuse_too_soon(round, note, early)
    ended(round, by, RoundState.CLOSED, note)
    audit.record(by=by, kind=events.CLOSED, on=round, chain=round.panel.project.audit_chain, round=round)
    withdraw(scope=round.scope)
    for review in selectors.reviews_in(round).prefetch_related("comments").select_related("membership__user"):
        if review.membership.is_active:
            tell_author(round, review)
    return round


def refuse_unanswered(round: ReviewRound, ending: str) -> None:
    left = selectors.comments_in(round.pk).filter(answered_at=None).count()
    if left:
        raise ValidationError(f"답하지 않은 의견이 {left}건 있습니다. 모두 답한 뒤에 {ending}해 주세요.")


def refuse_too_soon(round: ReviewRound, note: str, early: bool) -> None:
    """In time, members may still speak; a round in which nobody spoke says why it is over."""
    waited_for = selectors.still_to_speak(round).count()
    silent = not selectors.reviews_in(round).exists()
    if not state.is_past_due(round):
        if silent:
            raise ValidationError(
                "아직 아무도 의견을 내지 않았습니다. 기한까지 기다리거나 검토를 취소해 주세요."
            )
        if waited_for and not early:
            raise ValidationError(
                f"기한이 남았고 단원 {waited_for}명이 아직 의견을 내지 않았습니다. 그래도 마감하려면 확인란에 표시해 주세요."
            )
    elif silent and not note:
        raise ValidationError("의견을 낸 단원이 없습니다. 마감하려면 마감 의견에 사유를 적어 주세요.")


def tell_author(round: ReviewRound, review: Review) -> None:
    message = Message(
        subject=events.CLOSED.say(round=round.outer_name),
        url=round.get_absolute_url(),
        detail="\n\n".join(filter(None, (thanks(review), *outcomes(review), closing(round)))),
    )
    key = f"{round.scope}:closed"
    to = [Recipient.of(review.membership.user)]
    notify(kind=events.CLOSED, to=to, message=message, scope=round.scope, key=key)


def thanks(review: Review) -> str:
    count = len(review.comments.all())
    said = f"내 주신 의견 {count}건을 이렇게 처리했습니다." if count else "검토에 참여해 주셔서 고맙습니다."
    return f"{said}\n종합 의견: {review.summary}" if review.summary else said


def outcomes(review: Review) -> list[str]:
    return [
        f"{number}. [{comment.place}] {comment.body}\n   처리: {comment.outcome}\n   사유: {comment.answer}"
        for number, comment in enumerate(review.comments.all(), 1)
    ]


def closing(round: ReviewRound) -> str:
    return f"마감 의견: {round.closing_note}" if round.closing_note else ""


@transaction.atomic
def cancel(*, by, round: ReviewRound, reason: str) -> ReviewRound:
    """Call a round off for a reason that everybody in the panel is told; it does not count, and nothing is deleted.

    Raises ValidationError when the round is over, while a submitted comment waits for its answer, and without a reason.
    """
    locked_duty(round.duty)
    round = locked(round)
    require(permissions.can_manage(by, round.panel.project))
    state.refuse_over(round)
    refuse_unanswered(round, "취소")
    call_off_one(by, round, words(ReviewRound, "closing_note", reason, "검토를 취소하는 사유를 적어 주세요."))
    return round


@transaction.atomic
def call_off(*, by, run: ProcessRun, reason: str) -> None:
    """Cancel what is still open in a process that ends.

    Called by the driver alone, which has checked who may end it, holds its row and leaves no comment unanswered.
    """
    opened = ReviewRound.objects.open().with_facts().filter(duty__stage__run=run)
    for round in opened.select_for_update(of=("self",)):
        call_off_one(by, round, reason)


def call_off_one(by, round: ReviewRound, reason: str) -> None:
    """Write that the round is cancelled and tell everybody; its row is held."""
    ended(round, by, RoundState.CANCELLED, reason)
    chain = round.panel.project.audit_chain
    audit.record(by=by, kind=events.CANCELLED, on=round, chain=chain, data={"reason": reason}, round=round)
    withdraw(scope=round.scope)
    message = Message(
        subject=events.CANCELLED.say(round=round.outer_name),
        url=round.get_absolute_url(),
        detail=f"사유: {round.closing_note}",
    )
    key = f"{round.scope}:cancelled"
    notify(kind=events.CANCELLED, to=recipients(round.panel), message=message, scope=round.scope, key=key)
