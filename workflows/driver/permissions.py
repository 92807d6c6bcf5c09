"""Who may read and move a process. Each answer is a Verdict with its reason."""

from panels.selectors import sits_in_project
from projects import permissions as projects
from projects.models import Project
from seoul_gov.accounts.enums import Role
from seoul_gov.ui.verdicts import YES, Verdict, allow, no
from workflows.runs.models import Waiver


def can_read(user, project: Project) -> Verdict:
    """City staff who may read the project, the members of its panels, and its contractors."""
    if (
        projects.can_read(user, project)
        or sits_in_project(user, project)
        or projects.is_vendor(user, project)
    ):
        return YES
    return no("이 사업의 담당 직원과 참여하는 사람만 볼 수 있습니다.")


def can_read_evidence(user, project: Project) -> Verdict:
    """What was recorded as evidence stays among city staff: it may tell of bids and budgets."""
    return projects.can_read(user, project)


def can_drive(user, project: Project) -> Verdict:
    """The department that owns the project moves its process, and nobody else."""
    return allow(
        projects.is_owner(user, project), "이 사업을 맡은 부서의 사업담당자와 부서장만 할 수 있습니다."
    )


def can_work(user, project: Project) -> Verdict:
    """Duties are done in the rooms (meetings, reviews, votes), and there by officers; a head records and moves on."""
    return projects.can_edit(user, project)


def can_decide_waiver(user, waiver: Waiver) -> Verdict:
    """A second person: for what the guideline itself asks the governance officer, else the department's head."""
    if waiver.requested_by_id == user.pk:
        return no("면제를 요청한 사람은 그 면제를 결정할 수 없습니다. 다른 사람이 결정해야 합니다.")
    if waiver.duty.is_seed:
        return allow(
            user.has_role(Role.GOVERNANCE_OFFICER),
            "가이드라인이 정한 과제의 면제는 거버넌스 담당만 결정할 수 있습니다.",
        )
    department = waiver.duty.stage.run.project.department_id
    return allow(
        department in user.departments_as(Role.HEAD),
        "이 면제는 사업을 맡은 부서의 부서장만 결정할 수 있습니다.",
    )
