"""What waits for an officer once everything is read: a draw to prepare and to hold, a result to decide, free seats for which
somebody may be asked."""

from fractions import Fraction
from itertools import groupby

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, TruncDate
from django.urls import reverse
from django.utils import timezone

from panels.calls.enums import CallState
from panels.calls.models import Application, RecruitmentCall
from panels.calls.rubric import MOST, Rules
from panels.draws.enums import Way
from panels.enums import PanelKind, PanelState
from panels.screening.desk import COUNT, READERS
from panels.screening.models import Reading, ReadingMark
from panels.screening.scoring import Mark, result
from seoul_gov.accounts.enums import Role
from seoul_gov.ui.errands import Errand, Row, shaped
from seoul_gov.ui.korean import SEOUL, today

from .models import Choice
from .proposal import Draw, Fact, NotDrawn, Terms, propose
from .selectors import lottery_of, seats_of

ROOM = "selections"
ENTER, DECIDE, REFILL, FILL = "enter", "decide", "refill", "result"
FACTS = (
    "is_eligible",
    "application__number",
    "application__side",
    "application__call__seats",
    "application__call__expert_seats",
    "application__call__draws_lots",
    "application__call__gap",
    "application__call__panel__kind",
    "application__call__lottery__way",
    "application__call__lottery__drawn_at",
)
"""What is read of a reading, its application, its call and its draw."""
DRAWN = Q(lottery__way=Way.PANEL, lottery__isnull=False)
"""A call whose panel was or will be drawn as a whole."""
DRAWING = Q(lottery__isnull=False, lottery__drawn_at=None)
"""A call whose draw is committed to and not held yet."""


def rows(user) -> QuerySet | None:
    """For officers alone: their calls that wait for their draw or decision, or of which a seat is free and somebody may be
    asked for it. ``number`` tells the applications or the free seats, of a draw whether one clerk has entered its value;
    ``detail`` how many may be asked."""
    offices = user.departments_as(Role.OFFICER) if user.is_authenticated else ()
    if not offices:
        return None
    calls = calls_of(offices).exclude(DRAWING, lottery__first_by=user.pk)
    decided, entered = Q(selection__isnull=False), Q(lottery__first_by__isnull=False)
    return shaped(
        calls,
        ROOM,
        what=Case(
            When(decided & DRAWN, then=Value(REFILL)),
            When(decided, then=Value(FILL)),
            When(DRAWING, then=Value(ENTER)),
            default=Value(DECIDE),
        ),
        thing=Case(
            When(decided, then=F("selection__pk")), When(DRAWING, then=F("lottery__pk")), default=F("pk")
        ),
        label="title",
        project="panel__project__title",
        due=Case(When(DRAWING, then=TruncDate("lottery__draws_at", tzinfo=SEOUL))),
        number=Case(
            When(decided, then=F("seats") - F("taken")),
            When(DRAWING, then=Case(When(entered, then=1), default=0)),
            default=F("handed_in"),
        ),
        detail=Cast(Case(When(DRAWN, then=F("willing")), default=F("waiting")), TextField()),
    )


def calls_of(offices) -> QuerySet[RecruitmentCall]:
    """Calls of the departments that wait for their draw or decision, or whose panel serves, has a free seat and somebody who
    may be asked for it.

    Of the first every application has been read twice, and the announced time of a draw has come.
    """
    own = Application.objects.submitted().filter(call=OuterRef("pk")).order_by()
    read_once = own.annotate(read=Count("readings")).filter(read__lt=READERS)
    now = timezone.now()
    undecided = Q(~Exists(read_once), handed_in__gt=0, selection=None, closes_at__lt=now)
    serving = Q(panel__term_ends_on=None) | Q(panel__term_ends_on__gte=today())
    vacant = serving & Q(seats__gt=F("taken")) & (DRAWN & Q(willing__gt=0) | ~DRAWN & Q(waiting__gt=0))
    calls = RecruitmentCall.objects.filter(
        panel__project__department__in=offices, state=CallState.PUBLISHED
    ).exclude(panel__state=PanelState.DISSOLVED)
    calls = calls.annotate(
        handed_in=counted(own),
        taken=counted(of_row(Choice.objects.seated())),
        waiting=counted(of_row(Choice.objects.waiting())),
        willing=counted(of_row(Choice.objects.asked_again())),
    )
    return calls.exclude(DRAWING, lottery__draws_at__gt=now).filter(undecided | vacant)


def of_row(choices: QuerySet[Choice]) -> QuerySet[Choice]:
    """Those of the choices that belong to the row's call."""
    return choices.filter(selection__call=OuterRef("pk")).order_by()


def counted(found: QuerySet) -> Coalesce:
    """How many there are."""
    return Coalesce(Subquery(found.annotate(n=COUNT).values("n")), 0)


def lines(rows: list[Row]) -> list[Errand]:
    """The lines, as far as nothing of a call is left to be read by a third; one query more where that is asked."""
    steps = next_steps({row.thing for row in rows if row.what == DECIDE})
    read = [to_go_on(row, steps[row.thing]) for row in rows if row.what == DECIDE and steps.get(row.thing)]
    others = {ENTER: to_enter, REFILL: to_refill, FILL: to_fill}
    return read + [others[row.what](row) for row in rows if row.what in others]


def next_steps(calls: set[int]) -> dict[int, str]:
    """The page on which each of the calls goes on, by their keys: the decision, or a draw before it; "" while it is read."""
    if not calls:
        return {}
    readings = Reading.objects.filter(
        application__in=Application.objects.submitted().filter(call__in=calls)
    ).annotate(total=Coalesce(Subquery(totals()), 0))
    readings = readings.select_related("application__call__panel", "application__call__lottery").only(*FACTS)
    of_calls = groupby(
        readings.order_by("application__call", "application", "pk"), lambda one: one.application.call_id
    )
    return {key: next_step(list(of_call)) for key, of_call in of_calls}


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


def next_step(readings: list[Reading]) -> str:
    """The page on which a call goes on, from all of its readings."""
    facts, call = [], readings[0].application.call
    for application, own in groupby(readings, lambda one: one.application):
        found = result(map(mark_of, own), Rules(gap=call.gap))
        if not found.is_settled:
            return ""
        facts.append(Fact(application.number, found.points, application.own_side))
    run = lottery_of(call)
    draw = Draw(run.way == Way.PANEL, (), ()) if run else None
    try:
        propose(facts, Terms(seats_of(call), call.draws_lots, 0), draw)
    except NotDrawn:
        return "draws:trials" if call.draws_lots else "draws:commit"
    return "selections:decide"


def mark_of(reading: Reading) -> Mark:
    return Mark(reading.is_eligible, Fraction(reading.total if reading.is_eligible else 0, MOST))


def to_go_on(row: Row, page: str) -> Errand:
    """The line of a call that was read: its draw, or the decision."""
    note, url = f"지원서 {row.number}건의 심사를 마쳤습니다.", reverse(page, args=[row.thing])
    if page == "selections:decide":
        return Errand(f"선정 결과 확정하기: {row.label}", row.project, "확정하기", url, note=note)
    return Errand(f"추첨 준비하기: {row.label}", row.project, "추첨 준비하기", url, note=note)


def to_enter(row: Row) -> Errand:
    """The line of a draw whose time has come, for who has not entered its value."""
    note = "한 사람이 적은 값을 다른 담당자가 확인합니다." if row.number else "예고한 추첨일시가 되었습니다."
    url = reverse("draws:enter", args=[row.thing])
    return Errand(f"추첨 값 적기: {row.label}", row.project, "추첨 값 적기", url, row.due, note)


def to_refill(row: Row) -> Errand:
    url = reverse("replacements:refill", args=[row.thing])
    note = f"빈자리 {row.number}개, 뜻이 있는 신청자 {row.detail}명"
    return Errand(f"빈자리 다시 추첨하기: {row.label}", row.project, "다시 추첨하기", url, note=note)


def to_fill(row: Row) -> Errand:
    url = reverse("selections:result", args=[row.thing])
    note = f"빈자리 {row.number}개, 연락할 수 있는 예비 신청자 {row.detail}명"
    return Errand(f"빈자리 채우기: {row.label}", row.project, "빈자리 채우기", url, note=note)
