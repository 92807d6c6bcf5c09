"""The course of a run: starting it, closing its stages, going back, ending it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from projects import actions as projects
from projects.enums import GovernanceType, ProjectStatus
from projects.models import Project
from projects.people import department
from seoul_gov.ui.korean import josa, korean_datetime
from seoul_gov.ui.verdicts import require
from workflows.decisions import actions as decisions
from workflows.driver import events, gates, people, permissions
from workflows.driver.schedule import Plan, propose, refuse_crooked
from workflows.meetings import actions as meetings
from workflows.opinions import actions as opinions
from workflows.processes import process_for
from workflows.reviews import actions as reviews
from workflows.runs.build import build_run
from workflows.runs.enums import DutyState, RunStatus, StageState
from workflows.runs.models import DutyRun, ProcessRun, StageRun
from workflows.runs.state import refuse_ended

from .duties import because, decide, skip_open
from .telling import tell

CHANGED = "사업의 거버넌스 유형이 바뀌어 절차를 끝냈습니다."
NEVER_OPENED = {"opened_at": None, "closed_at": None, "closed_by": None}


@transaction.atomic
def start(*, by, project: Project, plan: Plan | None = None) -> ProcessRun:
    """Start the process of the project's confirmed type by the plan (default: the dates that the norms propose).

    A running process of another type is superseded in the same transaction: its record stays as it is, and what
    was still to come is called off. Raises ValidationError while no type is confirmed, while a process of this type
    runs or something said in the other one waits for its answer, and when the plan is for another process or its
    dates are out of order.
    """
    project = projects.locked(project)
    require(permissions.can_drive(by, project))
    refuse_unstartable(project)
    plan = plan or propose(project)
    if plan.process != process_for(project.governance_type, project.kind):
        raise ValidationError(
            "그 사이 사업의 유형이 바뀌었습니다. 새 유형의 일정을 확인하고 다시 시작해 주세요."
        )
    refuse_crooked(plan.spans)
    _supersede(by, project)
    run = build_run(project=project, by=by, plan=plan)
    _progress(run, ProjectStatus.RUNNING, plan.stages[0].stage.phase)
    told = department(project, but=by)
    tell(by=by, kind=events.STARTED, on=run, project=project, to=told, type=run.get_governance_type_display())
    return run


@transaction.atomic
def end_superseded(*, by, project: Project) -> ProcessRun:
    """End the running process of a project whose type was taken back or found not to apply; none follows.

    Raises ValidationError when nothing runs, when the project still has a type, and while something that members
    said waits for its answer.
    """
    project = projects.locked(project)
    require(permissions.can_drive(by, project))
    if project.status != ProjectStatus.NOT_APPLICABLE and project.governance_type:
        raise ValidationError(
            "유형이 확정된 사업의 절차는 끝낼 수 없습니다. 새 유형의 절차를 시작하면 끝납니다."
        )
    run = _supersede(by, project)
    if run is None:
        raise ValidationError("진행 중인 절차가 없습니다.")
    return run


@transaction.atomic
def advance(*, by, run: ProcessRun, stage: StageRun | None = None, skip_reason: str = "") -> StageRun | None:
    """Close the open stage and open the next, or complete the run; answers the stage that is now open.

    ``stage`` is the one the person saw (default: the open one): when somebody else has closed it since, nothing
    is done twice and the ValidationError says who was first. The gate holds for everybody. Optional duties that
    are left are skipped by name with ``skip_reason``. Raises ValidationError, a sentence for each duty that is
    lacking.
    """
    run = _locked(run)
    require(permissions.can_drive(by, run.project))
    if stage is not None:
        _refuse_passed(StageRun.objects.select_related("closed_by").get(pk=stage.pk, run=run))
    refuse_ended(run)
    present = run.stages.get(state=StageState.OPEN)
    gate = gates.read(present)
    _refuse_lacking(gate)
    _skip_left(by, gate, skip_reason)
    _stamp(by, gate)
    return _close(by, run, present)


@transaction.atomic
def send_back(*, by, run: ProcessRun, stage: StageRun, reason: str) -> StageRun:
    """Reopen an earlier, closed stage; the stages after it wait again. Whatever was settled stays settled.

    Raises ValidationError when the stage is not closed, or without a reason.
    """
    run = _locked(run)
    require(permissions.can_drive(by, run.project))
    refuse_ended(run)
    reason = because(reason)
    earlier = StageRun.objects.get(pk=stage.pk, run=run)
    if earlier.state != StageState.CLOSED:
        raise ValidationError(f"‘{earlier.title}’ 단계는 마친 단계가 아니어서 되돌아갈 수 없습니다.")
    present = run.stages.get(state=StageState.OPEN)
    run.stages.filter(order__gt=earlier.order).update(state=StageState.PENDING, **NEVER_OPENED)
    run.stages.filter(pk=earlier.pk).update(
        state=StageState.OPEN, opened_at=timezone.now(), closed_at=None, closed_by=None
    )
    _progress(run, ProjectStatus.RUNNING, earlier.phase)
    told = people.everybody(run.project, but=by)
    tell(
        by=by,
        kind=events.SENT_BACK,
        on=run,
        project=run.project,
        to=told,
        stage=present,
        earlier=earlier,
        reason=reason,
    )
    earlier.refresh_from_db()
    return earlier


def _locked(run: ProcessRun) -> ProcessRun:
    """The run with its project; both rows are held until the end of the transaction, the project's first."""
    project = projects.locked(run.project)
    run = ProcessRun.objects.select_for_update().get(pk=run.pk)
    run.project = project
    return run


def refuse_unstartable(project: Project) -> None:
    """Raise ValidationError when the project's own process runs already, or it has no confirmed type."""
    if project.runs.running().filter(governance_type=project.governance_type).exists():
        raise ValidationError("이 사업의 절차는 이미 진행 중입니다.")
    if project.status != ProjectStatus.CONFIRMED or not project.governance_type:
        raise ValidationError("거버넌스 유형을 확정한 뒤에 절차를 시작할 수 있습니다.")


def _supersede(by, project: Project) -> ProcessRun | None:
    """End the running process, if there is one; its open stage and its record stay as they are.

    Its meetings to come, open reviews, rounds of opinions and votes are called off, and who takes part is told. Raises
    ValidationError while something that somebody said waits for its answer.
    """
    run = ProcessRun.objects.select_for_update().filter(project=project, status=RunStatus.RUNNING).first()
    if run is None:
        return None
    gates.refuse_unanswered(DutyRun.objects.filter(stage__run=run))
    meetings.call_off(by=by, run=run, reason=CHANGED)
    reviews.call_off(by=by, run=run, reason=CHANGED)
    opinions.call_off(by=by, run=run, reason=CHANGED)
    decisions.call_off(by=by, run=run, reason=CHANGED)
    _end(run, RunStatus.SUPERSEDED)
    told = people.everybody(project, but=by)
    type_ = run.get_governance_type_display()
    tell(by=by, kind=events.SUPERSEDED, on=run, project=project, to=told, type=type_)
    return run


def _end(run: ProcessRun, status: RunStatus) -> None:
    run.status, run.ended_at = status, timezone.now()
    run.save(update_fields=["status", "ended_at"])


def _progress(run: ProcessRun, status: ProjectStatus, phase: str = "") -> None:
    projects.set_progress(project=run.project, status=status, phase=phase)


def _refuse_passed(stage: StageRun) -> None:
    if stage.state == StageState.CLOSED:
        moment = korean_datetime(stage.closed_at)
        raise ValidationError(f"‘{stage.title}’ 단계는 {stage.closed_by} 님이 {moment}에 이미 마쳤습니다.")
    if stage.state == StageState.PENDING:
        raise ValidationError(f"‘{stage.title}’ 단계는 지금 진행 중이 아닙니다. 지금 단계를 확인해 주세요.")


def _refuse_lacking(gate: gates.Gate) -> None:
    if gate.lacking:
        raise ValidationError([f"‘{duty.title}’: {lack.sentence}" for duty, lack in gate.lacking])


def _skip_left(by, gate: gates.Gate, reason: str) -> None:
    if not gate.optional:
        return
    names = ", ".join(f"‘{duty.title}’" for duty, _ in gate.optional)
    reason = because(reason, f"{josa(names, '을/를')} 건너뛰는 사유를 적어 주세요.")
    for duty, _ in gate.optional:
        skip_open(by, duty, reason)


def _stamp(by, gate: gates.Gate) -> None:
    """What the rooms' evidence settles is marked as settled, and stays so."""
    met = DutyRun.objects.filter(pk__in=[duty.pk for duty in gate.met])
    decide(by, met, DutyState.SETTLED, "")


def _close(by, run: ProcessRun, present: StageRun) -> StageRun | None:
    """Close the stage whose gate is met and open the one after it, if there is one."""
    now = timezone.now()
    run.stages.filter(pk=present.pk).update(state=StageState.CLOSED, closed_at=now, closed_by=by)
    following = run.stages.filter(order__gt=present.order).first()
    if following is None:
        _end(run, RunStatus.COMPLETED)
        _progress(run, ProjectStatus.COMPLETED)
        consequence = f"{GovernanceType(run.governance_type).label} 절차가 모두 끝났습니다"
    else:
        following.state, following.opened_at = StageState.OPEN, now
        following.save(update_fields=["state", "opened_at"])
        _progress(run, ProjectStatus.RUNNING, following.phase)
        consequence = f"‘{following.title}’ 단계를 시작합니다"
    told = people.everybody(run.project, but=by)
    tell(by=by, kind=events.ADVANCED, on=run, project=run.project, to=told, stage=present, next=consequence)
    return following
