"""What waits for an officer here: results to decide, and free seats for which somebody waits."""

from fractions import Fraction
from itertools import groupby

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse
from django.utils import timezone

from panels.calls.enums import CallState
from panels.calls.models import Application, RecruitmentCall
from panels.draws.enums import Way
from panels.enums import PanelKind, PanelState
from panels.screening import norms as screening
from panels.screening.desk import READERS
from panels.screening.models import Reading, ReadingMark
from panels.screening.scoring import MOST, Mark, Rules, result
from projects.norms import in_query
from seoul_gov.accounts.enums import Role
from seoul_gov.ui.errands import Errand, Row, shaped

from .models import Choice
from .proposal import Draw, Fact, NotDrawn, Terms, propose
from .selectors import lottery_of, seats_of

ROOM = "selections"
COUNT = Func("pk", function="COUNT", output_field=IntegerField())
DECIDE, FILL = "decide", "result"
FACTS = (
    "is_eligible",
    "application__number",
    "application__side",
    "application__call__seats",
    "application__call__expert_seats",
    "application__call__draws_lots",
    "application__call__panel__kind",
    "application__call__lottery__way",
    "application__call__lottery__drawn_at",
)
"""What is read of a reading, its application, its call and its draw."""


def rows(user) -> QuerySet | None:
    """For officers alone: their calls of which the result may be decided, or of which a seat is free and somebody waits
    for it. ``number`` tells the applications or the free seats, ``detail`` how many wait."""
    offices = user.departments_as(Role.OFFICER) if user.is_authenticated else ()
    if not offices:
        return None
    calls = calls_of(offices)
    decided = Q(selection__isnull=False)
    return shaped(
        calls,
        ROOM,
        what=Case(When(decided, then=Value(FILL)), default=Value(DECIDE)),
        thing=Case(When(decided, then=F("selection__pk")), default=F("pk")),
        label="title",
        project="panel__project__title",
        number=Case(When(decided, then=F("seats") - F("taken")), default=F("handed_in")),
        detail=Cast("willing", TextField()),
    )


def calls_of(offices) -> QuerySet[RecruitmentCall]:
    """Calls of the departments that wait for a decision or for somebody on a free seat.

    Of the first every application has been read twice and no draw is under way; of the others points gave the seats.
    """
    own = Application.objects.submitted().filter(call=OuterRef("pk")).order_by()
    read_once = own.annotate(read=Count("readings")).filter(read__lt=READERS)
    undecided = Q(~Exists(read_once), handed_in__gt=0, selection=None, closes_at__lt=timezone.now())
    vacant = Q(seats__gt=F("taken"), willing__gt=0) & ~Q(lottery__way=Way.PANEL, lottery__isnull=False)
    calls = RecruitmentCall.objects.filter(
        panel__project__department__in=offices, state=CallState.PUBLISHED
    ).exclude(panel__state=PanelState.DISSOLVED)
    calls = calls.annotate(
        handed_in=counted(own),
        taken=counted(of_row(Choice.objects.seated())),
        willing=counted(of_row(Choice.objects.waiting())),
    )
    return calls.exclude(lottery__isnull=False, lottery__drawn_at=None).filter(undecided | vacant)


def of_row(choices: QuerySet[Choice]) -> QuerySet[Choice]:
    """Those of the choices that belong to the row's call."""
    return choices.filter(selection__call=OuterRef("pk")).order_by()


def counted(found: QuerySet) -> Coalesce:
    """How many there are."""
    return Coalesce(Subquery(found.annotate(n=COUNT).values("n")), 0)


def lines(rows: list[Row]) -> list[Errand]:
    """The lines, as far as a call is ready to be decided; one query more where one may be."""
    decidable = ready({row.thing for row in rows if row.what == DECIDE})
    undecided = [to_decide(row) for row in rows if row.what == DECIDE and row.thing in decidable]
    return undecided + [to_fill(row) for row in rows if row.what == FILL]


def ready(calls: set[int]) -> set[int]:
    """Those of the calls of which nothing is left to be read by a third or to be drawn, by their keys."""
    if not calls:
        return set()
    readings = Reading.objects.filter(
        application__in=Application.objects.submitted().filter(call__in=calls)
    ).annotate(total=Coalesce(Subquery(totals()), 0), gap=in_query(screening.GAP))
    readings = readings.select_related("application__call__panel", "application__call__lottery").only(*FACTS)
    of_calls = groupby(
        readings.order_by("application__call", "application", "pk"), lambda one: one.application.call_id
    )
    return {key for key, of_call in of_calls if is_ready(list(of_call))}


def totals() -> QuerySet:
    """The sum of a reading's levels, each times its weight on the application's side."""
    application = "reading__application"
    mixed = When(**{f"{application}__call__panel__kind": PanelKind.MIXED}, then=F(f"{application}__side"))
    criterion = f"{application}__call__criteria"
    weighed = {
        "key": F(f"{criterion}__key"),
        f"{criterion}__side": Case(mixed, default=Value("")),
    }
    marks = ReadingMark.objects.filter(reading=OuterRef("pk"), **weighed).order_by().values("reading")
    return marks.annotate(total=Sum(F("level") * F(f"{criterion}__weight"))).values("total")


def is_ready(readings: list[Reading]) -> bool:
    """Whether the principle has an answer, from all the readings of one call."""
    facts, call = [], readings[0].application.call
    for application, own in groupby(readings, lambda one: one.application):
        found = result(map(mark_of, own), Rules(gap=readings[0].gap))
        if not found.is_settled:
            return False
        facts.append(Fact(application.number, found.points, application.own_side))
    run = lottery_of(call)
    draw = Draw(run.way == Way.PANEL, (), ()) if run else None
    try:
        propose(facts, Terms(seats_of(call), call.draws_lots, 0), draw)
    except NotDrawn:
        return False
    return True


def mark_of(reading: Reading) -> Mark:
    return Mark(reading.is_eligible, Fraction(reading.total if reading.is_eligible else 0, MOST))


def to_decide(row: Row) -> Errand:
    url = reverse("selections:decide", args=[row.thing])
    note = f"지원서 {row.number}건의 심사를 마쳤습니다."
    return Errand(f"선정 결과 확정하기: {row.label}", row.project, "확정하기", url, note=note)


def to_fill(row: Row) -> Errand:
    url = reverse("selections:result", args=[row.thing])
    note = f"빈자리 {row.number}개, 연락할 수 있는 예비 신청자 {row.detail}명"
    return Errand(f"빈자리 채우기: {row.label}", row.project, "빈자리 채우기", url, note=note)
