"""What waits for a person in reviews."""

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Concat
from django.urls import reverse

from panels.enums import PanelState
from panels.models import Membership
from seoul_gov.accounts.enums import Role
from seoul_gov.ui.errands import Errand, Row, shaped
from seoul_gov.ui.korean import today

from . import selectors
from .enums import ReviewState
from .models import Review, ReviewRound
from .querysets import ASKING

ROOM = "reviews"
ACTS = {
    "detail": ("산출물 검토하기", "검토하기"),
    "answers": ("의견에 답하기", "답하기"),
    "close": ("검토 마감하기", "마감하기"),
}
NAME = Concat(
    "version__deliverable__title",
    Value(" "),
    Cast("version__number", TextField()),
    Value("판 "),
    Cast("number", TextField()),
    Value("차 검토"),
    output_field=TextField(),
)
"""What a round is called, in the words of the database; a test holds it against ``str(round)``."""


def rows(user) -> QuerySet | None:
    """Reviews to write as a member, comments to answer and rounds to close as an officer."""
    if not user.is_authenticated:
        return None
    unanswered = F("comment_count") - F("answered_count")
    found = rounds_for(user).annotate(left=Cast(unanswered, IntegerField()))
    is_late = Q(due_on__lt=today())
    ends = is_late | Q(missing_count=0)
    what = Case(
        When(Q(is_ours=True, left__gt=0), then=Value("answers")),
        When(Q(is_ours=True) & ends, then=Value("close")),
        When(Q(waits_for_me=True) & ~is_late, then=Value("detail")),
        default=Value(""),
    )
    return shaped(
        found.annotate(what=what).exclude(what=""),
        ROOM,
        what="what",
        thing="pk",
        label=NAME,
        project="panel__project__title",
        due=Case(When(what="answers", then=F("duty__due_on")), default=F("due_on")),
        number="left",
    )


def rounds_for(user):
    """The open rounds in which the person is still asked to speak, or which their office runs, whatever became of
    the process. An official's seat sleeps: it is asked nothing."""
    voices = Membership.objects.counted().filter(user=user, panel=OuterRef("panel"))
    voices = voices.none() if user.is_official else voices
    spoken = Review.objects.filter(round=OuterRef("pk"), membership__user=user, state=ReviewState.SUBMITTED)
    offices = user.departments_as(Role.OFFICER)
    panels = Membership.objects.filter(user=user).values("panel")
    near = Q(panel__project__department__in=offices) if user.is_official else Q(panel__in=panels)
    rounds = ReviewRound.objects.open().filter(near).exclude(panel__state=PanelState.DISSOLVED)
    rounds = rounds.annotate(
        waits_for_me=Exists(voices) & ~Exists(spoken) & ASKING,
        is_ours=Case(When(panel__project__department__in=offices, then=Value(True)), default=Value(False)),
    )
    return selectors.counted(rounds.filter(Q(waits_for_me=True) | Q(is_ours=True)))


def line(row: Row) -> Errand:
    what, action = ACTS[row.what]
    url = reverse(f"reviews:{row.what}", args=[row.thing])
    note = f"답할 의견 {row.number}건" if row.what == "answers" else ""
    return Errand(f"{what}: {row.label}", row.project, action, url, row.due, note)
