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
from workflows.decisions.enums import Motion, ResolutionState
from workflows.decisions.models import Resolution
from workflows.definitions import DutyKind
from workflows.issues.enums import IssueState
from workflows.issues.models import Issue
from workflows.meetings.enums import AdviceState, MeetingState, MinutesState
from workflows.meetings.models import AdviceNote, Meeting
from workflows.opinions.enums import RoundState as OpinionState
from workflows.opinions.models import OpinionRound
from workflows.reports.enums import ReportState
from workflows.reports.models import ResultReport
from workflows.reviews.enums import RoundState
from workflows.reviews.models import ReviewRound
from workflows.runs.models import ADDED_KEY

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


def of_stage(rows):
    """Those rows that belong to the duty's stage, whatever their duty.

    The second half says nothing new. It keeps PostgreSQL from gathering the rows of every stage of the city first,
    which it prefers to looking some up where it expects many duties.
    """
    return rows.filter(duty__stage=OuterRef("stage__pk")).filter(duty__stage__gte=OuterRef("stage__pk"))


def held_meetings():
    """The meetings of the duty's stage that were held."""
    return of_stage(Meeting.objects.filter(state=MeetingState.HELD))


def rounds():
    """The duty's review rounds that count."""
    return since_reopened(ReviewRound.objects.exclude(state=RoundState.CANCELLED), "closed_at")


def opinion_rounds():
    """The duty's opinion rounds that count."""
    return since_reopened(OpinionRound.objects.exclude(state=OpinionState.CANCELLED), "closed_at")


def opinion_rounds_of_stage():
    """The opinion rounds of the duty's stage, whatever its duty."""
    return of_stage(OpinionRound.objects.exclude(state=OpinionState.CANCELLED))


def votes():
    """The duty's votes that count."""
    return since_reopened(Resolution.objects.exclude(state=ResolutionState.CANCELLED), "closed_at")


def votes_put_off():
    """The duty's votes by which a matter was put off, and after which nobody voted on it again."""
    later = Resolution.objects.filter(item=OuterRef("item"), duty=OuterRef("duty"), pk__gt=OuterRef("pk"))
    later = later.exclude(state=ResolutionState.CANCELLED)
    return votes().filter(~Exists(later), state=ResolutionState.CARRIED, motion=Motion.HOLD)


def issues():
    """The duty's issues that count."""
    return since_reopened(Issue.objects.exclude(state=IssueState.WITHDRAWN), "settled_at")


def reports():
    """The run's report."""
    return ResultReport.objects.filter(run=OuterRef("run__pk"))


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


def opinion_met():
    return Exists(opinion_rounds()) & ~Exists(opinion_rounds().filter(state=OpinionState.OPEN))


def answers_met():
    rounds = opinion_rounds_of_stage()
    return Exists(rounds) & ~Exists(rounds.filter(state=OpinionState.OPEN))


def decision_met():
    carried = votes().filter(state=ResolutionState.CARRIED, motion__in=[Motion.ADOPT, Motion.ADJUST])
    running = votes().filter(state=ResolutionState.OPEN)
    return Exists(carried) & ~Exists(running) & ~Exists(votes_put_off())


def issue_met():
    came_to_nothing = Q(duty__key__startswith=ADDED_KEY, duty__decided_at=None)
    return (Exists(issues()) | came_to_nothing) & ~Exists(issues().filter(state=IssueState.OPEN))


def report_met():
    return Exists(reports().filter(state=ReportState.PUBLISHED, published_at__gt=reopened()))


def is_met():
    """Whether the evidence of a room settles the duty."""
    return Case(
        When(Q(duty__kind=DutyKind.PANEL) & body_in_office(), then=Value(True)),
        When(Q(duty__kind=DutyKind.MEETING) & meeting_met(), then=Value(True)),
        When(Q(duty__kind=DutyKind.MINUTES) & minutes_met(), then=Value(True)),
        When(Q(duty__kind=DutyKind.REVIEW) & review_met(), then=Value(True)),
        When(Q(duty__kind=DutyKind.OPINION) & opinion_met(), then=Value(True)),
        When(Q(duty__kind=DutyKind.ANSWERS) & answers_met(), then=Value(True)),
        When(Q(duty__kind=DutyKind.DECISION) & decision_met(), then=Value(True)),
        When(Q(duty__kind=DutyKind.ISSUE) & issue_met(), then=Value(True)),
        When(Q(duty__kind=DutyKind.REPORT) & report_met(), then=Value(True)),
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
        When(Q(duty__kind=DutyKind.OPINION) & Exists(opinion_rounds()), then=Value(True)),
        When(Q(duty__kind=DutyKind.ANSWERS) & Exists(opinion_rounds_of_stage()), then=Value(True)),
        When(Q(duty__kind=DutyKind.DECISION) & Exists(votes()), then=Value(True)),
        When(Q(duty__kind=DutyKind.ISSUE) & Exists(issues()), then=Value(True)),
        When(Q(duty__kind=DutyKind.REPORT) & Exists(reports()), then=Value(True)),
        default=NEVER,
    )
