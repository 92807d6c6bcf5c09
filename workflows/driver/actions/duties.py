"""What becomes of single duties: recorded, not the case, skipped, reopened, added."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from seoul_gov.documents import actions as documents
from seoul_gov.ui.korean import SEOUL, josa, korean_date, today
from seoul_gov.ui.verdicts import require
from workflows.definitions import DutyKind, Necessity
from workflows.driver import events, gates, permissions, register
from workflows.processes.outcomes import still_open
from workflows.runs.actions import locked_duty, spawn_duty, wake_followers
from workflows.runs.duties import with_last_record
from workflows.runs.enums import DutyState, StageState, WaiverDecision
from workflows.runs.models import DutyRecord, DutyRun, ProcessRun, StageRun, Waiver
from workflows.runs.state import refuse_closed_stage, refuse_done, refuse_ended
from workflows.runs.wording import words

from .telling import tell

RECORDED = (DutyKind.MILESTONE, DutyKind.RECORD)
ADDED = (DutyKind.MEETING, DutyKind.REVIEW, DutyKind.OPINION)
DONE = "완료"
UNDONE = (DutyState.OPEN, DutyState.DORMANT)
A_YEAR = timedelta(days=365)
LET_GO = (DutyState.NOT_CASE, DutyState.SKIPPED, DutyState.WAIVED)


@transaction.atomic
def record(
    *, by, duty: DutyRun, evidence: str, person: str, occurred_on: date, outcome: str = "", upload=None
) -> DutyRecord:
    """Record that a milestone or a task was carried out; it is settled unless the outcome leaves it open.

    ``outcome`` is one of the duty's words, or empty where it has none. Raises ValidationError for a duty of
    another kind, one that is not open in the open stage, a day to come or long before the project, or a file that
    may not come in.
    """
    duty = _workable(by, duty)
    if duty.kind not in RECORDED:
        raise ValidationError(f"‘{duty.title}’ 과제는 {duty.get_kind_display()} 화면에서 처리합니다.")
    outcome = _outcome_of(duty, outcome)
    _refuse_day(duty.stage.run, occurred_on)
    record = DutyRecord.objects.create(
        duty=duty,
        outcome=outcome,
        evidence=words(DutyRecord, "evidence", evidence, "근거를 적어 주세요."),
        person=words(DutyRecord, "person", person, "수행한 사람·부서를 적어 주세요."),
        occurred_on=occurred_on,
        document=documents.store(by=by, upload=upload) if upload else None,
        recorded_by=by,
    )
    wake_followers(duty)
    if not still_open(outcome):
        _decide(by, duty, DutyState.SETTLED, "")
    _tell(by=by, kind=events.RECORDED, duty=duty, outcome=outcome)
    return record


@transaction.atomic
def mark_not_case(*, by, duty: DutyRun, reason: str) -> None:
    """Note that a milestone, or a duty that is asked only in some cases, does not apply here.

    Raises ValidationError for any other duty, while something runs for it or members' words wait for an answer, and
    without a reason.
    """
    duty, reason = _workable(by, duty), because(reason)
    if not duty.may_be_not_case:
        raise ValidationError(
            f"{josa(f'‘{duty.title}’', '은/는')} 해당 없음으로 표시할 수 있는 과제가 아닙니다."
        )
    _decide(by, duty, DutyState.NOT_CASE, reason)
    _tell(by=by, kind=events.MARKED_NOT_CASE, duty=duty, reason=reason)


@transaction.atomic
def skip(*, by, duty: DutyRun, reason: str) -> None:
    """Skip an optional duty, or take one away again that was added and for which nothing has been done.

    Raises ValidationError for any other one, while something runs for it or members' words wait for an answer, and
    without a reason.
    """
    duty, reason = _workable(by, duty), because(reason)
    if duty.is_added:
        _refuse_touched(duty)
    elif duty.necessity != Necessity.DISCRETIONARY:
        raise ValidationError(f"{josa(f'‘{duty.title}’', '은/는')} 선택 과제가 아니어서 건너뛸 수 없습니다.")
    skip_open(by, duty, reason)


@transaction.atomic
def reopen_duty(*, by, duty: DutyRun, reason: str) -> None:
    """Open a duty of the open stage again that was settled, not the case, skipped or waived.

    Evidence from before no longer settles it. Raises ValidationError when it is not done, and without a reason.
    """
    duty = locked_duty(duty)
    require(permissions.can_drive(by, duty.stage.run.project))
    refuse_closed_stage(duty)
    reason = because(reason)
    if not DutyState(duty.state).is_done:
        raise ValidationError(f"‘{duty.title}’ 과제는 처리를 마친 과제가 아니어서 다시 열 수 없습니다.")
    _decide(by, duty, DutyState.OPEN, reason)
    _tell(by=by, kind=events.REOPENED, duty=duty, reason=reason)


@transaction.atomic
def add_duty(*, by, stage: StageRun, kind: str, title: str, due_on: date) -> DutyRun:
    """Add a further meeting, review or round of opinions to a stage that is not closed; once added it must be finished.

    Raises ValidationError for another kind of duty, without a title, for a day that has passed or lies more than a
    year after the project's end (or after today, in a project that is late), when the stage has an open duty of that
    title, or when the stage is closed.
    """
    run = ProcessRun.objects.select_for_update().get(pk=stage.run_id)
    require(permissions.can_drive(by, run.project))
    refuse_ended(run)
    stage = run.stages.get(pk=stage.pk)
    if stage.state == StageState.CLOSED:
        raise ValidationError(f"‘{stage.title}’ 단계는 이미 끝나 과제를 더할 수 없습니다.")
    if kind not in ADDED:
        names = ", ".join(added.label for added in ADDED)
        raise ValidationError(f"{names}만 더할 수 있습니다.")
    title = words(DutyRun, "title", title, "과제명을 적어 주세요.")
    _refuse_due(run, due_on)
    if stage.duties.filter(title=title, state__in=UNDONE).exists():
        raise ValidationError(
            f"‘{stage.title}’ 단계에 {josa(f'‘{title}’', '이라는/라는')} 과제가 이미 있습니다. 다른 이름을 적어 주세요."
        )
    duty = spawn_duty(stage=stage, kind=kind, title=title, due_on=due_on)
    _tell(by=by, kind=events.DUTY_ADDED, duty=duty, stage=stage)
    return duty


def _refuse_day(run: ProcessRun, day: date) -> None:
    """Raise ValidationError for a day on which nothing can have been carried out for this project."""
    if day > today():
        raise ValidationError("아직 오지 않은 날짜는 수행일로 적을 수 없습니다.")
    begin = run.project.start_date or run.started_at.astimezone(SEOUL).date()
    if day < begin - A_YEAR:
        raise ValidationError(
            f"수행일은 사업 시작일({korean_date(begin)})의 1년 전인 {korean_date(begin - A_YEAR)}부터 적을 수 있습니다."
        )


def _refuse_due(run: ProcessRun, day: date) -> None:
    """Raise ValidationError for a due day that lies outside the run."""
    if day < today():
        raise ValidationError("기한은 오늘이거나 그 뒤여야 합니다.")
    end = run.project.end_date or run.stages.aggregate(last=Max("planned_end"))["last"]
    last = max(end, today()) + A_YEAR
    if day > last:
        raise ValidationError(f"기한은 사업이 끝나고 1년이 되는 {korean_date(last)}까지 정할 수 있습니다.")


def _refuse_touched(duty: DutyRun) -> None:
    """Raise ValidationError when something was ever done for an added duty; a reopening takes nothing of it away."""
    duty = with_last_record(DutyRun.objects.select_related("stage__run")).get(pk=duty.pk)
    duty.decided_at = None
    lack = register.ask([duty])[duty.pk]
    if lack is None or lack.begun:
        raise ValidationError(
            f"{josa(f'‘{duty.title}’', '은/는')} 이미 시작한 과제여서 뺄 수 없습니다. 마치거나 면제를 요청해 주세요."
        )


def because(reason: str, missing: str = "사유를 적어 주세요.") -> str:
    """The reason for what becomes of a duty or a stage; raises ValidationError where there is none."""
    return words(DutyRun, "reason", reason, missing)


def skip_open(by, duty: DutyRun, reason: str) -> None:
    """Skip a duty that was checked to be optional and open; call it under the run's lock."""
    _decide(by, duty, DutyState.SKIPPED, reason)
    _tell(by=by, kind=events.SKIPPED, duty=duty, reason=reason)


def _workable(by, duty: DutyRun) -> DutyRun:
    """The duty under the run's lock, open in the open stage, for who may move the process."""
    duty = locked_duty(duty)
    require(permissions.can_drive(by, duty.stage.run.project))
    refuse_done(duty)
    return duty


def _outcome_of(duty: DutyRun, outcome: str) -> str:
    if not duty.outcomes:
        return DONE
    if outcome not in duty.outcomes:
        raise ValidationError(f"결과는 {', '.join(duty.outcomes)} 가운데 하나를 골라 주세요.")
    return outcome


def decide(by, duties: QuerySet[DutyRun], state: DutyState, reason: str) -> None:
    """Write what became of duties; a waiver that was asked for and not decided on ends with it.

    Call it under the run's lock. Raises ValidationError where a duty is let go while people vote or speak on it, or
    members' words about it wait for an answer.
    """
    if state in LET_GO:
        gates.refuse_running(duties)
    now = timezone.now()
    Waiver.objects.filter(duty__in=duties, decision=WaiverDecision.PENDING).update(
        decision=WaiverDecision.WITHDRAWN, decided_by=by, decided_at=now
    )
    duties.update(state=state, reason=reason, decided_by=by, decided_at=now)


def _decide(by, duty: DutyRun, state: DutyState, reason: str) -> None:
    decide(by, DutyRun.objects.filter(pk=duty.pk), state, reason)


def _tell(*, by, kind, duty: DutyRun, **facts) -> None:
    tell(by=by, kind=kind, on=duty, project=duty.stage.run.project, duty=duty, **facts)
