"""The line of approval: 기안, 협의, 확인, 결재, 반려, 그만둠 (가이드라인 4-1: the types are 권고 유형, people decide)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from projects import actions as projects
from projects.enums import GovernanceType, ProjectStatus
from projects.models import Project
from seoul_gov.audit import actions as audit
from seoul_gov.ui.verdicts import require

from .. import departures, events, permissions
from ..approval_line import ApprovalLine
from ..enums import ApprovalStep, AssessmentState
from ..models import Assessment
from ..records import answers_of, recompute, type_of
from . import notices
from .assessments import keep, locked, refuse, refuse_stale

COMMENT_NEEDED = "반려하는 까닭을 적어 주세요."
REASON_NEEDED = "그만두는 까닭을 적어 주세요."
PUT_FORWARD_ANEW = "그 사이 다시 기안되었습니다. 바뀐 내용을 확인한 뒤 다시 결재해 주세요."
OVER = "이미 끝난 사업이라 유형을 바꿀 수 없습니다. 반려해 주세요."


@transaction.atomic
def submit(
    *,
    by,
    assessment: Assessment,
    chosen_type: str = "",
    override_reason: str = "",
    version: int | None = None,
) -> Assessment:
    """기안: put a choice forward; an empty ``chosen_type`` says that no governance type applies.

    Opens a new round. Raises ValidationError on open questions, on a departure without its reason, on 시민주도형 for
    what the city planned, when it is already under approval, and when ``version`` is given and is not the last.
    """
    assessment = locked(assessment)
    require(permissions.can_submit(by, assessment))
    line = ApprovalLine(assessment)
    refuse(line.refusal_to_change())
    if version is not None:
        refuse_stale(assessment, version)
    reason = override_reason.strip()
    chosen = known_type(chosen_type)
    refuse(departures.refusal(answers_of(assessment), recompute(assessment), chosen, reason))
    assessment.chosen_type, assessment.override_reason = chosen or "", reason
    assessment.state, assessment.submitted_at = AssessmentState.SUBMITTED, timezone.now()
    keep(assessment)
    line = take(by=by, line=line, step=ApprovalStep.DRAFT, comment=reason, round=line.round + 1)
    record(by=by, kind=events.SUBMITTED, line=line)
    people = (*notices.governance_officers(), *notices.heads_of(assessment.project))
    notices.notify(kind=events.SUBMITTED, line=line, to=people, by=by, detail=reason)
    return assessment


@transaction.atomic
def concur(*, by, assessment: Assessment, version: int, comment: str = "") -> Assessment:
    """협의: the governance officer's opinion, once a round. It never blocks the head's approval.

    ``version`` is the one the person saw: raises ValidationError when another draft was put forward since.
    """
    assessment = locked(assessment)
    require(permissions.can_concur(by, assessment))
    line = ApprovalLine(assessment)
    refuse(line.refusal_to_concur())
    refuse_unseen(assessment, version)
    line = take(by=by, line=line, step=ApprovalStep.CONCUR, comment=comment)
    record(by=by, kind=events.CONCURRED, line=line)
    return assessment


@transaction.atomic
def confirm_departure(*, by, assessment: Assessment, version: int, comment: str = "") -> Assessment:
    """확인: a governance officer has seen why the department departs from the recommendation.

    Serves this round only. Raises ValidationError where no confirmation is needed or one was given, and when another
    draft was put forward since the ``version`` that the person saw.
    """
    assessment = locked(assessment)
    require(permissions.can_confirm_departure(by, assessment))
    line = ApprovalLine(assessment)
    refuse(line.refusal_to_confirm())
    refuse_unseen(assessment, version)
    line = take(by=by, line=line, step=ApprovalStep.REVIEW, comment=comment)
    record(by=by, kind=events.DEPARTURE_CONFIRMED, line=line)
    heads = notices.heads_of(assessment.project)
    notices.notify(kind=events.DEPARTURE_CONFIRMED, line=line, to=heads, by=by, detail=comment)
    return assessment


@transaction.atomic
def approve(*, by, assessment: Assessment, version: int, comment: str = "") -> Assessment:
    """결재: the department's head confirms the type, and the project carries it from now on.

    A running process of the same type runs on. Of two heads at once one approves, the other gets a
    ValidationError that names who was first. Raises it too while a needed confirmation is missing, and when another
    draft was put forward since the ``version`` that the head saw.
    """
    assessment = locked(assessment)
    require(permissions.can_approve(by, assessment))
    line = ApprovalLine(assessment)
    refuse(line.refusal_to_approve())
    refuse_unseen(assessment, version)
    settle_project(assessment)
    assessment.state, assessment.confirmed_at = AssessmentState.CONFIRMED, timezone.now()
    keep(assessment)
    line = take(by=by, line=line, step=ApprovalStep.APPROVE, comment=comment)
    record(by=by, kind=events.APPROVED, line=line)
    notices.withdraw(line)
    notices.notify(kind=events.APPROVED, line=line, to=notices.drafters_of(line), by=by, detail=comment)
    return assessment


@transaction.atomic
def send_back(*, by, assessment: Assessment, version: int, comment: str) -> Assessment:
    """반려: back to the officers with the reason; ends the round.

    Raises ValidationError without a reason, and when ``version`` is not the one under approval.
    """
    assessment = locked(assessment)
    require(permissions.can_send_back(by, assessment))
    line = ApprovalLine(assessment)
    refuse(line.refusal_to_decide())
    refuse_unseen(assessment, version)
    if not comment.strip():
        raise ValidationError(COMMENT_NEEDED)
    assessment.state = AssessmentState.RETURNED
    keep(assessment)
    line = take(by=by, line=line, step=ApprovalStep.RETURN, comment=comment)
    record(by=by, kind=events.SENT_BACK, line=line)
    notices.withdraw(line)
    notices.notify(kind=events.SENT_BACK, line=line, to=notices.drafters_of(line), by=by, detail=comment)
    return assessment


@transaction.atomic
def abandon(*, by, assessment: Assessment, reason: str) -> Assessment:
    """그만둠: give up an assessment that is being written; the project stands again where it stood before it.

    The assessment stays to be read, and another one can be begun. Raises ValidationError without a reason, under
    approval, and when it is over already.
    """
    assessment = locked(assessment)
    require(permissions.can_abandon(by, assessment))
    line = ApprovalLine(assessment)
    refuse(line.refusal_to_change())
    if not reason.strip():
        raise ValidationError(REASON_NEEDED)
    assessment.state = AssessmentState.ABANDONED
    keep(assessment)
    line = take(by=by, line=line, step=ApprovalStep.ABANDON, comment=reason)
    put_back(assessment)
    record(by=by, kind=events.ABANDONED, line=line)
    notices.withdraw(line)
    return assessment


def put_back(assessment: Assessment) -> None:
    """Have a project in which nothing but this assessment went on stand where it stood before."""
    project = projects.locked(assessment.project)
    if project.status == ProjectStatus.SELECTING:
        projects.set_progress(project=project, status=status_before(project))


def status_before(project: Project) -> ProjectStatus:
    """What an idle project is: its type confirmed, found to need none, or only registered."""
    if project.governance_type:
        return ProjectStatus.CONFIRMED
    was_settled = project.assessments.confirmed().exists()
    return ProjectStatus.NOT_APPLICABLE if was_settled else ProjectStatus.REGISTERED


def known_type(value: str) -> GovernanceType | None:
    """A chosen type, None for an empty one; raises ValidationError for any other word."""
    try:
        return type_of(value)
    except ValueError:
        raise ValidationError("고를 수 없는 유형입니다.") from None


def refuse_unseen(assessment: Assessment, version: int) -> None:
    """A signature serves only what the signer saw; raises ValidationError when another draft was put forward since."""
    if assessment.version != version:
        raise ValidationError(PUT_FORWARD_ANEW)


def take(
    *, by, line: ApprovalLine, step: ApprovalStep, comment: str, round: int | None = None
) -> ApprovalLine:
    """Write one step of the line and read the line anew."""
    line.assessment.approvals.create(step=step, round=round or line.round, by=by, comment=comment.strip())
    return ApprovalLine(line.assessment)


def record(*, by, kind, line: ApprovalLine) -> None:
    assessment = line.assessment
    audit.record(
        by=by,
        kind=kind,
        on=assessment,
        chain=assessment.project.audit_chain,
        data={
            "round": line.round,
            "chosen_type": assessment.chosen_type,
            "result": assessment.governance_type,
        },
        project=assessment.project,
        choice=line.choice,
    )


def settle_project(assessment: Assessment) -> None:
    """Have the project carry the chosen type, and say how it goes on."""
    project = projects.locked(assessment.project)
    if project.status == ProjectStatus.COMPLETED:
        raise ValidationError(OVER)
    status = status_after(project, assessment.chosen_type)
    projects.set_governance(project=project, governance_type=assessment.chosen_type, status=status)


def status_after(project: Project, chosen_type: str) -> ProjectStatus:
    """A running process goes on under its own type; a new type waits to be started, no type needs no process."""
    if not chosen_type:
        return ProjectStatus.NOT_APPLICABLE
    if project.status == ProjectStatus.RUNNING and project.governance_type == chosen_type:
        return ProjectStatus.RUNNING
    return ProjectStatus.CONFIRMED
