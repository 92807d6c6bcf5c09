"""What officers do with an opinion: answer it, and hide from the public what must not stand there."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from seoul_gov.audit import actions as audit
from seoul_gov.ui.verdicts import require
from workflows.dispositions import Disposition
from workflows.opinions import events, permissions, state
from workflows.opinions.models import Opinion
from workflows.runs.wording import public_words

from .rounds import kept

CHANGED = "그 사이 다른 화면에서 이 의견의 처리가 바뀌었습니다. 바뀐 처리를 확인하고 다시 저장해 주세요."
GONE = "낸 사람이 철회한 의견입니다."


@transaction.atomic
def answer(*, by, opinion: Opinion, disposition: str, answer: str, seen: datetime | None = None) -> Opinion:
    """Say what becomes of an opinion and why; it may be changed until the round ends, and is public from then on.

    ``seen`` is the moment of the answer that the person had before their eyes, None for no answer. Raises
    ValidationError when somebody has answered since, the opinion was taken back, the round has ended, or the
    disposition or reason is missing, or the reason holds personal data: everybody will read it.
    """
    round = kept(opinion.round)
    require(permissions.can_manage(by, permissions.project_of(round)))
    state.refuse_ended_round(round)
    opinion = standing(opinion)
    answer = answer.strip()
    if opinion.is_answered and (opinion.disposition, opinion.answer) == (disposition, answer):
        return opinion
    if opinion.answered_at != seen:
        raise ValidationError(CHANGED)
    before = {"disposition": opinion.disposition, "answer": opinion.answer}
    write_answer(opinion, by, disposition, answer)
    record = record_change if before["disposition"] else record_answer
    record(
        by=by,
        on=opinion,
        chain=permissions.project_of(round).audit_chain,
        data={"before": before, "answer": answer},
        round=round,
        opinion=opinion,
        disposition=opinion.outcome,
    )
    return opinion


def standing(opinion: Opinion) -> Opinion:
    """The opinion as it is now; raises ValidationError where its author has taken it back."""
    now = Opinion.objects.standing().filter(pk=opinion.pk).first()
    if now is None:
        raise ValidationError(GONE)
    return now


def record_answer(**facts) -> None:
    audit.record(kind=events.ANSWERED, **facts)


def record_change(**facts) -> None:
    audit.record(kind=events.ANSWER_CHANGED, **facts)


def write_answer(opinion: Opinion, by, disposition: str, answer: str) -> None:
    if disposition not in Disposition.values:
        raise ValidationError("채택, 일부채택, 미채택, 해당없음 가운데 하나를 골라 주세요.")
    reason = public_words(Opinion, "answer", answer, "그렇게 처리한 사유를 적어 주세요.")
    opinion.disposition, opinion.answer = disposition, reason
    opinion.answered_by, opinion.answered_at = by, timezone.now()
    opinion.save(update_fields=["disposition", "answer", "answered_by", "answered_at"])


@transaction.atomic
def hide(*, by, opinion: Opinion, reason: str) -> Opinion:
    """Show the public the reason in place of the words and their file, whatever has become of the round.

    It stays to be answered, and its author and the officers still read it. Raises ValidationError when it is hidden
    already or was taken back, without a reason, and for one that holds personal data itself.
    """
    round, opinion = for_the_public(by, opinion)
    if opinion.is_hidden:
        raise ValidationError("이미 가린 의견입니다.")
    opinion.hidden_reason = public_words(Opinion, "hidden_reason", reason, "가리는 사유를 적어 주세요.")
    opinion.hidden_by, opinion.hidden_at = by, timezone.now()
    write_hidden(opinion)
    data, chain = {"reason": opinion.hidden_reason}, permissions.project_of(round).audit_chain
    audit.record(by=by, kind=events.HIDDEN, on=opinion, chain=chain, data=data, round=round, opinion=opinion)
    return opinion


@transaction.atomic
def show(*, by, opinion: Opinion) -> Opinion:
    """Show the public what was hidden by mistake. Doing it twice has one effect."""
    round, opinion = for_the_public(by, opinion)
    if not opinion.is_hidden:
        return opinion
    data, chain = {"reason": opinion.hidden_reason}, permissions.project_of(round).audit_chain
    opinion.hidden_reason, opinion.hidden_by, opinion.hidden_at = "", None, None
    write_hidden(opinion)
    audit.record(by=by, kind=events.SHOWN, on=opinion, chain=chain, data=data, round=round, opinion=opinion)
    return opinion


def for_the_public(by, opinion: Opinion):
    """The round, held, and the opinion that still stands in it, for an officer."""
    round = kept(opinion.round)
    require(permissions.can_manage(by, permissions.project_of(round)))
    return round, standing(opinion)


def write_hidden(opinion: Opinion) -> None:
    opinion.save(update_fields=["hidden_reason", "hidden_by", "hidden_at"])
