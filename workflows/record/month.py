"""A month of the public calendar: meetings of public projects, and the first and last days of opinion rounds."""

import re
from calendar import Calendar
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import F
from django.urls import reverse

from projects.calendar import WorkCalendar
from projects.enums import PUBLIC_STATUSES
from seoul_gov.ui.korean import SEOUL
from workflows.meetings.enums import MeetingState
from workflows.meetings.models import Meeting
from workflows.opinions.enums import RoundState
from workflows.opinions.models import OpinionRound

MOST = 300
"""So many meetings, and as many rounds that begin or end, of a month are shown."""
IN_CELL = 2
FIRST, LAST = date(2018, 1, 1), date(2099, 12, 1)
MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
SUNDAY = 6


@dataclass(frozen=True)
class Happening:
    """Something on a day; ``clock`` is its time, empty for a whole day."""

    word: str
    tone: str
    title: str
    project: str
    url: str
    clock: str = ""
    place: str = ""


@dataclass(frozen=True)
class Day:
    """A day of the month's table. ``is_red``: a Sunday or holiday, as calendars print them."""

    day: date
    is_in_month: bool
    is_red: bool
    is_today: bool
    happenings: tuple[Happening, ...]

    @property
    def shown(self) -> tuple[Happening, ...]:
        return self.happenings[:IN_CELL]

    @property
    def hidden(self) -> int:
        return len(self.happenings) - len(self.shown)


@dataclass(frozen=True)
class Month:
    """A month as weeks from Sunday, and the days on which something is."""

    first: date
    weeks: tuple[tuple[Day, ...], ...]
    is_cut: bool

    @property
    def label(self) -> str:
        return f"{self.first.year}년 {self.first.month}월"

    @property
    def busy_days(self) -> list[Day]:
        return [day for week in self.weeks for day in week if day.is_in_month and day.happenings]

    @property
    def before(self) -> str:
        """The month before, as the address writes it; empty at the beginning of the calendar."""
        return "" if self.first <= FIRST else f"{self.first - timedelta(days=1):%Y-%m}"

    @property
    def after(self) -> str:
        return "" if self.first >= LAST else f"{next_month(self.first):%Y-%m}"


def first_day(text: str, today: date) -> date:
    """The first day of the month that ``2026-05`` names; of the present one for anything else."""
    found = MONTH.fullmatch(text)
    year, month = map(int, found.groups()) if found else (0, 0)
    if FIRST.year <= year <= LAST.year and 1 <= month <= 12:
        return date(year, month, 1)
    return today.replace(day=1)


def next_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def month_of(first: date, today: date, calendar: WorkCalendar) -> Month:
    """The month that begins on the day, in three queries, each of which reads no more of an index than is shown."""
    begun, ended, meetings = rounds_in(first, "opens_on"), rounds_in(first, "closes_on"), meetings_in(first)
    happenings = defaultdict(list)
    for round in begun:
        happenings[round.opens_on].append(turn_of(round, "의견수렴 시작", "success"))
    for round in ended:
        happenings[round.closes_on].append(turn_of(round, "의견수렴 마감", "warning"))
    for day, happening in held(meetings):
        happenings[day].append(happening)
    weeks = tuple(
        tuple(
            Day(
                day=day,
                is_in_month=day.month == first.month,
                is_red=calendar.is_red(day),
                is_today=day == today,
                happenings=tuple(happenings[day]),
            )
            for day in week
        )
        for week in Calendar(firstweekday=SUNDAY).monthdatescalendar(first.year, first.month)
    )
    return Month(first, weeks, MOST in map(len, (begun, ended, meetings)))


def meetings_in(first: date) -> list[Meeting]:
    """The month's meetings of public projects that were not cancelled, by time."""
    begin, end = (datetime.combine(day, time(), SEOUL) for day in (first, next_month(first)))
    public = Meeting.objects.filter(panel__project__status__in=PUBLIC_STATUSES)
    found = public.filter(starts_at__gte=begin, starts_at__lt=end).exclude(state=MeetingState.CANCELLED)
    project = {"project_id": F("panel__project"), "project_title": F("panel__project__title")}
    return list(
        found.annotate(**project).only("title", "starts_at", "place").order_by("starts_at", "pk")[:MOST]
    )


def rounds_in(first: date, turn: str) -> list[OpinionRound]:
    """The rounds of public projects that were not cancelled and whose ``turn``, their first or last day, lies in the month."""
    days = (first, next_month(first) - timedelta(days=1))
    run = "duty__stage__run__project"
    public = OpinionRound.objects.filter(**{f"{run}__status__in": PUBLIC_STATUSES, f"{turn}__range": days})
    found = public.exclude(state=RoundState.CANCELLED).annotate(project_title=F(f"{run}__title"))
    return list(found.only("topic", turn).order_by(turn, "pk")[:MOST])


def turn_of(round: OpinionRound, word: str, tone: str) -> Happening:
    return Happening(word, tone, round.topic, round.project_title, round.get_absolute_url())


def held(meetings: list[Meeting]):
    for meeting in meetings:
        begin = meeting.starts_at.astimezone(SEOUL)
        url = reverse("record:project", args=[meeting.project_id])
        yield (
            begin.date(),
            Happening(
                "회의", "info", meeting.title, meeting.project_title, url, f"{begin:%H:%M}", meeting.place
            ),
        )
