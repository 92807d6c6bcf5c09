"""Opening a round and putting its due day off."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from panels.models import Panel
from seoul_gov.audit.models import Event
from seoul_gov.notifications.models import Notice
from seoul_gov.ui.korean import today
from tests import factories
from workflows.reviews import actions
from workflows.reviews.models import ReviewRound
from workflows.reviews.state import ends_at

from .conftest import fresh, past


@pytest.fixture
def facts(official, duty, panel, member, version, week):
    return {"by": official, "duty": duty, "panel": panel, "version": version, "due_on": week}


def refused(facts):
    with pytest.raises(ValidationError) as refusal:
        actions.open_round(**facts)
    assert ReviewRound.objects.count() == 0
    return refusal.value.messages[0]


def test_opening_asks_every_member_by_mail(round, member, colleague, running):
    assert (round.number, round.is_open, str(round)) == (1, True, "요구사항정의서 1판 1차 검토")
    notices = Notice.objects.filter(kind="reviews.opened")
    assert {notice.email for notice in notices} == {member.email, colleague.email}
    notice = notices.first()
    assert notice.url == f"/reviews/{round.pk}/"
    assert "2장을 봐 주세요." in notice.body
    assert str(running) in notice.body
    assert notice.send_before == ends_at(round)
    event = Event.objects.get(key="reviews.opened")
    assert (event.chain, event.object_id) == (running.audit_chain, str(round.pk))


def test_opening_wakes_what_hangs_on_the_duty(facts, duty):
    follower = duty.stage.duties.exclude(pk=duty.pk).first()
    type(follower).objects.filter(pk=follower.pk).update(opened_by=duty.key, state="dormant")
    actions.open_round(**facts)
    follower.refresh_from_db()
    assert follower.state == "open"


def test_rounds_of_a_duty_are_numbered(facts, running, duty):
    actions.open_round(**facts)
    other = factories.make_version(running, title="화면설계서")
    assert actions.open_round(**facts | {"version": other}).number == 2


def test_only_officers_of_the_department_open(facts, head, other_official, member, governance_officer):
    for person in (head, other_official, member, governance_officer):
        with pytest.raises(PermissionDenied):
            actions.open_round(**facts | {"by": person})
    assert ReviewRound.objects.count() == 0


def test_today_is_early_enough_and_yesterday_too_late(facts):
    assert "오늘" in refused(facts | {"due_on": today() - timedelta(days=1)})
    assert actions.open_round(**facts | {"due_on": today()}).due_on == today()


def test_another_kind_of_duty_is_refused(facts, duty):
    meeting = duty.stage.duties.filter(kind="meeting").first()
    assert "산출물 검토 과제" in refused(facts | {"duty": meeting})


def test_a_decided_duty_is_refused(facts, duty):
    type(duty).objects.filter(pk=duty.pk).update(state="skipped")
    assert "이미 처리" in refused(facts)


def test_a_closed_stage_is_refused(facts, duty, official):
    type(duty.stage).objects.filter(pk=duty.stage_id).update(state="pending")
    assert "아직 시작되지" in refused(facts)


def test_an_ended_process_is_refused(facts, duty):
    type(duty.stage.run).objects.filter(pk=duty.stage.run_id).update(
        status="superseded", ended_at=duty.stage.run.started_at
    )
    assert "이미 끝났습니다" in refused(facts)


@pytest.mark.parametrize("state", ["forming", "dissolved"])
def test_a_panel_not_at_work_is_refused(facts, panel, state):
    Panel.objects.filter(pk=panel.pk).update(state=state)
    assert "활동 중인 추진단" in refused(facts)


def test_a_panel_of_another_project_is_refused(facts, official):
    other = factories.make_panel(factories.make_confirmed_project(officer=official))
    factories.make_member(other)
    assert "활동 중인 추진단" in refused(facts | {"panel": other})


def test_a_panel_without_a_voice_is_refused(facts, panel):
    panel.memberships.update(role="secretary")
    assert "의견을 낼 단원이 없는" in refused(facts)


def test_a_file_of_another_project_is_refused(facts, official):
    other = factories.make_version(factories.make_confirmed_project(officer=official))
    assert "이 사업의 산출물" in refused(facts | {"version": other})


def test_a_guide_that_is_too_long_is_refused(facts):
    assert "2,000자" in refused(facts | {"guide": "가" * 2001})


def test_one_open_round_a_version_and_panel(facts, panel, running):
    first = actions.open_round(**facts)
    with pytest.raises(ValidationError, match="이미 열려 있습니다"):
        actions.open_round(**facts)
    other = factories.make_panel(running, kind="expert", name="전문가자문단")
    factories.make_member(other)
    assert actions.open_round(**facts | {"panel": other}).number == 2
    actions.cancel(by=facts["by"], round=first, reason="파일이 잘못되었습니다.")
    assert actions.open_round(**facts).number == 3


def test_extending_tells_the_members_and_is_written_down(round, official, member, week):
    later = week + timedelta(days=3)
    actions.extend(by=official, round=round, due_on=later, reason="자료가 많습니다.")
    round.refresh_from_db()
    assert round.due_on == later
    notice = Notice.objects.get(kind="reviews.extended", recipient=member)
    assert "자료가 많습니다." in notice.body
    assert Event.objects.get(key="reviews.extended").data == {
        "before": week.isoformat(),
        "after": later.isoformat(),
        "reason": "자료가 많습니다.",
    }


@pytest.mark.parametrize(("days", "reason"), [(0, "사유"), (-1, "사유"), (1, "  ")])
def test_only_a_later_day_with_a_reason_extends(round, official, week, days, reason):
    with pytest.raises(ValidationError):
        actions.extend(by=official, round=round, due_on=week + timedelta(days=days), reason=reason)
    round.refresh_from_db()
    assert round.due_on == week


def test_an_overdue_round_is_extended_into_the_future_only(round, official):
    past(round)
    ReviewRound.objects.filter(pk=round.pk).update(due_on=today() - timedelta(days=5))
    with pytest.raises(ValidationError, match="오늘"):
        actions.extend(by=official, round=round, due_on=today() - timedelta(days=2), reason="사유")
    assert actions.extend(by=official, round=round, due_on=today(), reason="사유").due_on == today()


def test_only_an_open_round_of_a_living_process_is_extended(round, official, week, duty):
    later = week + timedelta(days=1)
    run = duty.stage.run
    type(run).objects.filter(pk=run.pk).update(status="superseded", ended_at=run.started_at)
    with pytest.raises(ValidationError, match="이미 끝났습니다"):
        actions.extend(by=official, round=round, due_on=later, reason="사유")
    actions.cancel(by=official, round=round, reason="유형이 바뀌었습니다.")
    with pytest.raises(ValidationError, match="취소한 검토"):
        actions.extend(by=official, round=round, due_on=later, reason="사유")


def test_only_officers_extend(round, member, head, week):
    for person in (member, head):
        with pytest.raises(PermissionDenied):
            actions.extend(by=fresh(person), round=round, due_on=week + timedelta(days=1), reason="사유")


def test_opening_holds_the_project_before_the_process(facts):
    with CaptureQueriesContext(connection) as queries:
        actions.open_round(**facts)
    asked = [query["sql"].split("FROM", 1)[-1].split()[0] for query in queries if "SELECT" in query["sql"]]
    assert [name for name in asked if name in ('"projects_project"', '"workflows_processrun"')][:2] == [
        '"projects_project"',
        '"workflows_processrun"',
    ]
