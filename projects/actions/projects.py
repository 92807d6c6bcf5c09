"""A project from its draft to its registration, and how far it has come."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from projects import events, permissions
from projects.enums import ProjectStatus
from projects.models import Project
from seoul_gov.audit import actions as audit
from seoul_gov.ui.korean import today
from seoul_gov.ui.verdicts import require

NEEDED_TO_SUBMIT = (
    "title",
    "kind",
    "department",
    "officer",
    "start_date",
    "end_date",
    "budget",
    "summary",
    "channel",
)
FACTS = (*NEEDED_TO_SUBMIT, "audience", "audience_detail", "expected_vendor")


@transaction.atomic
def draft(*, by, facts: dict) -> Project:
    """Keep a new project as a draft of its department. ``facts`` are fields of FACTS; only the title must be there."""
    project = Project(created_by=by, **facts)
    require(permissions.can_edit(by, project))
    project.full_clean()
    project.save()
    audit.record(by=by, kind=events.DRAFTED, on=project, chain=project.audit_chain, project=project)
    return project


@transaction.atomic
def edit(*, by, project: Project, facts: dict, version: int) -> Project:
    """Change facts of a draft or a registered project.

    ``version`` is the one the person saw; raises ValidationError when somebody else has saved since, or when the
    facts that the guideline's process rests on (kind) change after the type was confirmed.
    """
    project = locked(project)
    require(permissions.can_edit(by, project))
    if project.version != version:
        raise ValidationError(
            "그 사이 다른 화면에서 이 사업이 고쳐졌습니다. 바뀐 내용을 확인하고 다시 저장해 주세요."
        )
    changed = [name for name, value in facts.items() if getattr(project, name) != value]
    if "kind" in changed and project.governance_type:
        raise ValidationError("유형이 확정된 뒤에는 사업 구분을 바꿀 수 없습니다.")
    for name in changed:
        setattr(project, name, facts[name])
    require(permissions.can_edit(by, project))
    project.full_clean()
    if not project.is_draft:
        refuse_gaps(project)
    project.version += 1
    project.save()
    labels = ", ".join(str(Project._meta.get_field(name).verbose_name) for name in changed) or "바뀐 것 없음"
    audit.record(
        by=by, kind=events.EDITED, on=project, chain=project.audit_chain, project=project, fields=labels
    )
    return project


@transaction.atomic
def submit(*, by, project: Project) -> Project:
    """Register a draft: it gets its number and is seen beyond its department. Raises ValidationError on gaps."""
    project = locked(project)
    require(permissions.can_submit(by, project))
    if not project.is_draft:
        raise ValidationError("이미 등록한 사업입니다.")
    refuse_gaps(project)
    project.status = ProjectStatus.REGISTERED
    project.submitted_at = timezone.now()
    project.version += 1
    project.number = number_of(project)
    project.save()
    audit.record(
        by=by,
        kind=events.SUBMITTED,
        on=project,
        chain=project.audit_chain,
        project=project,
        number=project.number,
    )
    return project


@transaction.atomic
def discard(*, by, project: Project) -> None:
    """Delete a draft that nobody needs; a registered project is never deleted."""
    project = locked(project)
    require(permissions.can_edit(by, project))
    if not project.is_draft:
        raise ValidationError("등록한 사업은 지울 수 없습니다.")
    audit.record(by=by, kind=events.DISCARDED, on=project, chain=project.audit_chain, project=project)
    project.delete()


def locked(project: Project) -> Project:
    """The project's row, held until the end of the transaction."""
    return Project.objects.select_for_update().get(pk=project.pk)


def gaps(project: Project) -> list[str]:
    """The names of facts that a draft still lacks before it can be submitted."""
    facts = {name: getattr(project, name) for name in FACTS}
    return [str(Project._meta.get_field(name).verbose_name) for name in lacking(facts)]


def lacking(facts: Mapping) -> list[str]:
    """Which of these facts of a project, by name, are still to be given before it can be submitted."""
    missing = [name for name in NEEDED_TO_SUBMIT if facts.get(name) in (None, "")]
    if not facts.get("audience"):
        missing.append("audience")
    elif facts["audience"] in ("specific_group", "local") and not facts.get("audience_detail"):
        missing.append("audience_detail")
    return missing


def refuse_gaps(project: Project) -> None:
    if missing := gaps(project):
        raise ValidationError(f"등록하려면 다음을 채워 주세요: {', '.join(missing)}.")


def number_of(project: Project) -> str:
    """``2026-00012``: the year in Seoul and the project's own key, so that no two registrations can collide."""
    return f"{today().year}-{project.pk:05d}"


def set_governance(*, project: Project, governance_type: str, status: ProjectStatus) -> None:
    """Called from the rooms above when a type is confirmed, or withdrawn with an empty type and the phase with it."""
    changes = {"governance_type": governance_type, "status": status, "updated_at": timezone.now()}
    if not governance_type:
        changes["phase"] = ""
    Project.objects.filter(pk=project.pk).update(**changes)


def set_progress(*, project: Project, status: ProjectStatus, phase: str = "") -> None:
    """Called from the rooms above when a project moves on; ``phase`` is kept where it is empty."""
    changes = {"status": status, "updated_at": timezone.now()} | ({"phase": phase} if phase else {})
    Project.objects.filter(pk=project.pk).update(**changes)
