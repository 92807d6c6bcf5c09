"""Who reads issues, who speaks in them and who settles them. Each answer is a Verdict with its reason."""

from dataclasses import dataclass

from panels.enums import MemberRole, PanelState
from panels.models import Membership
from panels.permissions import OFFICERS_ONLY, sees_members
from panels.selectors import seats
from projects import permissions as projects
from projects.models import Project
from seoul_gov.ui.verdicts import Verdict, allow

from .enums import Side
from .models import Issue

SPEAKERS_ONLY = "사업담당자, 활동 중인 추진단의 단원, 수행사만 협의를 제기하고 답할 수 있습니다."


@dataclass(frozen=True)
class Standing:
    """How a person stands to a project's issues.

    ``side`` is on whose behalf they speak, empty where they only read; ``voice`` is the seat from which a member
    does. Whoever sits in a panel is a member first and the contractor last: nobody gets round the members' rules by
    working for a company. ``sees_members`` tells whose office has to know all members by name.
    """

    is_staff: bool
    seats: tuple[Membership, ...]
    voice: Membership | None
    side: str
    sees_members: bool

    def knows(self, membership: Membership) -> bool:
        """Whether the member's name is shown: to the department and to who sits in the same panel."""
        return self.sees_members or any(seat.panel_id == membership.panel_id for seat in self.seats)


def standing(user, project: Project) -> Standing:
    """How the person stands to the project, in at most three queries."""
    own = tuple(seat for seat in seats(user) if seat.panel.project_id == project.pk)
    voice = next(filter(speaks, own), None)
    staff = bool(projects.can_read(user, project))
    if projects.can_edit(user, project):
        side, voice = Side.OFFICER, None
    elif voice:
        side = Side.MEMBER
    else:
        side = Side.VENDOR if not (staff or own) and projects.is_vendor(user, project) else ""
    return Standing(staff, own, voice, side, sees_members(user, project))


def speaks(seat: Membership) -> bool:
    """Whether the seat has a voice: everybody's but the secretary's, once the panel is at work."""
    return seat.role != MemberRole.SECRETARY and seat.panel.state == PanelState.ACTIVE


def can_read(stand: Standing) -> Verdict:
    """City staff who read the project, its panels' members in office, and the contractor."""
    return allow(stand.is_staff or stand.seats or stand.side, "이 사업의 협의를 볼 수 있는 사람이 아닙니다.")


def can_speak(stand: Standing) -> Verdict:
    """Raise an issue, and reply to one: the three sides that consult each other between meetings."""
    return allow(stand.side, SPEAKERS_ONLY)


def can_settle(stand: Standing) -> Verdict:
    """The outcome is the department's to record."""
    return allow(stand.side == Side.OFFICER, OFFICERS_ONLY)


def can_withdraw(user, stand: Standing, issue: Issue) -> Verdict:
    """An issue is taken back by who raised it, as long as they take part."""
    return allow(stand.side and issue.raised_by_id == user.pk, "협의를 제기한 사람만 거둘 수 있습니다.")
