"""Who may read, write and decide on type assessments, and who keeps the criteria."""

from projects import permissions as projects
from projects.models import Project
from seoul_gov.accounts.enums import Role
from seoul_gov.ui.verdicts import Verdict, allow, no

from .approval_line import ApprovalLine
from .enums import ApprovalStep
from .models import Assessment

NOT_AN_OFFICER = "이 사업을 맡은 부서의 사업담당자만 유형 선정표를 쓸 수 있습니다."
NOT_GOVERNANCE = "거버넌스 담당만 할 수 있는 일입니다."
NOT_HEAD = "이 사업을 맡은 부서의 부서장만 결재할 수 있습니다."
OWN_DRAFT = "본인이 작성한 선정표는 본인이 협의·확인·결재할 수 없습니다."
CONFIRMED_BEFORE = "이 선정을 확인한 사람은 결재할 수 없습니다. 다른 부서장이 결재해 주세요."


def can_read(user, assessment: Assessment) -> Verdict:
    """Whoever may read the project as city staff."""
    return projects.can_read(user, assessment.project)


def can_read_project(user, project: Project) -> Verdict:
    """The list of a project's assessments is open to whoever may read the project as city staff."""
    return projects.can_read(user, project)


def can_begin(user, project: Project) -> Verdict:
    return allow(projects.can_edit(user, project), NOT_AN_OFFICER)


def can_answer(user, assessment: Assessment) -> Verdict:
    return can_begin(user, assessment.project)


def can_restart(user, assessment: Assessment) -> Verdict:
    return can_answer(user, assessment)


def can_submit(user, assessment: Assessment) -> Verdict:
    return can_answer(user, assessment)


def can_abandon(user, assessment: Assessment) -> Verdict:
    return can_answer(user, assessment)


def can_concur(user, assessment: Assessment) -> Verdict:
    """The governance officers, but none on a draft of their own."""
    if not user.has_role(Role.GOVERNANCE_OFFICER):
        return no(NOT_GOVERNANCE)
    return allow(not is_own_draft(user, assessment), OWN_DRAFT)


def can_confirm_departure(user, assessment: Assessment) -> Verdict:
    return can_concur(user, assessment)


def can_approve(user, assessment: Assessment) -> Verdict:
    """The department's head, but neither on a draft of their own nor after confirming it as governance officer."""
    if not is_head(user, assessment.project):
        return no(NOT_HEAD)
    if is_own_draft(user, assessment):
        return no(OWN_DRAFT)
    confirmed = ApprovalLine(assessment).step(ApprovalStep.REVIEW)
    return allow(confirmed is None or confirmed.by_id != user.pk, CONFIRMED_BEFORE)


def can_send_back(user, assessment: Assessment) -> Verdict:
    may = is_head(user, assessment.project) or user.has_role(Role.GOVERNANCE_OFFICER)
    return allow(may, "부서장과 거버넌스 담당만 반려할 수 있습니다.")


def can_keep_editions(user) -> Verdict:
    """Who copies, edits and publishes the criteria."""
    return allow(user.has_role(Role.ADMINISTRATOR), "시스템 관리자만 기준표를 고칠 수 있습니다.")


def is_head(user, project: Project) -> bool:
    """Whether the person is a head of the project's department."""
    return project.department_id in user.departments_as(Role.HEAD)


def is_own_draft(user, assessment: Assessment) -> bool:
    """Whether the person wrote the answers or put them forward (기안자와 결재자는 달라야 합니다)."""
    return user.pk in ApprovalLine(assessment).drafters
