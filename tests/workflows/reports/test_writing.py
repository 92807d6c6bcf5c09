"""What officials write, and when they may."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from seoul_gov.audit.models import Event
from seoul_gov.documents.models import Document
from tests import factories
from workflows.driver import actions as driver
from workflows.models import DutyRun, Paper, ProcessRun, ResultReport
from workflows.reports import actions

from . import rows

WORDS = {"summary": "고쳤습니다.", "lessons": "더 일찍 묻겠습니다."}


def reopen(run, official):
    duty = DutyRun.objects.get(stage__run=run, kind="report")
    DutyRun.objects.filter(pk=duty.pk).update(state="settled", decided_by=official, decided_at=timezone.now())
    driver.reopen_duty(by=official, duty=duty, reason="숫자가 빠졌습니다.")


def test_the_first_words_begin_the_report(run, official):
    report = actions.write(by=official, run=run, version=0, summary="  고쳤습니다.  ", lessons="")
    assert (report.summary, report.lessons, report.version, report.state) == ("고쳤습니다.", "", 1, "draft")
    event = Event.objects.get(key="reports.written")
    assert event.sentence == "‘마을버스 알림 구축 결과보고서’를 저장했습니다(1판)."
    assert event.chain == run.project.audit_chain


def test_writing_again_raises_the_version(run, draft, official):
    assert actions.write(by=official, run=run, version=1, **WORDS).version == 2
    assert ResultReport.objects.count() == 1


def test_who_saw_another_version_overwrites_nothing(run, draft, official):
    actions.write(by=official, run=run, version=1, **WORDS)
    with pytest.raises(ValidationError, match="다른 화면에서"):
        actions.write(by=official, run=run, version=1, summary="덮어씀", lessons="")
    with pytest.raises(ValidationError, match="다른 화면에서"):
        actions.write(by=official, run=run, version=0, summary="덮어씀", lessons="")
    assert ResultReport.objects.get().summary == "고쳤습니다."


@pytest.mark.parametrize("who", ["head", "other_official", "governance_officer", "citizen"])
def test_only_the_departments_officers_write(run, who, request):
    with pytest.raises(PermissionDenied):
        actions.write(by=request.getfixturevalue(who), run=run, version=0, **WORDS)


@pytest.mark.parametrize("field", ["summary", "lessons"])
def test_too_many_words_are_refused(run, official, field):
    with pytest.raises(ValidationError, match="5,000자까지"):
        actions.write(by=official, run=run, version=0, **WORDS | {field: "가" * 5001})


def test_a_report_is_begun_long_before_the_end(official):
    early = factories.make_run(factories.make_confirmed_project(officer=official))
    assert actions.write(by=official, run=early, version=0, **WORDS).pk


def test_an_ended_process_is_only_read(run, official):
    ProcessRun.objects.filter(pk=run.pk).update(status="completed", ended_at=timezone.now())
    with pytest.raises(ValidationError, match="이미 끝났습니다"):
        actions.write(by=official, run=run, version=0, **WORDS)


def test_what_is_published_stands(run, published, official):
    with pytest.raises(ValidationError, match="다시 연 뒤에"):
        actions.write(by=official, run=run, version=1, **WORDS)
    assert ResultReport.objects.get().is_published


def test_after_its_duty_was_reopened_it_is_a_draft_again(run, published, official):
    made = factories.make_document(name="결과보고서.pdf")
    Paper.objects.filter(format="pdf").update(state="ready", document=made)
    reopen(run, official)
    report = actions.write(by=official, run=run, version=1, **WORDS)
    assert (report.state, report.facts, report.published_at, report.published_by) == (
        "draft",
        None,
        None,
        None,
    )
    assert not Paper.objects.exists()
    assert not Document.objects.filter(pk=made.pk).exists()


def test_a_revised_report_is_published_with_fresh_facts(run, panel, published, official):
    rows.meeting(run, panel, "present")
    reopen(run, official)
    report = actions.write(by=official, run=run, version=1, **WORDS)
    report = actions.publish(by=official, report=report, version=2)
    assert len(report.facts["meetings"]) == 1
    digests = [event.data["sha256"] for event in Event.objects.filter(key="reports.published")]
    assert len(set(digests)) == 2
    assert Paper.objects.filter(state="pending").count() == 2
