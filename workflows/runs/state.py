"""The moment: whether a duty can still be worked on. Raises, with one sentence, when not."""

from django.core.exceptions import ValidationError

from panels.enums import PanelState
from panels.models import Panel

from .enums import DutyState, RunStatus, StageState
from .models import DutyRun, ProcessRun, StageRun


def is_stale(run: ProcessRun) -> bool:
    """Whether the project's confirmed type is no longer the one the run was started for."""
    return run.is_running and run.project.governance_type != run.governance_type


def refuse_ended(run: ProcessRun) -> None:
    """Raise ValidationError unless the run is running for the project's present type."""
    if run.status != RunStatus.RUNNING:
        raise ValidationError("이 절차는 이미 끝났습니다.")
    if is_stale(run):
        raise ValidationError("사업의 거버넌스 유형이 바뀌었습니다. 새 절차를 시작해야 이어갈 수 있습니다.")


def refuse_not_open(stage: StageRun) -> None:
    """Raise ValidationError unless the stage is open in a running process."""
    refuse_ended(stage.run)
    if stage.state == StageState.PENDING:
        raise ValidationError(f"‘{stage.title}’ 단계가 아직 시작되지 않았습니다.")
    if stage.state == StageState.CLOSED:
        raise ValidationError(f"‘{stage.title}’ 단계는 이미 끝났습니다. 단계를 다시 연 뒤에 할 수 있습니다.")


def refuse_closed_stage(duty: DutyRun) -> None:
    """Raise ValidationError unless the duty's stage is open in a running process."""
    refuse_not_open(duty.stage)


def refuse_done(duty: DutyRun) -> None:
    """Raise ValidationError unless the duty is open in an open stage."""
    refuse_closed_stage(duty)
    if duty.state == DutyState.DORMANT:
        raise ValidationError(f"‘{duty.title}’ 과제는 앞선 활동을 시작하면 열립니다.")
    if duty.state != DutyState.OPEN:
        raise ValidationError(f"‘{duty.title}’ 과제는 이미 처리되었습니다({duty.get_state_display()}).")


def refuse_other_panel(panel: Panel, project) -> None:
    """Raise ValidationError unless the panel is at work in the project, with somebody who has a voice."""
    now = Panel.objects.get(pk=panel.pk)
    if now.project_id != project.pk or now.state != PanelState.ACTIVE:
        raise ValidationError("이 사업에서 활동 중인 추진단을 골라 주세요.")
    if not now.memberships.counted().exists():
        raise ValidationError("의견을 낼 단원이 없는 추진단입니다. 단원을 먼저 위촉해 주세요.")
