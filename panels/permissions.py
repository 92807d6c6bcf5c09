"""Who may see, form and join panels. Each answer is a Verdict with its reason."""

from projects import permissions as projects
from projects.models import Project
from seoul_gov.accounts.enums import Role
from seoul_gov.ui.verdicts import YES, Verdict, allow, no

from .enums import MemberRole
from .models import Membership, Panel
from .selectors import seat_in

OFFICERS_ONLY = "이 사업을 맡은 부서의 사업담당자만 할 수 있습니다."
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


def can_withdraw(user, membership: Membership) -> Verdict:
    return allow(membership.user_id and membership.user_id == user.pk, "본인의 활동만 그만둘 수 있습니다.")


def can_record_party(user, project: Project) -> Verdict:
    return allow(projects.can_edit(user, project), OFFICERS_ONLY)


def sees_everybody(user, panel: Panel) -> bool:
    """City staff see every seat with its state; members see who is in office."""
    return bool(projects.can_read(user, panel.project))


def sees_addresses(user, panel: Panel) -> bool:
    """Mail addresses and what members declared go to the project's own department alone."""
    return projects.is_owner(user, panel.project)


def sees_names(user, panel: Panel) -> bool:
    """An auditor reads the seats without their names; who has another reason to be here reads the names too."""
    if seat_in(user, panel) or projects.is_owner(user, panel.project):
        return True
    return user.has_role(Role.GOVERNANCE_OFFICER)


def can_hold(official: bool, role: str) -> Verdict:
    """The secretary is an official and nobody else is: citizens speak for citizens.

    The city's participation ordinances exclude its own staff from citizens' seats; panels follow them.
    """
    if role == MemberRole.SECRETARY:
        return allow(official, "간사는 시 직원만 맡을 수 있습니다.")
    return no("시 직원은 추진단의 간사로만 참여할 수 있습니다.") if official else YES
