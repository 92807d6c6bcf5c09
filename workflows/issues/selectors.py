"""Reads shaped for the pages about issues and for who is told."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from panels.enums import PanelState
from panels.models import Membership
from projects.models import Project
from seoul_gov.accounts.enums import Role
from seoul_gov.accounts.models import RoleGrant, User

from .enums import Side
from .models import Issue, Reply
from .permissions import Standing
from .querysets import IssueQuerySet

A_MEMBER = "추진단 단원"
"""What a member is called before somebody who does not know the panel's members."""


@dataclass(frozen=True)
class Said:
    """One contribution as somebody reads it: ``who`` is the side with as much of the name as they may know."""

    pk: int
    who: str
    body: str
    at: datetime


def issues_of(project: Project) -> IssueQuerySet:
    """The project's issues in all its processes, the newest first, each with how many replies it has."""
    issues = Issue.objects.with_facts().filter(duty__stage__run__project=project)
    return issues.annotate(reply_count=Count("replies")).order_by("-pk")


def named(stand: Standing, said: Issue | Reply, author: User) -> str:
    """Who speaks for whom, as far as this person may know it: officials and the contractor's people by name."""
    seat = said.membership
    if seat is None:
        return f"{author.name} ({said.get_side_display()})"
    return f"{seat.name} ({seat.panel.name})" if stand.knows(seat) else A_MEMBER


def raiser(stand: Standing, issue: Issue) -> str:
    return named(stand, issue, issue.raised_by)


def replies_to(issue: Issue):
    return issue.replies.select_related("author", "membership__panel").order_by("pk")


def read_by(stand: Standing, replies: Iterable[Reply]) -> list[Said]:
    """The replies as this person reads them."""
    return [
        Said(
            pk=reply.pk,
            who=named(stand, reply, reply.author),
            body=reply.body,
            at=reply.created_at,
        )
        for reply in replies
    ]


def members_known(stand: Standing, spoken: Iterable[Issue | Reply]) -> list[int]:
    """The accounts of those members among the speakers whose names this person reads."""
    seats = [said.membership for said in spoken if said.membership]
    return [seat.user_id for seat in seats if stand.knows(seat)]


def contractors(project: Project):
    """The people of the companies now under contract for the project."""
    parties = project.parties.under_contract()
    return User.objects.filter(is_active=True, vendors__parties__in=parties).distinct().order_by("pk")


def officers(project: Project):
    """Every officer in force of the project's department."""
    grants = RoleGrant.objects.in_force().filter(role=Role.OFFICER, department=project.department_id)
    return User.objects.filter(is_active=True, pk__in=grants.values("user"))


def participants(issue: Issue) -> dict[str, list[User]]:
    """Who spoke in the issue and still takes part, by what their notices are filed under; in four queries.

    A member's are filed below the panel, so that they are taken back when the seat ends.
    """
    spoken = [(issue.side, issue.membership_id or issue.raised_by_id)]
    for side, membership, author in issue.replies.values_list("side", "membership", "author"):
        spoken.append((side, membership or author))
    of_side = defaultdict(set)
    for side, key in spoken:
        of_side[side].add(key)
    project = issue.duty.stage.run.project
    people = defaultdict(list)
    seats = Membership.objects.active().filter(pk__in=of_side[Side.MEMBER], user__is_active=True)
    for seat in seats.exclude(panel__state=PanelState.DISSOLVED).select_related("user"):
        people[f"panel:{seat.panel_id}/{issue.scope}"].append(seat.user)
    people[issue.scope] += contractors(project).filter(pk__in=of_side[Side.VENDOR])
    people[issue.scope] += officers(project).filter(pk__in=of_side[Side.OFFICER])
    return people
