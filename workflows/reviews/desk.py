"""What waits for a person in reviews."""

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Concat
from django.urls import reverse

from panels.enums import PanelState
from panels.selectors import voices
from seoul_gov.accounts.enums import Role
from seoul_gov.ui.errands import Errand, Row, shaped
from seoul_gov.ui.korean import today

from . import selectors
from .enums import ReviewState
from .models import Review, ReviewRound

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
    """Reviews to write as a member; comments to answer and rounds to close as an officer."""
    if offices := user.departments_as(Role.OFFICER) if user.is_authenticated else ():
        return of_office(offices)
    return of_member(user)


def of_office(offices) -> QuerySet:
    """The open rounds of these departments that wait for an answer or for their end, whatever became of the process."""
    rounds = ReviewRound.objects.open().filter(panel__project__department__in=offices)
    rounds = selectors.counted(rounds.exclude(panel__state=PanelState.DISSOLVED))
    unanswered = Cast(F("comment_count") - F("answered_count"), IntegerField())
    what = Case(
        When(left__gt=0, then=Value("answers")),
        When(Q(due_on__lt=today()) | Q(missing_count=0), then=Value("close")),
        default=Value(""),
    )
    rounds = rounds.annotate(left=unanswered).annotate(what=what).exclude(what="")
    due = Case(When(what="answers", then=F("duty__due_on")), default=F("due_on"))
    return told(rounds, what="what", due=due, number="left")


def of_member(user) -> QuerySet | None:
    """The rounds in which one of the person's seats still has to speak; an official's sleeps.

    The panels of the seats come first: their keys lead to the few rounds by index, however many the city has open.
    """
    own = voices(user)
    if not own:
        return None
    spoken = Review.objects.filter(round=OuterRef("pk"), membership__in=own, state=ReviewState.SUBMITTED)
    rounds = ReviewRound.objects.asking().filter(panel__in=[seat.panel_id for seat in own])
    return told(rounds.filter(~Exists(spoken), due_on__gte=today()), what=Value("detail"), due="due_on")


def told(rounds: QuerySet[ReviewRound], **columns) -> QuerySet:
    """The rounds as rows: ``number`` is of the comments to answer."""
    return shaped(rounds, ROOM, thing="pk", label=NAME, project="panel__project__title", **columns)


def line(row: Row) -> Errand:
    what, action = ACTS[row.what]
    url = reverse(f"reviews:{row.what}", args=[row.thing])
    note = f"답할 의견 {row.number}건" if row.what == "answers" else ""
    return Errand(f"{what}: {row.label}", row.project, action, url, row.due, note)
