"""What waits for a person in reviews."""

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from panels.enums import PanelState
from panels.models import Membership
from seoul_gov.accounts.enums import Role
from seoul_gov.ui.errands import Errand

from . import selectors, state
from .enums import ReviewState
from .models import Review, ReviewRound
from .querysets import ASKING


def waiting(user) -> list[Errand]:
    """Reviews to write as a member, comments to answer and rounds to close as an officer; in one query more than
    the person's roles."""
    if not user.is_authenticated:
        return []
    return [errand for round in rounds_for(user) for errand in errands_in(round)]


def rounds_for(user):
    """The open rounds in which the person is still asked to speak, or which their office runs, whatever became of
    the process."""
    voices = Membership.objects.counted().filter(user=user, panel=OuterRef("panel"))
    spoken = Review.objects.filter(round=OuterRef("pk"), membership__user=user, state=ReviewState.SUBMITTED)
    offices = user.departments_as(Role.OFFICER)
    rounds = ReviewRound.objects.open().with_facts().exclude(panel__state=PanelState.DISSOLVED)
    rounds = rounds.annotate(
        waits_for_me=Exists(voices) & ~Exists(spoken) & ASKING,
        is_ours=Q(panel__project__department__in=offices),
    )
    return selectors.counted(rounds.filter(Q(waits_for_me=True) | Q(is_ours=True))).order_by("due_on", "pk")


def errands_in(round: ReviewRound):
    late = state.is_past_due(round)
    if round.waits_for_me and not late:
        yield errand(round, "산출물 검토하기", "검토하기", round.get_absolute_url())
    left = round.comment_count - round.answered_count
    if round.is_ours and left:
        url = reverse("reviews:answers", args=[round.pk])
        yield errand(round, "의견에 답하기", "답하기", url, due=round.duty.due_on, note=f"답할 의견 {left}건")
    elif round.is_ours and (late or not round.missing_count):
        yield errand(round, "검토 마감하기", "마감하기", reverse("reviews:close", args=[round.pk]))


def errand(round: ReviewRound, what: str, action: str, url: str, *, due=None, note: str = "") -> Errand:
    """A line that falls due with the round or, where the process asks for it, on the day of the round's duty."""
    about = str(round.panel.project)
    day = due or round.due_on
    return Errand(title=f"{what}: {round}", about=about, action=action, url=url, due=day, note=note)
