"""Who may read and write projects. Each answer is a Verdict with its reason."""

from seoul_gov.accounts.enums import Role
from seoul_gov.accounts.models import User
from seoul_gov.ui.kept import Blank, Kept
from seoul_gov.ui.verdicts import YES, Verdict, allow, no

from .enums import PUBLIC_STATUSES
from .models import ContractParty, Project

WHOLE_CITY = (Role.GOVERNANCE_OFFICER, Role.AUDITOR)


def is_public(project: Project) -> bool:
    """Whether anybody may follow the project, signed in or not."""
    return project.status in PUBLIC_STATUSES


def is_owner(user, project: Project) -> bool:
    """Whether the person works for the project's department, as its officer or head."""
    return project.department_id in user.departments_as(Role.OFFICER, Role.HEAD)


def can_list(user) -> Verdict:
    return allow(user.is_official, "시 직원만 볼 수 있는 화면입니다.")


def can_register(user) -> Verdict:
    return allow(user.departments_as(Role.OFFICER), "사업담당자만 사업을 등록할 수 있습니다.")


def can_read(user, project: Project) -> Verdict:
    """City staff: their own department's projects; whole-city roles see every registered one."""
    if is_owner(user, project):
        return YES
    if user.has_role(*WHOLE_CITY) and not project.is_draft:
        return YES
    return no("우리 부서의 사업만 볼 수 있습니다.")


def can_edit(user, project: Project) -> Verdict:
    return allow(
        project.department_id in user.departments_as(Role.OFFICER),
        "이 사업을 맡은 부서의 사업담당자만 고칠 수 있습니다.",
    )


def can_submit(user, project: Project) -> Verdict:
    return can_edit(user, project)


def contracts():
    """The projects for which somebody's companies are under contract now."""
    parties = ContractParty.objects.under_contract().filter(vendor__staff=Blank("person", User)).order_by()
    return parties.values_list("project_id", flat=True)


CONTRACTS = Kept(contracts)


def is_vendor(user, project: Project) -> bool:
    """Whether the person works for a company now under contract for the project; read once a request, as roles are.

    Who only bids, belongs to one of them or gave advice is none.
    """
    if not user.is_authenticated:
        return False
    if not hasattr(user, "contracts"):
        user.contracts = frozenset(CONTRACTS.ask(person=user.pk))
    return project.pk in user.contracts


def can_upload(user, project: Project) -> Verdict:
    """The officials of the department and the contractor put deliverables in."""
    if can_edit(user, project) or is_vendor(user, project):
        return YES
    return no("사업담당자와 수행사만 산출물을 올릴 수 있습니다.")


def can_publish(user, project: Project) -> Verdict:
    """Put a version before the public and take it back: the officers of the project's department."""
    return can_edit(user, project)


def can_download(user, project: Project) -> Verdict:
    """Deliverables go to whom may read the project, and to the contractor who made them."""
    if can_read(user, project) or is_vendor(user, project):
        return YES
    return no("이 산출물을 볼 수 있는 사람이 아닙니다.")
