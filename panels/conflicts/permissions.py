"""Who suspends, who is heard and who decides. Each answer is a Verdict with its reason."""

from panels import permissions as panels
from panels.models import Membership, Panel
from projects import permissions as projects
from seoul_gov.ui.verdicts import Verdict, allow

from .enums import Ground
from .models import Suspension

OWNERS_ONLY = panels.OWNERS_ONLY
MEMBER_ONLY = "본인의 직무 정지에만 의견을 낼 수 있습니다."
OTHER_OFFICIAL = "직접 알린 이해관계는 혼자 정할 수 없습니다. 다른 담당자나 부서장이 정해야 합니다."


def can_list(user, panel: Panel) -> Verdict:
    """What members declared is the business of the project's own department: its officers and head."""
    return allow(projects.is_owner(user, panel.project), OWNERS_ONLY)


def can_suspend(user, membership: Membership) -> Verdict:
    """Report a tie by hand: the officers of the project's department."""
    return panels.can_manage(user, membership.panel)


def can_state(user, suspension: Suspension) -> Verdict:
    """A suspension is answered, and its page read, by the person in the seat, whatever became of it."""
    return allow(suspension.membership.user_id == user.pk, MEMBER_ONLY)


def can_decide(user, suspension: Suspension) -> Verdict:
    """The department's officers and head; what an official has reported, another one decides."""
    verdict = can_list(user, suspension.membership.panel)
    if not verdict:
        return verdict
    reported_it = suspension.ground == Ground.REPORTED and suspension.suspended_by_id == user.pk
    return allow(not reported_it, OTHER_OFFICIAL)
