"""Writes on rows that several rooms share. Nothing decides here: callers have checked who and when."""

from django.db.models import Max

from workflows.definitions import Actor, Necessity

from .enums import DutyState
from .models import ADDED_KEY, DutyRun, ProcessRun, StageRun

BY_DEPARTMENT = "사업부서 추가"


def locked_duty(duty: DutyRun) -> DutyRun:
    """The duty with stage, run and project; the run's row is held until the end of the transaction.

    Every write on a process takes this lock first, so that writers on one process queue.
    """
    ProcessRun.objects.select_for_update().get(pk=duty.stage.run_id)
    return DutyRun.objects.select_related("stage__run__project").get(pk=duty.pk)


def locked_stage(stage: StageRun) -> StageRun:
    """The stage with run and project; the run's row is held, as ``locked_duty`` holds it."""
    ProcessRun.objects.select_for_update().get(pk=stage.run_id)
    return StageRun.objects.select_related("run__project").get(pk=stage.pk)


def wake_followers(duty: DutyRun) -> int:
    """Open what this duty's activity spawns, in its run; answers how many woke."""
    asleep = DutyRun.objects.filter(stage__run=duty.stage.run_id, opened_by=duty.key, state=DutyState.DORMANT)
    return asleep.update(state=DutyState.OPEN)


def spawn_duty(
    *, stage: StageRun, kind: str, title: str, due_on, bodies=(), source: str = BY_DEPARTMENT
) -> DutyRun:
    """Add a duty that the definition does not have: a further meeting or round. It must be finished once opened."""
    number = stage.duties.filter(key__startswith=ADDED_KEY).count() + 1
    last = stage.duties.aggregate(last=Max("order"))["last"] or 0
    return DutyRun.objects.create(
        stage=stage,
        key=f"{ADDED_KEY}{number}",
        order=last + 1,
        title=title,
        kind=kind,
        actor=Actor.OFFICER,
        necessity=Necessity.ONCE_OPENED,
        source=source,
        bodies=list(bodies),
        due_on=due_on,
    )
