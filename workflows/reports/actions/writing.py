"""What officials write into a report."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from seoul_gov.audit import actions as audit
from seoul_gov.papers import presses
from seoul_gov.ui.verdicts import require
from workflows.reports import events, permissions, state
from workflows.reports.enums import ReportState
from workflows.reports.models import ResultReport
from workflows.runs.models import ProcessRun
from workflows.runs.state import refuse_ended
from workflows.runs.wording import words

CHANGED = "그 사이 다른 화면에서 결과보고서가 저장되었습니다. 저장된 내용을 확인하고 다시 저장해 주세요."


def locked(run: ProcessRun) -> ProcessRun:
    """The run's row, held until the end of the transaction, with its project: writers on one process queue."""
    rows = ProcessRun.objects.select_related("project__department")
    return rows.select_for_update(of=("self",)).get(pk=run.pk)


def report_of(run: ProcessRun) -> ResultReport:
    """The run's report; an unsaved one of version 0 where nothing is written yet."""
    report = ResultReport.objects.filter(run=run).first() or ResultReport(version=0)
    report.run = run
    return report


def refuse_changed(report: ResultReport, version: int) -> None:
    if report.version != version:
        raise ValidationError(CHANGED)


@transaction.atomic
def write(*, by, run: ProcessRun, summary: str, lessons: str, version: int) -> ResultReport:
    """Save what the officials say. ``version`` is the one the person saw, 0 where there was none.

    A published report is written again only after its duty was reopened by name; it is a draft from then on, its facts
    are read afresh when it is published again, and its files go. What had been published, the audit trail knows by its
    digest. Raises ValidationError when the run is over, somebody else has saved since, or the report is published.
    """
    run = locked(run)
    require(permissions.can_write(by, run.project))
    refuse_ended(run)
    report = report_of(run)
    refuse_changed(report, version)
    state.refuse_fixed(report)
    taken_back(by, report)
    report.summary = words(ResultReport, "summary", summary)
    report.lessons = words(ResultReport, "lessons", lessons)
    report.written_by, report.written_at = by, timezone.now()
    report.version += 1
    report.save()
    chain, version = run.project.audit_chain, report.version
    audit.record(by=by, kind=events.WRITTEN, on=report, chain=chain, report=report, version=version)
    return report


def taken_back(by, report: ResultReport) -> None:
    """Make a published report a draft, unsaved, and take its files away."""
    if not report.is_published:
        return
    report.state, report.facts = ReportState.DRAFT, None
    report.published_by = report.published_at = None
    presses.take_back(by=by, orders=report.papers.all())
