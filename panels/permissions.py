"""Who may see, form and join panels. Each answer is a Verdict with its reason."""

from projects import permissions as projects
from projects.models import Project
from seoul_gov.accounts.enums import Role
from seoul_gov.ui.verdicts import YES, Verdict, allow

from .models import Membership, Panel
from .selectors import seat_in

OFFICERS_ONLY = "이 사업을 맡은 부서의 사업담당자만 할 수 있습니다."
OWNERS_ONLY = "이 사업을 맡은 부서의 사업담당자와 부서장만 할 수 있습니다."
OTHER_ADDRESS = "다른 이메일 주소로 보낸 초대입니다. 초대를 받은 주소로 로그인해 주세요."


def owns_address(user, email: str) -> bool:
    """Whether the person has shown that the mail address is theirs."""
    if not user.is_authenticated:
        return False
    return user.emailaddress_set.filter(email__iexact=email, verified=True).exists()


def can_read(user, panel: Panel) -> Verdict:
    """City staff who may read the project, and who sits in this very panel."""
    if seat_in(user, panel):
        return YES
    return projects.can_read(user, panel.project)


def can_list(user, project: Project) -> Verdict:
    """All panels of a project: for city staff; members find theirs on their own list."""
    return projects.can_read(user, project)


def can_create(user, project: Project) -> Verdict:
    """Begin to form a panel: the officers of the project's department."""
    return allow(projects.can_edit(user, project), OFFICERS_ONLY)


def can_manage(user, panel: Panel) -> Verdict:
    """Invite, appoint, release, finish and dissolve: the officers of the project's department."""
    return allow(projects.can_edit(user, panel.project), OFFICERS_ONLY)


def can_answer(user, membership: Membership) -> Verdict:
    """An invitation is accepted by whoever has the address that it was sent to."""
    return allow(owns_address(user, membership.email), OTHER_ADDRESS)


def can_decline(user, membership: Membership) -> Verdict:
    """Nobody needs an account to say no: the link is enough, unless somebody else is signed in."""
    return YES if not user.is_authenticated else can_answer(user, membership)


def can_activate(user, panel: Panel) -> Verdict:
    """Finish the forming, and so appoint the members: the department's head, or its officers for the head."""
    return allow(projects.is_owner(user, panel.project), OWNERS_ONLY)


def can_withdraw(user, membership: Membership) -> Verdict:
    """A seat is given up by the person in it; officers release instead."""
    return allow(membership.user_id and membership.user_id == user.pk, "본인의 활동만 그만둘 수 있습니다.")


def can_record_party(user, project: Project) -> Verdict:
    """Write which companies are under contract and which no longer: the officers of the project's department."""
    return allow(projects.can_edit(user, project), OFFICERS_ONLY)


def sees_everybody(user, panel: Panel) -> bool:
    """City staff see every seat with its state; members see who is in office."""
    return bool(projects.can_read(user, panel.project))


def sees_addresses(user, panel: Panel) -> bool:
    """Mail addresses and what members declared go to the project's own department alone."""
    return projects.is_owner(user, panel.project)


def sees_names(user, panel: Panel) -> bool:
    """An auditor reads the seats without their names; who has another reason to be here reads the names too."""
    return bool(seat_in(user, panel)) or sees_members(user, panel.project)


def sees_members(user, project: Project) -> bool:
    """Whether the person's office has to know who sits in the project's panels: its department, the governance."""
    return projects.is_owner(user, project) or user.has_role(Role.GOVERNANCE_OFFICER)
