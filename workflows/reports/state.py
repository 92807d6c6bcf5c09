"""The moment: whether a report may be written or published now, and whether a survey takes answers."""

from datetime import datetime, time, timedelta

from django.core.exceptions import ValidationError

from projects.enums import StageKey
from seoul_gov.ui.korean import SEOUL, korean_date, today
from workflows.definitions import DutyKind
from workflows.runs.enums import DutyState, StageState
from workflows.runs.models import DutyRun, ProcessRun
from workflows.runs.state import refuse_ended

from .models import ResultReport, Survey

FIXED = "공개한 결과보고서는 고칠 수 없습니다. 고치려면 결과보고 과제를 사유를 적어 다시 연 뒤에 고쳐 주세요."


def is_reopened(report: ResultReport) -> bool:
    """Whether the duty to report was opened again by name after the report was published."""
    duties = DutyRun.objects.filter(
        stage__run=report.run_id, stage__state=StageState.OPEN, kind=DutyKind.REPORT, state=DutyState.OPEN
    )
    return duties.filter(decided_at__gte=report.published_at).exists()


def refuse_fixed(report: ResultReport) -> None:
    """Raise ValidationError for a published report whose duty nobody has reopened."""
    if report.is_published and not is_reopened(report):
        raise ValidationError(FIXED)


def refuse_early(run: ProcessRun) -> None:
    """Raise ValidationError unless the run has come to its last stage."""
    refuse_ended(run)
    if not run.stages.filter(key=StageKey.CLOSING, state=StageState.OPEN).exists():
        raise ValidationError(f"결과보고서는 ‘{StageKey.CLOSING.label}’ 단계에서 공개할 수 있습니다.")


def ends_at(survey: Survey) -> datetime:
    """The first moment that is too late: midnight in Seoul after the last day."""
    return datetime.combine(survey.closes_on + timedelta(days=1), time.min, SEOUL)


def is_over(survey: Survey) -> bool:
    """Whether the last day of the survey has passed in Seoul."""
    return today() > survey.closes_on


def refuse_over(survey: Survey) -> None:
    """Raise ValidationError once the survey takes no more answers."""
    if is_over(survey):
        raise ValidationError(f"만족도 조사가 {korean_date(survey.closes_on)}에 끝났습니다.")
