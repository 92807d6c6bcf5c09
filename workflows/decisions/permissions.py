"""Who may read a vote, vote in it and run it. Each answer is a Verdict with its reason."""

from dataclasses import dataclass

from panels.models import Membership
from panels.permissions import OFFICERS_ONLY, sees_addresses
from panels.permissions import sees_names as sees_names_in
from panels.selectors import seat_in, voice_in
from projects import matters
from projects import permissions as projects
from seoul_gov.ui.verdicts import Verdict, allow, no

from .models import Ballot, Resolution

VOTERS_ONLY = "표결을 열 때 활동 중이던 단원만 투표할 수 있습니다."
DEPARTMENT_ONLY = "이 사업을 맡은 부서의 사업담당자와 부서장만 부서의 표를 던질 수 있습니다."
RECUSED = "이 안건의 표결에서 빠진 단원은 투표할 수 없습니다(제척·기피·회피)."
NO_DEPARTMENT_VOTE = "이 표결에는 사업부서의 표가 없습니다."


@dataclass(frozen=True)
class Standing:
    """How a person stands to a vote: as city staff, by a seat in its panel, or as the contractor.

    ``sees_names`` is the panel's own rule: the panel and its department learn who voted how, everybody else reads
    the votes by number.
    """

    is_staff: bool
    seat: Membership | None
    is_vendor: bool
    sees_names: bool


def standing(user, resolution: Resolution) -> Standing:
    """How the person stands to the vote, in at most two queries."""
    panel = resolution.panel
    seat = seat_in(user, panel)
    staff = bool(projects.can_read(user, panel.project))
    is_vendor = not staff and seat is None and projects.is_vendor(user, panel.project)
    return Standing(staff, seat, is_vendor, sees_names_in(user, panel))


def can_read(stand: Standing, resolution: Resolution) -> Verdict:
    """City staff who read the project and the panel's members in office; the contractor reads the result alone."""
    reads = stand.is_staff or stand.seat or (stand.is_vendor and resolution.has_result)
    return allow(reads, "이 표결을 볼 수 있는 사람이 아닙니다.")


def can_read_file(stand: Standing, resolution: Resolution) -> Verdict:
    """Who reads the vote reads its paper, unless that has turned out to be one that panels do not see."""
    return matters.can_read(resolution.version.deliverable.matter, is_inside=stand.is_staff)


def own_ballot(user, resolution: Resolution) -> Ballot | None:
    """The person's place in the electorate, if they had a seat when the vote opened and still may speak."""
    voice = voice_in(user, resolution.panel)
    return resolution.ballots.with_seats().filter(membership=voice).first() if voice else None


def department_ballot(resolution: Resolution) -> Ballot | None:
    return resolution.ballots.with_seats().filter(membership=None).first()


def can_vote(user, resolution: Resolution) -> Verdict:
    """Who was in office as a member or in the chair when the vote opened, still is, and is not recused."""
    ballot = own_ballot(user, resolution)
    return no(RECUSED) if ballot and ballot.is_recused else allow(ballot, VOTERS_ONLY)


def can_recuse(user, resolution: Resolution) -> Verdict:
    """Who may vote may say that a tie keeps them from it; the officers who run the vote write it down of a member."""
    return can_manage(user, resolution.panel.project) or can_vote(user, resolution)


def sees_reasons(user, resolution: Resolution) -> bool:
    """Why somebody was recused goes to the project's own department alone, as what members declare does."""
    return sees_addresses(user, resolution.panel)


def can_vote_for_department(user, resolution: Resolution) -> Verdict:
    """The department's one vote, where it has one: an officer or the head casts it."""
    if not projects.is_owner(user, resolution.panel.project):
        return no(DEPARTMENT_ONLY)
    return allow(department_ballot(resolution), NO_DEPARTMENT_VOTE)


def can_manage(user, project) -> Verdict:
    """Open, record a show of hands, close and cancel: the officers of the project's department."""
    return allow(projects.can_edit(user, project), OFFICERS_ONLY)
