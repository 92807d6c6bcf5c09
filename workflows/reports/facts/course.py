"""The course of a run: its stages as planned and as they went, and what became of every duty."""

from collections import defaultdict

from seoul_gov.ui.korean import SEOUL
from workflows.runs.enums import DutyState
from workflows.runs.models import DutyRun, ProcessRun, StageRun

from .project import day


def stages(run: ProcessRun) -> list[dict]:
    """The stages in order, each with its duties; what nothing ever spawned is left out. Two queries."""
    by_stage = defaultdict(list)
    duties = DutyRun.objects.filter(stage__run=run).exclude(state=DutyState.DORMANT)
    for duty in duties.order_by("order", "pk"):
        by_stage[duty.stage_id].append(of_duty(duty))
    return [of_stage(stage, by_stage[stage.pk]) for stage in run.stages.order_by("order")]


def of_stage(stage: StageRun, duties: list[dict]) -> dict:
    return {
        "title": stage.title,
        "state": stage.get_state_display(),
        "planned": [day(stage.planned_start), day(stage.planned_end)],
        "real": [day_in_seoul(stage.opened_at), day_in_seoul(stage.closed_at)],
        "duties": duties,
    }


def of_duty(duty: DutyRun) -> dict:
    """``reason`` is why it was let go; empty for what was done or is still to do."""
    let_go = duty.state in (DutyState.NOT_CASE, DutyState.SKIPPED, DutyState.WAIVED)
    return {
        "title": duty.title,
        "kind": duty.get_kind_display(),
        "state": str(duty.state),
        "reason": duty.reason if let_go else "",
        "on": day_in_seoul(duty.decided_at) if not duty.is_open else "",
    }


def day_in_seoul(moment) -> str:
    return day(moment.astimezone(SEOUL).date()) if moment else ""
