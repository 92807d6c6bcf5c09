"""Reads about votes, shaped for their pages and for the rooms above."""

from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Prefetch, QuerySet, prefetch_related_objects

from panels.enums import PanelState
from panels.norms import kinds_for
from panels.participation import Degree, row_of
from projects.models import DeliverableVersion
from projects.selectors import newest_versions
from workflows.definitions import DutyKind
from workflows.meetings.enums import AttendanceState, MeetingState
from workflows.meetings.models import AgendaItem
from workflows.runs.models import DutyRun

from . import permissions
from .enums import Motion, ResolutionState
from .models import RESERVED, Ballot, Resolution
from .querysets import CITYS_OWN, ResolutionQuerySet
from .tally import Tally, tally

SETTLING = [motion for motion in Motion if motion.settles]


def with_ballots(resolutions: ResolutionQuerySet) -> ResolutionQuerySet:
    """The votes with their ballots and seats, in one query more, as ``electorate`` and ``tally_of`` read them."""
    return resolutions.prefetch_related(_ballots())


def read_ballots(resolution: Resolution) -> None:
    """The same for a vote that was read without them."""
    prefetch_related_objects([resolution], _ballots())


def _ballots() -> Prefetch:
    return Prefetch("ballots", queryset=Ballot.objects.with_seats())


def electorate(resolution: Resolution) -> list[Ballot]:
    """Those who count: frozen when the vote opened, without the members who left before they voted.

    After the end it stays as it was at the end, whoever leaves later.
    """
    end = resolution.closed_at
    ballots = list(resolution.ballots.all())
    for number, ballot in enumerate((row for row in ballots if not row.is_departments), 1):
        ballot.number = number
    return [ballot for ballot in ballots if ballot.counts_at(end)]


def recused_of(resolution: Resolution) -> list[Ballot]:
    """Who was recused of those asked, as ``electorate`` has numbered them."""
    return [ballot for ballot in resolution.ballots.all() if ballot.is_recused]


def recused_before(item: AgendaItem) -> dict[int, dict]:
    """How members were recused from the item itself, and in earlier votes on it that were not called off, by seat, as a
    ballot keeps it: the tie is to the matter."""
    rows = item.recusals.values(
        "membership_id",
        recusal=F("kind"),
        recusal_reason=F("reason"),
        recused_at=F("recorded_at"),
        recused_by_id=F("recorded_by"),
    )
    votes = Ballot.objects.recused().filter(resolution__item=item).order_by("pk")
    votes = votes.exclude(resolution__state=ResolutionState.CANCELLED)
    kept = ("membership_id", "recusal", "recusal_reason", "recused_at", "recused_by_id")
    return {row.pop("membership_id"): row for row in [*votes.values(*kept), *rows]}


def is_voted_on(item: AgendaItem) -> bool:
    """Whether people vote on the item now."""
    return item.resolutions.open().exists()


def tally_of(resolution: Resolution) -> Tally:
    """The count of a vote that was read ``with_ballots``. Nobody is shown it before the end."""
    voters = electorate(resolution)
    return tally(
        [ballot.choice for ballot in voters],
        len(voters),
        resolution.quorum,
        resolution.majority,
        with_department=any(ballot.is_departments for ballot in voters),
        recused=len(recused_of(resolution)),
    )


@dataclass(frozen=True)
class Turnout:
    """How many have voted and of how many, without how."""

    cast: int
    electorate: int
    with_department: bool

    @property
    def waiting(self) -> int:
        return self.electorate - self.cast


def turnout(voters: list[Ballot]) -> Turnout:
    cast = sum(ballot.is_cast for ballot in voters)
    return Turnout(cast, len(voters), any(ballot.is_departments for ballot in voters))


def votes_for_page() -> ResolutionQuerySet:
    return with_ballots(Resolution.objects.with_facts().select_related("opened_by", "closed_by"))


def readable_votes(duty: DutyRun, user) -> list[Resolution]:
    """The duty's votes that the person may read, the latest first; another kind of duty has none and costs nothing."""
    if duty.kind != DutyKind.DECISION:
        return []
    votes = list(Resolution.objects.with_facts().filter(duty=duty))
    stands = {vote.item.meeting.panel_id: vote for vote in votes}
    stands = {panel: permissions.standing(user, vote) for panel, vote in stands.items()}
    return [vote for vote in votes if permissions.can_read(stands[vote.item.meeting.panel_id], vote)]


def items_to_decide(duty: DutyRun) -> QuerySet[AgendaItem]:
    """What may be put to a vote for the duty: items of its stage's meetings, none of them reserved to the city.

    Left out are the items of cancelled meetings and of bodies that only advise, those on which people vote now,
    and those that are decided already (unless the duty was reopened since).
    """
    votes = Resolution.objects.filter(item=OuterRef("pk"))
    running = votes.filter(state=ResolutionState.OPEN)
    items = items_of_stage(duty).exclude(category__in=RESERVED)
    return items.exclude(Exists(running)).exclude(Exists(deciding(votes, duty)))


def deciding(votes: ResolutionQuerySet, duty: DutyRun) -> ResolutionQuerySet:
    """Those votes by which a matter was settled, as far as the duty was not reopened after them."""
    settled = votes.filter(state=ResolutionState.CARRIED, motion__in=SETTLING)
    return settled.filter(closed_at__gt=duty.reopened_at) if duty.reopened_at else settled


def reserved_items(duty: DutyRun) -> QuerySet[AgendaItem]:
    """The items of the stage's meetings that are never put to a vote, to say so by name."""
    return items_of_stage(duty).filter(category__in=RESERVED)


def items_of_stage(duty: DutyRun) -> QuerySet[AgendaItem]:
    items = AgendaItem.objects.filter(
        meeting__duty__stage=duty.stage_id,
        meeting__panel__kind__in=kinds_for(row_of(duty.stage.key), Degree.DECISION),
        meeting__panel__state=PanelState.ACTIVE,
    )
    items = items.exclude(meeting__state=MeetingState.CANCELLED).select_related("meeting__panel")
    return items.order_by("-meeting__starts_at", "order", "pk")


def versions_to_decide(duty: DutyRun) -> QuerySet[DeliverableVersion]:
    """The newest version of every deliverable of the duty's project that may be decided on, those of its stage first."""
    return newest_versions(duty.stage.run.project_id, first=duty.stage.key, but=CITYS_OWN)


def hands_to_record(resolution: Resolution) -> list[Ballot]:
    """Who was in the meeting, in the room or by video, and has not voted: whose raised hand may be written down."""
    present = resolution.item.meeting.attendances.exclude(state=AttendanceState.ABSENT)
    ballots = resolution.ballots.waiting().filter(membership__in=present.values("membership"))
    return list(ballots.select_related("membership__user").order_by("pk"))


def silent(resolution: Resolution) -> QuerySet[Ballot]:
    """Members in office who have not voted yet."""
    return resolution.ballots.waiting().exclude(membership=None).select_related("membership__user")
