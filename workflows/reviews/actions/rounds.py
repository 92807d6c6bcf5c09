"""A round from its opening to the extension of its due day."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from panels.norms import paper_refusal
from panels.selectors import recipients
from projects import actions as projects
from seoul_gov.audit import actions as audit
from seoul_gov.notifications.actions import Message, notify
from seoul_gov.ui.korean import korean_date
from seoul_gov.ui.verdicts import require
from workflows.definitions import DutyKind
from workflows.reviews import events, permissions, state
from workflows.reviews.enums import RoundState
from workflows.reviews.models import ReviewRound
from workflows.runs.actions import locked_duty, wake_followers
from workflows.runs.state import refuse_done, refuse_ended, refuse_other_panel
from workflows.runs.wording import words

FILLED_IN_LATER = ("closed_by", "closed_at")


def locked(round: ReviewRound) -> ReviewRound:
    """The round's row as it is now, with its facts, held until the end of the transaction."""
    return ReviewRound.objects.with_facts().select_for_update(of=("self",)).get(pk=round.pk)


@transaction.atomic
def open_round(*, by, duty, panel, version, due_on, guide="") -> ReviewRound:
    """Ask the panel to read this version until the end of ``due_on`` in Seoul, and tell its members.

    Raises ValidationError when the duty is no open review, the panel is not at work in this project or has
    nobody to comment, the file is another project's or outside what panels of the kind speak on, the day is over, or
    the panel reads that version already. The project's row is held too, as it is by who dissolves a panel.
    """
    projects.locked(duty.stage.run.project)
    duty = locked_duty(duty)
    project = duty.stage.run.project
    require(permissions.can_manage(by, project))
    refuse_other_duty(duty)
    refuse_other_panel(panel, project)
    if version.deliverable.project_id != project.pk:
        raise ValidationError("이 사업의 산출물만 검토를 요청할 수 있습니다.")
    refuse_out_of_scope(panel, version.deliverable)
    state.refuse_past(due_on)
    last = duty.rounds.aggregate(last=Max("number"))["last"] or 0
    round = ReviewRound(
        duty=duty,
        panel=panel,
        version=version,
        number=last + 1,
        due_on=due_on,
        guide=words(ReviewRound, "guide", guide),
        opened_by=by,
    )
    round.full_clean(exclude=FILLED_IN_LATER)
    round.save()
    wake_followers(duty)
    tell_opened(by, round)
    return round


def refuse_other_duty(duty) -> None:
    if duty.kind != DutyKind.REVIEW:
        raise ValidationError("산출물 검토 과제에서만 검토를 열 수 있습니다.")
    refuse_done(duty)


def refuse_out_of_scope(panel, deliverable) -> None:
    """Raise ValidationError where a panel of this kind does not speak on such a paper (가이드라인 5-2, 참여 범위)."""
    if sentence := paper_refusal(panel.kind, deliverable.stage_key, deliverable.matter):
        raise ValidationError(sentence)


def tell_opened(by, round: ReviewRound) -> None:
    chain = round.duty.stage.run.project.audit_chain
    audit.record(by=by, kind=events.OPENED, on=round, chain=chain, **opening(round))
    ask(round)


def opening(round: ReviewRound) -> dict:
    """What the sentence about a round's opening needs."""
    return {"round": round, "panel": round.panel, "due": korean_date(round.due_on)}


def ask(round: ReviewRound) -> int:
    """Ask everybody in office to read, who was not asked before; answers how many are new."""
    facts = opening(round)
    asked = f"{round.duty.stage.run.project} 사업의 산출물을 읽고 {facts['due']}까지 의견을 제출해 주세요."
    message = Message(
        subject=events.OPENED.say(**facts),
        url=round.get_absolute_url(),
        detail="\n\n".join(filter(None, (asked, round.guide))),
        send_before=state.ends_at(round),
    )
    people, key = recipients(round.panel), opening_key(round)
    return notify(kind=events.OPENED, to=people, message=message, scope=round.scope, key=key)


def opening_key(round: ReviewRound) -> str:
    """What the ledger calls the round's opening."""
    return f"{round.scope}:opened"


@transaction.atomic
def extend(*, by, round: ReviewRound, due_on, reason: str) -> ReviewRound:
    """Put the due day off, for a reason that the members are told.

    Raises ValidationError when the round is over or the day is not later than the present one.
    """
    locked_duty(round.duty)
    round = locked(round)
    require(permissions.can_manage(by, round.panel.project))
    state.refuse_over(round)
    refuse_ended(round.duty.stage.run)
    if due_on <= round.due_on:
        raise ValidationError(f"지금 기한({korean_date(round.due_on)})보다 늦은 날을 골라 주세요.")
    state.refuse_past(due_on)
    reason = words(ReviewRound, "closing_note", reason, "기한을 늦추는 사유를 적어 주세요.")
    before = round.due_on
    round.due_on = due_on
    round.save(update_fields=["due_on"])
    tell_extended(by, round, before, reason)
    return round


def tell_extended(by, round: ReviewRound, before, reason: str) -> None:
    facts = {"round": round, "due": korean_date(round.due_on)}
    chain = round.panel.project.audit_chain
    data = {"before": before.isoformat(), "after": round.due_on.isoformat(), "reason": reason}
    audit.record(by=by, kind=events.EXTENDED, on=round, chain=chain, data=data, **facts)
    message = Message(
        subject=events.EXTENDED.say(**facts | {"round": round.outer_name}),
        url=round.get_absolute_url(),
        detail=f"사유: {reason}",
        send_before=state.ends_at(round),
    )
    key = f"{round.scope}:due:{round.due_on}"
    notify(kind=events.EXTENDED, to=recipients(round.panel), message=message, scope=round.scope, key=key)


def ended(round: ReviewRound, by, result: RoundState, note: str) -> None:
    """Write that the round is over, how, by whom and when."""
    round.state, round.closed_by, round.closed_at, round.closing_note = result, by, timezone.now(), note
    round.save(update_fields=["state", "closed_by", "closed_at", "closing_note"])
