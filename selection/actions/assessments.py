"""From a registered project to answered questions."""

from django.core.exceptions import ValidationError
from django.db import transaction

from projects import actions as projects
from projects.enums import ProjectStatus
from projects.models import Project
from seoul_gov.audit import actions as audit
from seoul_gov.ui.verdicts import require

from .. import events, permissions
from ..approval_line import ApprovalLine
from ..models import Assessment, Edition
from ..recommend import RULE_VERSION, Answers
from ..records import answers_of, write_answers

CHANGED_MEANWHILE = "그 사이 다른 화면에서 이 선정표가 고쳐졌습니다. 바뀐 내용을 확인하고 다시 저장해 주세요."
MAY_SELECT = (ProjectStatus.REGISTERED, ProjectStatus.CONFIRMED, ProjectStatus.NOT_APPLICABLE)
"""Where a project stands idle, so that beginning an assessment becomes what is going on in it."""


@transaction.atomic
def begin(*, by, project: Project) -> Assessment:
    """Open an assessment of a registered project under the edition in force; earlier ones stay.

    A running project keeps running meanwhile. Raises ValidationError for a draft, for a project that is over,
    while another assessment is open, and before the first edition is published.
    """
    project = projects.locked(project)
    require(permissions.can_begin(by, project))
    refuse(refusal_to_begin(project))
    assessment = Assessment.objects.create(
        project=project, edition=Edition.objects.current(), rule_version=RULE_VERSION, drafted_by=by
    )
    if project.status in MAY_SELECT:
        projects.set_progress(project=project, status=ProjectStatus.SELECTING)
    audit.record(
        by=by,
        kind=events.BEGUN,
        on=assessment,
        chain=project.audit_chain,
        project=project,
        edition=assessment.edition,
    )
    return assessment


@transaction.atomic
def answer(*, by, assessment: Assessment, answers: Answers, version: int) -> Assessment:
    """Store the answers and what they lead to; whoever answers last is the drafter.

    ``version`` is the one the person saw: raises ValidationError when somebody else has saved since, and when the
    assessment is under approval or confirmed.
    """
    assessment = locked(assessment)
    require(permissions.can_answer(by, assessment))
    refuse(ApprovalLine(assessment).refusal_to_change())
    refuse_stale(assessment, version)
    write_answers(assessment, answers)
    assessment.drafted_by = by
    keep(assessment)
    audit.record(
        by=by,
        kind=events.ANSWERED,
        on=assessment,
        chain=assessment.project.audit_chain,
        data={"answers": assessment.answers, "edition": assessment.edition_id},
        project=assessment.project,
        outcome=assessment.get_status_display(),
    )
    return assessment


@transaction.atomic
def restart(*, by, assessment: Assessment) -> Assessment:
    """Take an open assessment over to the edition in force; its answers are read again under the new cells.

    Raises ValidationError when it is already under that edition, or cannot be changed now.
    """
    assessment = locked(assessment)
    require(permissions.can_restart(by, assessment))
    refuse(ApprovalLine(assessment).refusal_to_change())
    current = Edition.objects.current()
    if current == assessment.edition:
        raise ValidationError("이미 지금의 기준표를 쓰고 있습니다.")
    assessment.edition = current
    write_answers(assessment, answers_of(assessment))
    keep(assessment)
    audit.record(
        by=by,
        kind=events.RESTARTED,
        on=assessment,
        chain=assessment.project.audit_chain,
        project=assessment.project,
        edition=current,
    )
    return assessment


def refusal_to_begin(project: Project) -> str:
    """Why no assessment can be opened now, as one Korean sentence; empty when one can."""
    if project.is_draft:
        return "사업을 등록한 뒤에 유형 선정을 시작할 수 있습니다."
    if project.status == ProjectStatus.COMPLETED:
        return "끝난 사업은 유형을 다시 정하지 않습니다."
    if project.assessments.open().exists():
        return "이 사업에는 진행 중인 유형 선정이 이미 있습니다."
    if Edition.objects.current() is None:
        return "발행된 기준표가 없습니다. 시스템 관리자에게 기준표 발행을 요청해 주세요."
    return ""


def locked(assessment: Assessment) -> Assessment:
    """The assessment's row, held until the end of the transaction, with its project and edition."""
    rows = Assessment.objects.select_for_update(of=["self"]).select_related("project__department", "edition")
    return rows.get(pk=assessment.pk)


def keep(assessment: Assessment) -> None:
    """Save the row as its next version."""
    assessment.version += 1
    assessment.save()


def refuse(sentence: str) -> None:
    """Raise ValidationError with the sentence, if there is one."""
    if sentence:
        raise ValidationError(sentence)


def refuse_stale(assessment: Assessment, version: int) -> None:
    if assessment.version != version:
        raise ValidationError(CHANGED_MEANWHILE)
