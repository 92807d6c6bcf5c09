"""Who is told about a report and its survey."""

from django.db.models import Q

from projects.models import Project
from seoul_gov.accounts.enums import Role
from seoul_gov.accounts.models import RoleGrant
from seoul_gov.notifications.actions import Recipient
from workflows.runs.models import ProcessRun

from .participants import participants


def officials(project: Project, *, but=None) -> list[Recipient]:
    """The officers and heads of the project's department and the governance officers, except the person ``but``."""
    ours = Q(role__in=[Role.OFFICER, Role.HEAD], department=project.department_id)
    grants = RoleGrant.objects.in_force().filter(ours | Q(role=Role.GOVERNANCE_OFFICER), user__is_active=True)
    return [Recipient.of(grant.user) for grant in grants.exclude(user=but).select_related("user")]


def asked(run: ProcessRun) -> list[Recipient]:
    """Everybody who took part."""
    return [Recipient.of(user) for user in participants(run)]
