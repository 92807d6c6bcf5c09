"""Who sees, lengthens and prints appointments. Each answer is a Verdict with its reason."""

from panels import permissions as panels
from panels.models import Panel
from projects import permissions as projects
from seoul_gov.ui.verdicts import YES, Verdict, allow, no

from .models import Appointment
from .selectors import SUSPENDED, is_dismissed, is_suspended

NAMES_ONLY = "이 사업을 맡은 부서와 거버넌스 담당만 볼 수 있습니다."
DISMISSED = "위촉이 해제된 자리의 위촉장은 내려받을 수 없습니다."
OWN_ONLY = "본인과 이 사업을 맡은 부서의 사업담당자만 할 수 있습니다."


def is_own(user, appointment: Appointment) -> bool:
    """Whether it is the person's own appointment, ended or not."""
    return user.is_authenticated and appointment.membership.user_id == user.pk


def can_list(user, panel: Panel) -> Verdict:
    """All appointments of a panel, by name: the department and the governance."""
    return allow(panels.sees_members(user, panel.project), NAMES_ONLY)


def can_set_term(user, panel: Panel) -> Verdict:
    """Say how long the panel's members serve: the officers of the project's department."""
    return panels.can_manage(user, panel)


def can_appoint(user, panel: Panel) -> Verdict:
    """Appoint who sits in the panel and never was: who may put it in office."""
    return panels.can_activate(user, panel)


def can_renew(user, appointment: Appointment) -> Verdict:
    return panels.can_manage(user, appointment.membership.panel)


def can_read(user, appointment: Appointment) -> Verdict:
    """Get the papers: whose they are, unless the appointment was taken from them, and the project's department.

    Nobody while the member is suspended: a paper that is handed out says that its bearer is in office.
    """
    membership = appointment.membership
    if is_own(user, appointment):
        if is_dismissed(membership):
            return no(DISMISSED)
    elif not projects.is_owner(user, membership.panel.project):
        return no(NAMES_ONLY)
    return allow(not is_suspended(membership), SUSPENDED)


def can_order(user, appointment: Appointment) -> Verdict:
    """Have papers made: whose they are, and the officers of the project's department for them."""
    if is_own(user, appointment):
        return YES
    return allow(panels.can_manage(user, appointment.membership.panel), OWN_ONLY)


def can_withdraw_name(user, appointment: Appointment) -> Verdict:
    """Take back the consent to be named: whose name it is."""
    return allow(is_own(user, appointment), "본인만 동의를 철회할 수 있습니다.")


def can_give_name(user, appointment: Appointment) -> Verdict:
    """Agree to be named: whose name it is."""
    return allow(is_own(user, appointment), "본인만 동의할 수 있습니다.")
