"""Writing a planned process as rows: everything that its definition says is copied in, and stays."""

from django.utils import timezone

from workflows.definitions import Necessity

from .enums import DutyState, StageState
from .models import DutyRun, ProcessRun, StageRun


def build_run(*, project, by, plan) -> ProcessRun:
    """The rows of a plan, with the first stage open. Call it inside the transaction of the start.

    Raises IntegrityError where the project already has a running process.
    """
    process = plan.process
    run = ProcessRun.objects.create(
        project=project,
        governance_type=process.governance_type,
        kind=process.kind,
        edition=process.edition,
        norms=plan.norms,
        started_by=by,
    )
    stages = StageRun.objects.bulk_create(
        StageRun(
            run=run,
            key=planned.stage.key,
            phase=planned.stage.phase,
            order=order,
            planned_start=planned.start,
            planned_end=planned.end,
            state=StageState.OPEN if order == 1 else StageState.PENDING,
            opened_at=timezone.now() if order == 1 else None,
        )
        for order, planned in enumerate(plan.stages, 1)
    )
    DutyRun.objects.bulk_create(
        duty_row(stage, order, duty, planned.dues[duty.key])
        for stage, planned in zip(stages, plan.stages, strict=True)
        for order, duty in enumerate(planned.stage.duties, 1)
    )
    return run


def duty_row(stage: StageRun, order: int, duty, due_on) -> DutyRun:
    """A duty's row; what only its activity opens sleeps until then."""
    dormant = duty.necessity == Necessity.ONCE_OPENED
    return DutyRun(
        stage=stage,
        key=duty.key,
        order=order,
        title=duty.title,
        kind=duty.kind,
        actor=duty.actor,
        necessity=duty.necessity,
        is_seed=duty.is_seed,
        source=duty.source,
        output=duty.output,
        help=duty.help,
        question=duty.question,
        opened_by=duty.opened_by,
        outcomes=list(duty.outcomes),
        bodies=list(duty.bodies),
        due_on=due_on,
        state=DutyState.DORMANT if dormant else DutyState.OPEN,
    )
