"""Waivers: a duty is let go only with a reason and by a second person."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from seoul_gov.notifications.actions import Recipient
from seoul_gov.ui.korean import josa
from seoul_gov.ui.verdicts import require
from workflows.definitions import Necessity
from workflows.driver import events, gates, people, permissions
from workflows.runs.actions import locked_duty
from workflows.runs.enums import DutyState, WaiverDecision
from workflows.runs.models import DutyRun, Waiver
from workflows.runs.state import refuse_done
from workflows.runs.wording import words

from .duties import because, decide
from .telling import tell


@transaction.atomic
def request_waiver(*, by, duty: DutyRun, reason: str) -> Waiver:
    """Ask that the stage may close without the duty. Who decides, is told.

    Raises ValidationError for an optional duty, one that is not open in the open stage, one that already waits
    for a decision or for which people are being asked, and without a reason.
    """
    duty = locked_duty(duty)
    require(permissions.can_drive(by, duty.stage.run.project))
    refuse_done(duty)
    reason = because(reason)
    if duty.necessity == Necessity.DISCRETIONARY:
        raise ValidationError(
            f"{josa(f'‘{duty.title}’', '은/는')} 선택 과제입니다. 면제를 받지 않고 건너뛸 수 있습니다."
        )
    if duty.waivers.filter(decision=WaiverDecision.PENDING).exists():
        raise ValidationError("이 과제의 면제 요청이 이미 결정을 기다리고 있습니다.")
    gates.refuse_running(DutyRun.objects.filter(pk=duty.pk))
    waiver = Waiver.objects.create(duty=duty, reason=reason, requested_by=by)
    told = people.deciders(duty, but=by)
    _tell(by=by, kind=events.WAIVER_REQUESTED, duty=duty, to=told, reason=waiver.reason)
    return waiver


@transaction.atomic
def decide_waiver(*, by, waiver: Waiver, grant: bool, comment: str = "") -> Waiver:
    """Grant or refuse a waiver; granted, the duty no longer holds its stage. Who asked is told.

    Raises PermissionDenied for whoever asked for it, whatever else they are; ValidationError when it has been
    decided, when the duty has been done or its stage closed since, when it is granted while people vote or speak on
    it or their words wait for an answer, and when it is refused without a reason.
    """
    duty = locked_duty(waiver.duty)
    waiver = Waiver.objects.select_related("requested_by", "decided_by").get(pk=waiver.pk)
    waiver.duty = duty
    require(permissions.can_decide_waiver(by, waiver))
    if waiver.decision == WaiverDecision.WITHDRAWN:
        raise ValidationError("그 사이 과제가 처리되어 면제 요청이 철회되었습니다.")
    if waiver.decision != WaiverDecision.PENDING:
        verdict = waiver.get_decision_display()
        raise ValidationError(f"이 면제 요청은 {waiver.decided_by} 님이 이미 결정했습니다({verdict}).")
    return _grant(by, waiver, comment) if grant else _refuse(by, waiver, comment)


def _grant(by, waiver: Waiver, comment: str) -> Waiver:
    duty = waiver.duty
    refuse_done(duty)
    _close(by, waiver, WaiverDecision.GRANTED, words(Waiver, "comment", comment))
    decide(by, DutyRun.objects.filter(pk=duty.pk), DutyState.WAIVED, waiver.reason)
    _tell(by=by, kind=events.WAIVER_GRANTED, duty=duty, to=_asker(waiver))
    return waiver


def _refuse(by, waiver: Waiver, comment: str) -> Waiver:
    reason = words(Waiver, "comment", comment, "거절하는 사유를 적어 주세요.")
    _close(by, waiver, WaiverDecision.REFUSED, reason)
    _tell(
        by=by,
        kind=events.WAIVER_REFUSED,
        duty=waiver.duty,
        to=_asker(waiver),
        reason=waiver.comment,
    )
    return waiver


def _close(by, waiver: Waiver, decision: WaiverDecision, comment: str) -> None:
    waiver.decision, waiver.comment = decision, comment
    waiver.decided_by, waiver.decided_at = by, timezone.now()
    waiver.save(update_fields=["decision", "comment", "decided_by", "decided_at"])


def _asker(waiver: Waiver) -> list[Recipient]:
    return [Recipient.of(waiver.requested_by)]


def _tell(*, by, kind, duty: DutyRun, to, **facts) -> None:
    tell(by=by, kind=kind, on=duty, project=duty.stage.run.project, to=to, duty=duty, **facts)
