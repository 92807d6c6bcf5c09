"""The moment: whether a duty can still be worked on. Raises, with one sentence, when not."""

from django.core.exceptions import ValidationError

from .enums import DutyState, RunStatus, StageState
from .models import DutyRun, ProcessRun


def is_stale(run: ProcessRun) -> bool:
    """Whether the project's confirmed type is no longer the one the run was started for."""
    return run.is_running and run.project.governance_type != run.governance_type


def refuse_ended(run: ProcessRun) -> None:
    """Raise ValidationError unless the run is running for the project's present type."""
    if run.status != RunStatus.RUNNING:
        raise ValidationError("이 절차는 이미 끝났습니다.")
    if is_stale(run):
        raise ValidationError("사업의 거버넌스 유형이 바뀌었습니다. 새 절차를 시작해야 이어갈 수 있습니다.")


def refuse_closed_stage(duty: DutyRun) -> None:
    """Raise ValidationError unless the duty's stage is open in a running process."""
    refuse_ended(duty.stage.run)
    if duty.stage.state == StageState.PENDING:
        raise ValidationError(f"‘{duty.stage.title}’ 단계가 아직 시작되지 않았습니다.")
    if duty.stage.state == StageState.CLOSED:
        raise ValidationError(
            f"‘{duty.stage.title}’ 단계는 이미 끝났습니다. 단계를 다시 연 뒤에 할 수 있습니다."
        )


def refuse_done(duty: DutyRun) -> None:
    """Raise ValidationError unless the duty is open in an open stage."""
    refuse_closed_stage(duty)
    if duty.state == DutyState.DORMANT:
        raise ValidationError(f"‘{duty.title}’ 과제는 앞선 활동을 시작하면 열립니다.")
    if duty.state != DutyState.OPEN:
        raise ValidationError(f"‘{duty.title}’ 과제는 이미 처리되었습니다({duty.get_state_display()}).")
