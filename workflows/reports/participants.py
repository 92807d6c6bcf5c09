"""Who took part in a process as a citizen."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from panels.enums import MemberRole, MemberState, ReleaseGround
from panels.models import Membership
from seoul_gov.accounts.models import RoleGrant, User
from workflows.opinions.models import Opinion
from workflows.runs.models import ProcessRun

STAYED = Q(state=MemberState.ACTIVE) | Q(state=MemberState.RELEASED, ended_ground=ReleaseGround.DISSOLUTION)
"""Seats in office, and those that ended with their panel; who left before answers for nothing any more."""


def seats(**facts) -> QuerySet[Membership]:
    """The seats of those who took part to the end; the secretary's is an official's."""
    return Membership.objects.filter(STAYED, **facts).exclude(role=MemberRole.SECRETARY)


def opinions(**facts) -> QuerySet[Opinion]:
    """The opinions that their authors did not take back."""
    return Opinion.objects.standing().filter(**facts)


def participants(run: ProcessRun) -> QuerySet[User]:
    """Everybody who took part: members of the project's panels, and authors of opinions. Never an official."""
    sat = seats(panel__project=run.project_id, user=OuterRef("pk"))
    spoke = opinions(round__duty__stage__run=run.pk, author=OuterRef("pk"))
    holds_office = RoleGrant.objects.in_force().filter(user=OuterRef("pk"))
    return User.objects.filter(Exists(sat) | Exists(spoke), ~Exists(holds_office), is_active=True)


def took_part(user, run: ProcessRun) -> bool:
    """Whether the person is among the participants of the run."""
    return user.is_authenticated and participants(run).filter(pk=user.pk).exists()
