"""Whether a duty's evidence is there, as parts of one query: for a desk that looks at many processes at once.

The rooms' own ``settled`` is the rule, and the gate asks nothing else. What is written here is the same rule in
the words of the database, and a test holds the two together. All names start from a row that knows its duty as
``duty``, its stage as ``stage`` and its project's id as ``pk``.
"""

from datetime import UTC, datetime

from django.db.models import (
    BooleanField,
    Case,
    DateTimeField,
    Exists,
    F,
    OuterRef,
    Q,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Concat

from panels.enums import PanelState
from panels.models import Membership, Panel
from workflows.definitions import DutyKind
from workflows.meetings.enums import AdviceState, MeetingState, MinutesState
from workflows.meetings.models import AdviceNote, Meeting
from workflows.reviews.enums import RoundState
from workflows.reviews.models import ReviewRound

NEVER = Value(False, output_field=BooleanField())
BEGINNING = Value(datetime(1970, 1, 1, tzinfo=UTC), output_field=DateTimeField())


def reopened(decided="duty__decided_at"):
    """When the open duty was reopened; long ago where it never was."""
    return Coalesce(OuterRef(decided), BEGINNING)


def since_reopened(rows, moment: str):
    """Those rows of the duty that happened after it was reopened, or have not come to their end yet."""
    of_duty = rows.filter(duty=OuterRef("duty__pk"))
    return of_duty.filter(Q(**{moment: None}) | Q(**{f"{moment}__gt": reopened()}))


def bodies(panels):
    """The panels of the project whose kind is among the duty's bodies."""
    named = Concat(Value('"'), F("kind"), Value('"'))
    wanted = Cast(OuterRef("duty__bodies"), TextField())
    return (
        panels.filter(project=OuterRef("pk"))
        .annotate(named=named, wanted=wanted)
        .filter(wanted__contains=F("named"))
    )


def meetings():
    """The duty's meetings that count."""
    return since_reopened(Meeting.objects.exclude(state=MeetingState.CANCELLED), "held_at")


def unanswered_meetings():
    """The duty's meetings with advice that waits for its answer, whenever they were held."""
    notes = AdviceNote.objects.filter(item__meeting=OuterRef("pk"), state=AdviceState.SUBMITTED)
    of_duty = Meeting.objects.exclude(state=MeetingState.CANCELLED).filter(duty=OuterRef("duty__pk"))
    return of_duty.filter(Exists(notes))


def held_meetings():
    """The meetings of the duty's stage that were held."""
    return Meeting.objects.filter(duty__stage=OuterRef("stage__pk"), state=MeetingState.HELD)


def rounds():
    """The duty's review rounds that count."""
    return since_reopened(ReviewRound.objects.exclude(state=RoundState.CANCELLED), "closed_at")


def body_in_office():
    """Whether one of the duty's bodies has somebody in office, who joined after the duty was reopened."""
    active = bodies(Panel.objects.filter(state=PanelState.ACTIVE))
    seats = Membership.objects.counted().filter(panel=OuterRef("pk"))
    joined = seats.filter(accepted_at__gt=reopened(OuterRef("duty__decided_at")))
    return Exists(active.filter(Exists(joined)))


def meeting_met():
    unheld = meetings().filter(state=MeetingState.SCHEDULED)
    return Exists(meetings()) & ~Exists(unheld) & ~Exists(unanswered_meetings())


def minutes_met():
    held = held_meetings()
    unwritten = Q(minutes=None) | Q(minutes__state=MinutesState.DRAFT)
    return Exists(held) & ~Exists(held.filter(unwritten))


def review_met():
    return Exists(rounds()) & ~Exists(rounds().filter(state=RoundState.OPEN))


def is_met():
    """Whether the evidence of a room settles the duty."""
    return Case(
        When(Q(duty__kind=DutyKind.PANEL) & body_in_office(), then=Value(True)),
        When(Q(duty__kind=DutyKind.MEETING) & meeting_met(), then=Value(True)),
        When(Q(duty__kind=DutyKind.MINUTES) & minutes_met(), then=Value(True)),
        When(Q(duty__kind=DutyKind.REVIEW) & review_met(), then=Value(True)),
        default=NEVER,
    )


def is_begun():
    """Whether a room has something under way for the duty, and so tells people itself what comes next."""
    called = Exists(meetings()) | Exists(unanswered_meetings())
    panels = bodies(Panel.objects.exclude(state=PanelState.DISSOLVED))
    return Case(
        When(Q(duty__kind=DutyKind.PANEL) & Exists(panels), then=Value(True)),
        When(Q(duty__kind=DutyKind.MEETING) & called, then=Value(True)),
        When(Q(duty__kind=DutyKind.MINUTES) & Exists(held_meetings()), then=Value(True)),
        When(Q(duty__kind=DutyKind.REVIEW) & Exists(rounds()), then=Value(True)),
        default=NEVER,
    )
