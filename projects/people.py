"""Who is told what happens to a project."""

from seoul_gov.accounts.enums import Role
from seoul_gov.accounts.models import RoleGrant
from seoul_gov.notifications.actions import Recipient

from .models import Project


def holders(*, but=None, **facts) -> list[Recipient]:
    """Everybody with an active account whose grant in force has these facts, except the person ``but``."""
    grants = RoleGrant.objects.in_force().filter(user__is_active=True, **facts).exclude(user=but)
    return [Recipient.of(grant.user) for grant in grants.select_related("user")]


def department(project: Project, *, but=None) -> list[Recipient]:
    """The officers and heads of the project's department."""
    return holders(but=but, role__in=[Role.OFFICER, Role.HEAD], department=project.department_id)


def officers(project: Project) -> list[Recipient]:
    """The officers of the project's department."""
    return holders(role=Role.OFFICER, department=project.department_id)
