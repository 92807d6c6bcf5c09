"""Who is told what happens to a process."""

from panels.enums import PanelState
from panels.models import Membership
from projects.models import Project
from projects.people import department, holders
from seoul_gov.accounts.enums import Role
from seoul_gov.notifications.actions import Recipient
from workflows.runs.models import DutyRun


def everybody(project: Project, *, but) -> list[Recipient]:
    """The department and the members of the project's panels in office."""
    seats = Membership.objects.active().filter(panel__project=project).exclude(user=but)
    seats = seats.exclude(panel__state=PanelState.DISSOLVED).select_related("user")
    return department(project, but=but) + [Recipient.of(seat.user) for seat in seats]


def deciders(duty: DutyRun, *, but) -> list[Recipient]:
    """Who may decide on a waiver of the duty that ``but`` asks for."""
    if duty.is_seed:
        return holders(but=but, role=Role.GOVERNANCE_OFFICER)
    return holders(but=but, role=Role.HEAD, department=duty.stage.run.project.department_id)
