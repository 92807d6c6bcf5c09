"""Proposed dates: every stage begins on the working day after the one before, every duty falls due by the end of its stage.

Pure over a definition, a calendar and the norms in force; ``propose`` reads those two from their tables.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from django.core.exceptions import ValidationError

from projects import norms
from projects.calendar import WorkCalendar, work_calendar
from projects.models import Project
from seoul_gov.ui.korean import korean_date, today
from workflows.definitions import Anchor, Due, Process, Stage, Unit
from workflows.norms import duty_norm_key, offset, specs_of, stage_norm_key
from workflows.processes import process_for


@dataclass(frozen=True)
class Span:
    """The first and last day of a stage that is called ``title``."""

    title: str
    start: date
    end: date


@dataclass(frozen=True)
class PlannedStage:
    """A stage with its first and last day and the due day of each duty, by key."""

    stage: Stage
    start: date
    end: date
    dues: dict[str, date]

    @property
    def span(self) -> Span:
        return Span(self.stage.title, self.start, self.end)


@dataclass(frozen=True)
class Plan:
    """A process with dates, and the norms that they were made from."""

    process: Process
    stages: tuple[PlannedStage, ...]
    norms: dict[str, int]

    @property
    def spans(self) -> list[Span]:
        return [planned.span for planned in self.stages]


def propose(project: Project, start: date | None = None) -> Plan:
    """A plan for the project's confirmed type and kind, from ``start`` (default: its start date, or today).

    Raises ValueError for a project without a type.
    """
    process = process_for(project.governance_type, project.kind)
    numbers = norms.values(specs_of(process))
    first = start or max(project.start_date or today(), today())
    return plan(process, first, work_calendar(), numbers)


def plan(process: Process, start: date, calendar: WorkCalendar, numbers: dict[str, int]) -> Plan:
    """Dates for every stage and duty of the process, in working days of the calendar."""
    stages = []
    for stage in process.stages:
        begin = calendar.next_working_day(start)
        days = max(numbers[stage_norm_key(process, stage)], 1)
        end = calendar.add_working_days(begin, days - 1)
        stages.append(planned(process, stage, begin, end, calendar, numbers))
        start = calendar.add_working_days(end, 1)
    return Plan(process, tuple(stages), numbers)


def planned(process, stage, begin, end, calendar, numbers) -> PlannedStage:
    """The stage between two days, with its duties' due days, none of them after its end."""
    dues = {
        duty.key: min(due_day(duty.due, numbers[duty_norm_key(process, duty)], begin, end, calendar), end)
        for duty in stage.duties
    }
    return PlannedStage(stage, begin, end, dues)


def due_day(due: Due, number: int, begin: date, end: date, calendar: WorkCalendar) -> date:
    """The day that is ``number`` days after the anchor, or before it where the duty hangs on the stage's end."""
    anchor = begin if due.anchor == Anchor.STAGE_START else end
    move = calendar.add_working_days if due.unit == Unit.WORKING else calendar.add_calendar_days
    return move(anchor, offset(due, number))


def moved(plan: Plan, dates: Mapping[str, tuple[date, date]], calendar: WorkCalendar) -> Plan:
    """The plan with other first and last days for the stages named; their duties fall due anew."""
    stages = (
        _moved_stage(plan, planned, *dates.get(planned.stage.key, (planned.start, planned.end)), calendar)
        for planned in plan.stages
    )
    return replace(plan, stages=tuple(stages))


def _moved_stage(plan: Plan, was: PlannedStage, begin: date, end: date, calendar: WorkCalendar):
    if (begin, end) == (was.start, was.end):
        return was
    return planned(plan.process, was.stage, begin, end, calendar, plan.norms)


def refuse_crooked(spans: Iterable[Span]) -> None:
    """Raise ValidationError where a stage ends before it starts, or starts before the one that precedes it.

    The sentence names both stages and both days, whichever of the two is being moved.
    """
    spans = list(spans)
    for span in spans:
        if span.end < span.start:
            raise ValidationError(f"‘{span.title}’ 단계의 종료일은 시작일과 같거나 그 뒤여야 합니다.")
    for before, after in pairwise(spans):
        if after.start < before.start:
            raise ValidationError(
                f"‘{before.title}’ 단계의 시작일({korean_date(before.start)})이 그다음 ‘{after.title}’ 단계의 "
                f"시작일({korean_date(after.start)})보다 늦습니다. 단계의 순서대로 시작하게 날짜를 고쳐 주세요."
            )


def doubts(spans: Iterable[Span], project: Project) -> list[str]:
    """What is odd about dates that are in order, a Korean sentence each; nothing of it blocks."""
    spans = list(spans)
    odd = [
        f"‘{before.title}’ 단계가 끝나는 날({korean_date(before.end)})보다 먼저 또는 같은 날 ‘{after.title}’ 단계가 "
        f"시작됩니다({korean_date(after.start)})."
        for before, after in pairwise(spans)
        if after.start <= before.end
    ]
    last = max(spans, key=lambda span: span.end)
    if project.end_date and last.end > project.end_date:
        odd.append(
            f"‘{last.title}’ 단계가 {korean_date(last.end)}에 끝나 사업 종료일({korean_date(project.end_date)})을 넘깁니다."
        )
    return odd


def shift_of(old: date, new: date, calendar: WorkCalendar) -> int:
    """How many working days lie from one day to another; negative when it moved to an earlier one."""
    low, high = min(old, new), max(old, new)
    count = 0
    while low < high:
        low = calendar.add_working_days(low, 1)
        count += 1
    return count if old < new else -count


def days_off(days: Iterable[date], calendar: WorkCalendar) -> list[date]:
    """Those of the days that are not worked, each once, in order."""
    return sorted({day for day in days if not calendar.is_working_day(day)})
