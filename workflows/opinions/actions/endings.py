"""The end of a round: closed with everything answered, or cancelled; authors are told what became of every word."""

from itertools import groupby
from operator import attrgetter

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from seoul_gov.audit import actions as audit
from seoul_gov.notifications.actions import Message, Recipient, notify
from seoul_gov.ui.korean import korean_date
from seoul_gov.ui.verdicts import require
from workflows.opinions import events, permissions, state
from workflows.opinions.enums import RoundState
from workflows.opinions.models import Opinion, OpinionRound
from workflows.runs.actions import locked_duty
from workflows.runs.models import ProcessRun
from workflows.runs.wording import public_words

from .rounds import locked, notify_panels, take_back

AUTHORS_AT_ONCE = 500
"""How many are told in one write; a round may have thousands."""


@transaction.atomic
def close(*, by, round: OpinionRound, note: str = "", early: bool = False) -> OpinionRound:
    """End a round whose every opinion is answered, publish the answers and tell each author of theirs.

    ``early`` says that the person knows that citizens could still speak. Raises ValidationError when the round has
    ended, an opinion is unanswered, citizens could still speak and ``early`` is not said or ``note`` does not say why,
    or nobody has spoken and the last day has not passed or ``note`` does not say why that will do; and for personal
    data in ``note``.
    """
    locked_duty(round.duty)
    round = locked(round)
    require(permissions.can_manage(by, permissions.project_of(round)))
    state.refuse_ended_round(round)
    if left := undecided(round):
        raise ValidationError(f"답하지 않은 의견이 {left}건 있습니다. 모두 답한 뒤에 마감해 주세요.")
    note = public_words(OpinionRound, "closing_note", note)
    refuse_too_soon(round, note, early)
    ended(round, by, RoundState.CLOSED, note)
    chain = permissions.project_of(round).audit_chain
    audit.record(by=by, kind=events.CLOSED, on=round, chain=chain, round=round)
    take_back(round)
    remark = f"마감 의견: {note}" if note else ""
    notify_authors(round, kind=events.CLOSED, key=f"{round.scope}:closed", remark=remark)
    return round


def undecided(round: OpinionRound) -> int:
    return round.opinions.undecided().count()


def refuse_too_soon(round: OpinionRound, note: str, early: bool) -> None:
    """Before the last day has passed, citizens may still speak; a round in which nobody spoke says why it is over."""
    silent = not round.opinions.standing().exists()
    if state.is_over(round):
        if silent and not note:
            raise ValidationError("의견을 낸 시민이 없습니다. 마감하려면 마감 의견에 사유를 적어 주세요.")
        return
    if silent:
        raise ValidationError("아직 의견이 없습니다. 마감일까지 기다리거나 의견수렴을 취소해 주세요.")
    last = korean_date(round.closes_on)
    if not early:
        raise ValidationError(f"{last}까지 의견을 받습니다. 지금 마감하려면 확인란에 표시해 주세요.")
    if not note:
        raise ValidationError(f"{last}보다 앞당겨 마감하는 사유를 마감 의견에 적어 주세요.")


def ended(round: OpinionRound, by, result: RoundState, note: str) -> None:
    """Write that the round is over, how, by whom and when."""
    round.state, round.closed_by, round.closed_at, round.closing_note = result, by, timezone.now(), note
    round.save(update_fields=["state", "closed_by", "closed_at", "closing_note"])


def notify_authors(round: OpinionRound, *, kind, key: str, remark: str) -> None:
    """One notice to each author, with everything they said and what became of it."""
    rows = round.opinions.standing().select_related("author").order_by("author", "pk")
    letters = {
        Recipient.of(author): letter(list(own), remark) for author, own in groupby(rows, attrgetter("author"))
    }
    people = list(letters)
    for start in range(0, len(people), AUTHORS_AT_ONCE):
        message = Message(subject=kind.say(round=round), url=round.get_absolute_url(), detail=letters.get)
        some = people[start : start + AUTHORS_AT_ONCE]
        notify(kind=kind, to=some, message=message, scope=round.scope, key=key)


def letter(opinions: list[Opinion], remark: str) -> str:
    said = f"내 주신 의견 {len(opinions)}건을 이렇게 처리했습니다. 고맙습니다."
    outcomes = [f"{number}. {outcome(opinion)}" for number, opinion in enumerate(opinions, 1)]
    return "\n\n".join(filter(None, (said, *outcomes, remark)))


def outcome(opinion: Opinion) -> str:
    lines = [opinion.body, f"처리: {opinion.outcome}", f"사유: {opinion.answer}"]
    if opinion.is_hidden:
        lines.append(f"공개 화면에서 가렸습니다: {opinion.hidden_reason}")
    return "\n   ".join(lines)


@transaction.atomic
def cancel(*, by, round: OpinionRound, reason: str) -> OpinionRound:
    """Call a round off for a reason that everybody reads; it does not count, and nothing is deleted.

    Raises ValidationError when the round has ended, an opinion is unanswered, there is no reason, or it holds personal data.
    """
    locked_duty(round.duty)
    round = locked(round)
    require(permissions.can_manage(by, permissions.project_of(round)))
    state.refuse_ended_round(round)
    if left := undecided(round):
        raise ValidationError(f"답하지 않은 의견이 {left}건 있습니다. 모두 답한 뒤에 취소해 주세요.")
    reason = public_words(OpinionRound, "closing_note", reason, "의견수렴을 취소하는 사유를 적어 주세요.")
    call_off_one(by, round, reason)
    return round


@transaction.atomic
def call_off(*, by, run: ProcessRun, reason: str) -> None:
    """Cancel what is still open in a process that ends.

    Called by the driver alone, which has checked who may end it and holds its row. Citizens speak without that row:
    raises ValidationError where one of them did after the driver had looked.
    """
    opened = OpinionRound.objects.open().with_facts().filter(duty__stage__run=run)
    for round in opened.select_for_update(of=("self",)):
        if left := undecided(round):
            raise ValidationError(f"‘{round}’에 답하지 않은 의견이 {left}건 있습니다. 먼저 답해 주세요.")
        call_off_one(by, round, reason)


def call_off_one(by, round: OpinionRound, reason: str) -> None:
    """Write that the round is cancelled and tell who spoke or was asked to; its row is held."""
    ended(round, by, RoundState.CANCELLED, reason)
    project, key = permissions.project_of(round), f"{round.scope}:cancelled"
    data = {"reason": reason}
    audit.record(by=by, kind=events.CANCELLED, on=round, chain=project.audit_chain, data=data, round=round)
    take_back(round)
    remark = f"취소 사유: {reason}"
    notify_authors(round, kind=events.CANCELLED, key=key, remark=remark)
    message = Message(subject=events.CANCELLED.say(round=round), url=round.get_absolute_url(), detail=remark)
    notify_panels(round, kind=events.CANCELLED, message=message, key=key)
