"""Whom to tell about an assessment: the governance officers, the department's heads, the drafter."""

from collections.abc import Iterable

from projects.models import Project
from seoul_gov.accounts.enums import Role
from seoul_gov.accounts.models import RoleGrant, User
from seoul_gov.audit.vocabulary import EventKind
from seoul_gov.notifications import actions as notifications
from seoul_gov.notifications.actions import Message, Recipient

from ..approval_line import ApprovalLine


def governance_officers() -> list[User]:
    return _people(RoleGrant.objects.filter(role=Role.GOVERNANCE_OFFICER))


def heads_of(project: Project) -> list[User]:
    return _people(RoleGrant.objects.filter(role=Role.HEAD, department=project.department_id))


def drafters_of(line: ApprovalLine) -> list[User]:
    return list(User.objects.filter(pk__in=line.drafters, is_active=True))


def notify(*, kind: EventKind, line: ApprovalLine, to: Iterable[User], by, detail: str = "") -> None:
    """Write one notice to each person but ``by``; what the step has overtaken is not sent any more."""
    assessment = line.assessment
    scope = f"assessment:{assessment.pk}"
    sentence = kind.say(project=assessment.project, choice=line.choice)
    notifications.notify(
        kind=kind,
        to=[Recipient.of(person) for person in to if person != by],
        message=Message(subject=sentence, url=assessment.get_absolute_url(), detail=detail),
        scope=scope,
        key=f"{scope}:r{line.round}:{kind.key}",
    )


def withdraw(line: ApprovalLine) -> None:
    """Take back mail that asks for a step which nobody has to take any more."""
    notifications.withdraw(scope=f"assessment:{line.assessment.pk}")


def _people(grants) -> list[User]:
    holders = grants.in_force().values("user")
    return list(User.objects.filter(pk__in=holders, is_active=True).order_by("pk"))
