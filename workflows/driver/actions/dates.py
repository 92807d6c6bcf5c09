"""Moving planned dates. A day off is nobody's error: pages warn, nothing is blocked."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from projects.calendar import WorkCalendar, work_calendar
from seoul_gov.ui.korean import josa, korean_date, korean_period
from seoul_gov.ui.verdicts import require
from workflows.definitions import Anchor
from workflows.driver import events, permissions
from workflows.driver.schedule import Span, refuse_crooked, shift_of
from workflows.processes import process_of
from workflows.runs.actions import locked_duty
from workflows.runs.enums import StageState
from workflows.runs.models import DutyRun, ProcessRun, StageRun
from workflows.runs.state import refuse_ended

from .duties import UNDONE
from .telling import tell


@transaction.atomic
def move_stage(
    *, by, stage: StageRun, start: date, end: date, reason: str = "", follow: bool = False
) -> StageRun:
    """Give a stage other planned days.

    With ``follow`` its undone duties and all later stages move along by as many working days. Raises
    ValidationError for a closed stage, when nothing changes, and for dates that are out of order.
    """
    run = ProcessRun.objects.select_for_update().get(pk=stage.run_id)
    require(permissions.can_drive(by, run.project))
    refuse_ended(run)
    stages = list(run.stages.all())
    stage = next(row for row in stages if row.pk == stage.pk)
    if stage.state == StageState.CLOSED:
        raise ValidationError(f"‘{stage.title}’ 단계는 이미 끝나 일정을 바꿀 수 없습니다.")
    if (start, end) == (stage.planned_start, stage.planned_end):
        raise ValidationError("지금과 같은 일정입니다.")
    moves = _moves(stage, stages, start, end, work_calendar(), follow)
    refuse_crooked(_spans(stages, moves))
    for row in stages:
        if row.pk in moves:
            _move_stage(by, run, row, *moves[row.pk], reason)
    stage.refresh_from_db()
    return stage


@transaction.atomic
def move_duty(*, by, duty: DutyRun, due_on: date, reason: str = "") -> DutyRun:
    """Give a duty that is not done another due day. Raises ValidationError when it is done or nothing changes."""
    duty = locked_duty(duty)
    run = duty.stage.run
    require(permissions.can_drive(by, run.project))
    refuse_ended(run)
    if duty.state not in UNDONE or duty.stage.state == StageState.CLOSED:
        raise ValidationError(f"‘{duty.title}’ 과제는 이미 처리되어 기한을 바꿀 수 없습니다.")
    if due_on == duty.due_on:
        raise ValidationError("지금과 같은 기한입니다.")
    old, duty.due_on = korean_date(duty.due_on), due_on
    duty.save(update_fields=["due_on"])
    tell(
        by=by,
        kind=events.DUTY_MOVED,
        on=duty,
        project=run.project,
        duty=duty,
        old=old,
        new=josa(korean_date(due_on), "으로/로"),
        because=_because(reason),
    )
    return duty


def _moves(stage, stages, start: date, end: date, calendar: WorkCalendar, follow: bool) -> dict:
    """For each stage that moves, by id: its new days and the new due days of its duties."""
    if not follow:
        return {stage.pk: (start, end, {})}
    by_start = shift_of(stage.planned_start, start, calendar)
    by_end = shift_of(stage.planned_end, end, calendar)
    moves = {stage.pk: (start, end, _moved_dues(stage, by_start, by_end, calendar))}
    for row in stages:
        if row.order > stage.order and by_end:
            days = [calendar.add_working_days(day, by_end) for day in (row.planned_start, row.planned_end)]
            moves[row.pk] = (*days, _moved_dues(row, by_end, by_end, calendar))
    return moves


def _moved_dues(stage: StageRun, by_start: int, by_end: int, calendar: WorkCalendar) -> dict[DutyRun, date]:
    """The new due days of the stage's undone duties: each moves with the end of the stage that it hangs on."""
    anchors = _anchors(stage.run)
    dues = {}
    for duty in stage.duties.filter(state__in=UNDONE):
        shift = by_start if anchors.get(duty.key) == Anchor.STAGE_START else by_end
        if shift:
            dues[duty] = calendar.add_working_days(duty.due_on, shift)
    return dues


def _anchors(run: ProcessRun) -> dict[str, Anchor]:
    process = process_of(f"{run.governance_type}.{run.kind}", run.edition)
    return {duty.key: duty.due.anchor for stage in process.stages for duty in stage.duties}


def _spans(stages, moves) -> list[Span]:
    return [
        Span(row.title, *moves[row.pk][:2])
        if row.pk in moves
        else Span(row.title, row.planned_start, row.planned_end)
        for row in stages
    ]


def _move_stage(by, run: ProcessRun, stage: StageRun, start: date, end: date, dues, reason: str) -> None:
    old = korean_period(stage.planned_start, stage.planned_end)
    stage.planned_start, stage.planned_end = start, end
    stage.save(update_fields=["planned_start", "planned_end"])
    data = {duty.title: [duty.due_on.isoformat(), day.isoformat()] for duty, day in dues.items()}
    for duty, day in dues.items():
        duty.due_on = day
    DutyRun.objects.bulk_update(dues, ["due_on"])
    tell(
        by=by,
        kind=events.STAGE_MOVED,
        on=stage,
        project=run.project,
        stage=stage,
        old=old,
        new=josa(korean_period(start, end), "으로/로"),
        because=_because(reason),
        data=data,
    )


def _because(reason: str) -> str:
    return f"(사유: {reason.strip()})" if reason.strip() else ""
