"""What citizens do: give an opinion, and take it back while nobody has answered it."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from seoul_gov.audit import actions as audit
from seoul_gov.documents import actions as documents
from seoul_gov.notifications.actions import Message, Recipient, notify
from seoul_gov.ui.personal import refusal
from seoul_gov.ui.verdicts import require
from workflows.opinions import events, permissions, selectors, state
from workflows.opinions.digest import digest_of
from workflows.opinions.models import Opinion, OpinionRound
from workflows.runs.wording import words

from .rounds import kept, shared

EMPTY = "의견을 적어 주세요."
OTHER_WORDS = "앞서 접수한 의견과 내용이 다릅니다. 새 의견으로 내려면 한 번 더 눌러 주세요."
UNSAVED = "의견을 저장하지 못했습니다. 한 번 더 눌러 주세요."
TWICE = "같은 내용의 의견을 이미 내셨습니다."


def give(*, by, round: OpinionRound, body: str, nonce: UUID, upload=None) -> Opinion:
    """Say something in a round. The same ``nonce`` twice is one opinion: the first is answered.

    The person's row is held, so that nobody gets round the limits by speaking twice at once; the round's is shared
    with everybody else who speaks. Raises ValidationError when the round takes no words now, the words are missing,
    look like personal data or were said before, or the person has said as much as one person may.
    """
    require(permissions.can_give(by, round))
    try:
        return given(by, round, body, nonce, upload)
    except IntegrityError:
        # Somebody else's form had the same nonce.
        raise ValidationError(UNSAVED) from None


@transaction.atomic
def given(by, round: OpinionRound, body: str, nonce: UUID, upload) -> Opinion:
    """The opinion, saved; raises IntegrityError where another's has its nonce.

    Thousands may speak in the same minute, so each asks the database for as little as will do.
    """
    round = shared(round, by)
    digest, before = digest_of(body), selectors.said_by(by, round)
    if twin := next((opinion for opinion in before if opinion.nonce == nonce), None):
        return first_of(twin, digest)
    state.refuse_deaf(round)
    body = text_of(body, upload)
    refuse_too_many(before, round.per_person)
    refuse_said_before(before, digest)
    opinion = Opinion.objects.create(
        round=round,
        author=by,
        body=body,
        nonce=nonce,
        digest=digest,
        document=documents.store(by=by, upload=upload) if upload else None,
    )
    tell_given(by, opinion)
    return opinion


def first_of(twin: Opinion, digest: str) -> Opinion:
    """The opinion that the same form has brought already, unless it brings other words now."""
    if twin.digest != digest:
        raise ValidationError(OTHER_WORDS)
    return twin


def text_of(body: str, upload) -> str:
    """The words as they are kept. Everybody reads them, and the name of the file, so they hold nobody's data."""
    body = words(Opinion, "body", body, EMPTY)
    found = refusal(body, "의견") or refusal(upload.name if upload else "", "파일 이름")
    if found:
        raise ValidationError(found)
    return body


def refuse_too_many(before: list[Opinion], most: int) -> None:
    """What was taken back counts too, or nobody could be kept from flooding the officers."""
    if len(before) >= most:
        raise ValidationError(
            f"한 의견수렴에 한 사람이 {most}건까지 의견을 낼 수 있습니다(철회한 의견 포함)."
        )


def refuse_said_before(before: list[Opinion], digest: str) -> None:
    if any(opinion.digest == digest and not opinion.is_withdrawn for opinion in before):
        raise ValidationError(TWICE)


def tell_given(by, opinion: Opinion) -> None:
    """The trail knows the opinion by its number; its author gets a receipt with the words."""
    round = opinion.round
    facts = {"round": round, "opinion": opinion}
    chain = permissions.project_of(round).audit_chain
    audit.record(by=by, kind=events.GIVEN, on=opinion, chain=chain, **facts)
    message = Message(
        subject=events.GIVEN.say(**facts),
        url=f"{round.get_absolute_url()}#mine",
        detail=f"{opinion.body}\n\n담당자가 모든 의견에 답한 뒤에 처리 결과와 사유를 메일로 알려 드립니다.",
    )
    scope = f"opinion:{opinion.pk}"
    notify(
        kind=events.GIVEN,
        to=[Recipient.of(by)],
        message=message,
        scope=scope,
        key=f"{scope}:given",
        is_first=True,
    )


@transaction.atomic
def withdraw(*, by, opinion: Opinion) -> Opinion:
    """Take one's own opinion back; nobody reads it any more. Doing it twice has one effect.

    Raises ValidationError when the round has ended or the opinion was answered.
    """
    round = kept(opinion.round)
    opinion = Opinion.objects.get(pk=opinion.pk)
    require(permissions.can_withdraw(by, opinion))
    if opinion.is_withdrawn:
        return opinion
    state.refuse_ended_round(round)
    if opinion.is_answered:
        raise ValidationError("담당자가 검토를 마친 의견은 철회할 수 없습니다.")
    opinion.withdrawn_at = timezone.now()
    opinion.save(update_fields=["withdrawn_at"])
    chain = permissions.project_of(round).audit_chain
    audit.record(by=by, kind=events.WITHDRAWN, on=opinion, chain=chain, round=round, opinion=opinion)
    return opinion
