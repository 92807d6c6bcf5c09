"""Who may read a review, write in it and answer it. Each answer is a Verdict with its reason."""

from dataclasses import dataclass

from panels.models import Membership
from panels.permissions import OFFICERS_ONLY
from panels.permissions import sees_names as sees_names_in
from panels.selectors import seat_in, voice_in
from projects import matters
from projects import permissions as projects
from seoul_gov.ui.verdicts import Verdict, allow

from .models import Comment, Review, ReviewRound


@dataclass(frozen=True)
class Standing:
    """How a person stands to a round: as city staff, by a seat in its panel, or as the contractor.

    ``voice`` is the seat where it may comment. Whoever sits in the panel is a member first, and the contractor
    last: nobody gets round the members' rules by working for a company. ``sees_names`` is the panel's own rule: an
    auditor and the contractor learn what was said and not by whom.
    """

    is_staff: bool
    seat: Membership | None
    voice: Membership | None
    is_vendor: bool
    sees_names: bool


def standing(user, round: ReviewRound) -> Standing:
    """How the person stands to the round, in at most three queries."""
    seat, voice = seat_in(user, round.panel), voice_in(user, round.panel)
    project = round.panel.project
    staff = is_staff(user, project)
    is_vendor = not staff and seat is None and projects.is_vendor(user, project)
    return Standing(staff, seat, voice, is_vendor, sees_names_in(user, round.panel))


def can_read(stand: Standing) -> Verdict:
    """City staff who read the project, the panel's members in office, and the contractor."""
    return allow(stand.is_staff or stand.seat or stand.is_vendor, "이 검토를 볼 수 있는 사람이 아닙니다.")


def can_read_paper(stand: Standing, round: ReviewRound) -> Verdict:
    """Who reads the round reads its paper, but members none that has turned out to stay inside the city."""
    return matters.can_read(round.version.deliverable.matter, is_inside=stand.is_staff or stand.seat is None)


def can_see_comments(stand: Standing, round: ReviewRound, review: Review | None) -> Verdict:
    """A member sees what others say after submitting their own ``review`` or when the round is over.

    So everybody judges for themselves first. Staff, the secretary and the contractor see what was submitted.
    """
    has_submitted = review is not None and review.is_submitted
    waits = stand.voice and not stand.is_staff and round.is_open and not has_submitted
    return allow(not waits, "내 의견을 제출하거나 검토가 끝난 뒤에 다른 단원의 의견을 볼 수 있습니다.")


def can_comment(user, round: ReviewRound) -> Verdict:
    return allow(voice_in(user, round.panel), "이 추진단에서 의견을 내는 단원만 검토 의견을 쓸 수 있습니다.")


def can_change(user, comment: Comment) -> Verdict:
    """A comment belongs to the seat that wrote it."""
    voice = voice_in(user, comment.review.round.panel)
    return allow(
        voice and voice.pk == comment.review.membership_id, "내가 쓴 의견만 고치거나 지울 수 있습니다."
    )


def can_manage(user, project) -> Verdict:
    """Open, extend, answer, close and cancel: the officers of the project's department."""
    return allow(projects.can_edit(user, project), OFFICERS_ONLY)


def is_staff(user, project) -> bool:
    """Whether the person reads the project as city staff; the contractor's people see its deliverables only."""
    return bool(projects.can_read(user, project))


def can_see_deliverables(user, project) -> Verdict:
    """City staff who read the project, and the contractor; panels read in their rounds."""
    return projects.can_download(user, project)


def can_publish(user, project) -> Verdict:
    return projects.can_publish(user, project)


def can_upload(user, project) -> Verdict:
    return projects.can_upload(user, project)
