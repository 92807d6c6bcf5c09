"""Putting a report before the public."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from seoul_gov.audit.models import Event
from seoul_gov.notifications.models import Notice
from tests import factories
from workflows.models import Paper, ResultReport
from workflows.reports import actions
from workflows.reports.duties import settled

from . import rows


def publish(report, by):
    return actions.publish(by=by, report=report, version=report.version)


@pytest.mark.parametrize("who", ["official", "head"])
def test_publishing_freezes_orders_and_settles(run, draft, who, request):
    person = request.getfixturevalue(who)
    report = publish(draft, person)
    assert report.is_published
    assert (report.published_by, report.facts["project"]["title"]) == (person, "마을버스 알림 구축")
    papers = Paper.objects.filter(report=report)
    assert set(papers.values_list("format", "state")) == {("pdf", "pending"), ("hwpx", "pending")}
    duty = rows.duty(run, "report")
    assert settled([duty]) == {duty.pk: None}
    event = Event.objects.get(key="reports.published")
    assert event.sentence == "‘마을버스 알림 구축 결과보고서’를 공개했습니다."
    assert len(event.data["sha256"]) == 64


@pytest.mark.parametrize("who", ["other_official", "governance_officer", "citizen"])
def test_nobody_else_publishes(draft, who, request):
    with pytest.raises(PermissionDenied):
        publish(draft, request.getfixturevalue(who))


def test_everybody_who_took_part_is_told_and_nobody_named(
    run, panel, draft, official, head, governance_officer, other_official, author, member
):
    gone = factories.make_member(panel, name="떠난이")
    gone.state, gone.ended_at = "withdrawn", timezone.now()
    gone.save()
    publish(draft, official)
    notices = Notice.objects.filter(kind="reports.published")
    told = set(notices.values_list("recipient", flat=True))
    assert told == {head.pk, governance_officer.pk, author.pk, member.pk}
    assert not any("나단원" in notice.subject + notice.body.split("\n\n", 1)[1] for notice in notices)


def test_the_panel_that_was_dissolved_is_told_too(run, panel, draft, official, member):
    type(panel).objects.filter(pk=panel.pk).update(state="dissolved", dissolved_at=timezone.now())
    panel.memberships.update(state="released", ended_ground="dissolution", ended_at=timezone.now())
    earlier = factories.make_member(panel)
    seats = panel.memberships.filter(pk=earlier.pk)
    seats.update(state="released", ended_ground="unable", ended_at=timezone.now())
    publish(draft, official)
    told = Notice.objects.filter(kind="reports.published")
    assert told.filter(recipient=member).exists()
    assert not told.filter(recipient=earlier.user).exists(), "who was released before took no part to the end"


def test_a_summary_is_needed(run, official):
    report = rows.report(run, summary="")
    with pytest.raises(ValidationError, match="추진 결과 요약을 써 주세요"):
        publish(report, official)


@pytest.mark.parametrize("field", ["summary", "lessons"])
def test_personal_data_is_kept_in(run, official, field):
    report = rows.report(run, **{field: "담당자 010-1234-5678"})
    with pytest.raises(ValidationError, match="휴대전화번호"):
        publish(report, official)
    assert not ResultReport.objects.get().is_published


def test_words_that_wait_hold_it_back_a_sentence_a_kind(run, panel, draft, official):
    seat = factories.make_member(panel)
    rows.review(run, panel, "", "", state="open")
    rows.meeting(run, panel, dispositions=("",))
    rows.opinions(run, "", state="open")
    rows.issue(run, seat=seat)
    with pytest.raises(ValidationError) as refusal:
        publish(draft, official)
    assert refusal.value.messages == [
        "답하지 않은 산출물 검토 의견이 2건 있습니다. 모두 답한 뒤에 공개해 주세요.",
        "답하지 않은 자문의견이 1건 있습니다. 모두 답한 뒤에 공개해 주세요.",
        "답하지 않은 시민 의견이 1건 있습니다. 모두 답한 뒤에 공개해 주세요.",
        "답하지 않은 수시 협의가 1건 있습니다. 모두 답한 뒤에 공개해 주세요.",
    ]


def test_what_was_called_off_waits_for_nothing(run, panel, draft, official):
    seat = factories.make_member(panel)
    rows.meeting(run, panel, dispositions=("",), state="cancelled")
    rows.opinions(run, "", state="cancelled")
    rows.issue(run, seat=seat, state="withdrawn")
    rows.issue(run, seat=seat, answered_at=timezone.now())
    rows.issue(run)
    assert publish(draft, official).is_published


def test_it_is_published_in_the_last_stage_only(official):
    early = factories.make_run(factories.make_confirmed_project(officer=official))
    with pytest.raises(ValidationError, match="‘종료’ 단계에서"):
        publish(rows.report(early), official)


def test_not_once_the_process_is_over(run, draft, official):
    type(run).objects.filter(pk=run.pk).update(status="completed", ended_at=timezone.now())
    with pytest.raises(ValidationError, match="이미 끝났습니다"):
        publish(draft, official)


def test_not_twice(published, official):
    with pytest.raises(ValidationError, match="이미 공개한"):
        publish(published, official)


def test_not_another_version_than_was_read(draft, official):
    with pytest.raises(ValidationError, match="다른 화면에서"):
        actions.publish(by=official, report=draft, version=7)
