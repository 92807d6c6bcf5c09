"""Putting a report before the public: from then on it says the same for good."""

import hashlib
import json

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from seoul_gov.audit import actions as audit
from seoul_gov.notifications.actions import Message, notify
from seoul_gov.papers.enums import PaperFormat
from seoul_gov.ui import personal
from seoul_gov.ui.verdicts import require
from workflows.reports import events, people, permissions, state, unanswered
from workflows.reports.enums import ReportState
from workflows.reports.facts import assemble
from workflows.reports.models import Paper, ResultReport
from workflows.runs.models import ProcessRun

from .writing import locked, refuse_changed, report_of

DETAIL = "누구나 결과보고서를 읽고 PDF와 HWPX 파일로 내려받을 수 있습니다. 참여해 주셔서 고맙습니다."
OWN_WORDS = {"summary": "추진 결과 요약", "lessons": "환류 계획"}


@transaction.atomic
def publish(*, by, report: ResultReport, version: int) -> ResultReport:
    """Freeze what the record says, order the files, and tell the department, the governance and who took part.

    ``version`` is the one the person read. Raises ValidationError with a sentence for everything that stands against
    it: the moment, another version, words that wait for an answer, no summary, or personal data.
    """
    run = locked(report.run)
    require(permissions.can_publish(by, run.project))
    report = report_of(run)
    refuse_changed(report, version)
    if report.is_published:
        raise ValidationError("이미 공개한 결과보고서입니다.")
    if lacks := lacking(run, report):
        raise ValidationError(lacks)
    report.facts = assemble(run)
    report.state, report.published_by, report.published_at = ReportState.PUBLISHED, by, timezone.now()
    report.save()
    Paper.objects.bulk_create(Paper(report=report, format=format) for format in PaperFormat.values)
    tell(by, report)
    return report


def lacking(run: ProcessRun, report: ResultReport) -> list[str]:
    """What stands against publishing the report now, a sentence each; empty when nothing does."""
    sentences = []
    try:
        state.refuse_early(run)
    except ValidationError as refusal:
        sentences += refusal.messages
    if not report.summary:
        sentences.append("추진 결과 요약을 써 주세요.")
    private = (personal.refusal(getattr(report, field), name) for field, name in OWN_WORDS.items())
    return [*sentences, *filter(None, private), *unanswered.waiting(run)]


def digest(report: ResultReport) -> str:
    """SHA-256 of all that the report says, so that a paper can be held against the trail after it was revised."""
    said = [report.facts, report.summary, report.lessons]
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def tell(by, report: ResultReport) -> None:
    run = report.run
    data = {"version": report.version, "sha256": digest(report)}
    audit.record(
        by=by,
        kind=events.PUBLISHED,
        on=report,
        chain=run.project.audit_chain,
        data=data,
        report=report,
    )
    message = Message(
        subject=events.PUBLISHED.say(report=report), url=report.get_absolute_url(), detail=DETAIL
    )
    to = [*people.officials(run.project, but=by), *people.asked(run)]
    key = f"{report.scope}:v{report.version}:published"
    notify(kind=events.PUBLISHED, to=to, message=message, scope=report.scope, key=key)
