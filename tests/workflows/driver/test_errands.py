"""What the driver puts on people's desks."""

from datetime import timedelta

import pytest

from projects.actions import set_governance
from selection import actions as selection
from seoul_gov.accounts.models import RoleGrant
from seoul_gov.ui.korean import today
from tests import factories
from tests.workflows.driver.walking import duty, open_round, record, schedule, settle_stage, walk_to
from workflows.driver import actions
from workflows.driver.errands import waiting
from workflows.runs.models import DutyRun


def titles(user):
    return [line.title for line in waiting(type(user).objects.get(pk=user.pk))]


def far_away(run, *but):
    """Everything falls due in a year, except these duties."""
    duties = DutyRun.objects.filter(stage__run=run)
    duties.exclude(key__in=but).update(due_on=today() + timedelta(days=365))
    duties.filter(key__in=but).update(due_on=today() + timedelta(days=14))


@pytest.mark.parametrize(
    "who", ["citizen", "auditor", "administrator", "other_official", "governance_officer"]
)
def test_nothing_waits_for_those_who_have_no_part(request, official, run, who):
    factories.make_project(officer=official, status="draft", number=None)
    assert titles(request.getfixturevalue(who)) == []


def test_a_visitor_has_no_desk(rf, run):
    from seoul_gov.accounts.middleware import Visitor

    assert waiting(Visitor()) == []


def test_a_draft_waits_for_who_writes_it(official, second_official):
    project = factories.make_project(officer=official, status="draft", number=None)
    (line,) = waiting(official)
    assert (line.title, line.about, line.action, line.url, line.due) == (
        "작성 중인 사업 초안",
        project.title,
        "마저 쓰기",
        f"/projects/{project.pk}/edit/",
        None,
    )
    assert titles(second_official) == []


def test_a_draft_written_for_a_colleague_waits_for_both(official, second_official):
    factories.make_project(officer=official, status="draft", number=None, created_by=second_official)
    assert titles(official) == titles(second_official) == ["작성 중인 사업 초안"]


def test_a_confirmed_type_waits_for_its_process(official, second_official, head, confirmed):
    (line,) = waiting(second_official)
    assert (line.title, line.url) == ("절차 시작", f"/process/project/{confirmed.pk}/start/")
    assert titles(head) == []


def test_a_registered_project_waits_for_its_type(project, official, other_official, head):
    factories.make_project(officer=other_official)
    (line,) = waiting(official)
    assert (line.title, line.about, line.action, line.url) == (
        "거버넌스 유형 선정",
        project.title,
        "유형 선정 시작",
        f"/selection/project/{project.pk}/begin/",
    )
    assert titles(head) == []


def test_a_type_that_is_being_found_is_the_room_of_selections(edition, project, official):
    assessment = selection.begin(by=official, project=project)
    assert titles(official) == []
    selection.abandon(by=official, assessment=assessment, reason="대상을 잘못 골랐습니다.")
    assert titles(official) == ["거버넌스 유형 선정"]


@pytest.mark.parametrize("status", ["selecting", "completed", "not_applicable"])
def test_other_projects_wait_for_nothing_here(official, status):
    factories.make_project(officer=official, status=status)
    assert titles(official) == []


def test_duties_wait_two_weeks_before_they_fall_due(official, run):
    far_away(run, "p1", "p5", "ad4", "ad5", "ad2", "ad8-planning")
    lines = {line.title: line for line in waiting(official)}
    assert set(lines) == {
        "정보화사업 기본계획 수립",
        "예산타당성 심사",
        "자문단 위촉과 서약",
        "기획 자문회의",
    }
    p1, p5, ad5 = (duty(run, key).pk for key in ("p1", "p5", "ad5"))
    assert lines["정보화사업 기본계획 수립"].url == f"/process/duty/{p1}/record/"
    assert lines["정보화사업 기본계획 수립"].due == today() + timedelta(days=14)
    assert lines["예산타당성 심사"].url == f"/process/duty/{p5}/"
    assert lines["예산타당성 심사"].action == "해당 여부 정하기"
    assert lines["기획 자문회의"].url == f"/meetings/duty/{ad5}/new/"
    assert {line.about for line in lines.values()} == {run.project.title}


def test_what_is_late_waits(official, run):
    far_away(run)
    DutyRun.objects.filter(pk=duty(run, "p1").pk).update(due_on=today() - timedelta(days=30))
    assert titles(official) == ["정보화사업 기본계획 수립"]


def test_what_has_begun_in_a_room_is_told_there(official, run):
    walk_to(official, run, "analysis")
    far_away(run, "ad7-analysis", "ad7-analysis-review")
    assert titles(official) == ["요구사항정의서 검토", "요구사항정의 자문회의"]
    open_round(duty(run, "ad7-analysis-review"))
    schedule(duty(run, "ad7-analysis"))
    assert titles(official) == []


def test_what_an_outcome_left_open_waits_on(official, run):
    far_away(run, "p8")
    record(official, duty(run, "p8"), outcome="보류")
    assert titles(official) == ["행정안전부 사전협의"]
    record(official, duty(run, "p8"), outcome="추진")
    assert titles(official) == []


def test_a_stage_that_may_close_is_one_line(official, head, run):
    settle_stage(official, run, but=["p4", "ad2"])
    (line,) = waiting(official)
    assert (line.title, line.action, line.url) == (
        "‘기획’ 단계를 마칠 수 있습니다",
        "단계 마치기",
        f"/process/{run.pk}/advance/",
    )
    assert line.due == run.stages.first().planned_end
    assert titles(head) == []


def test_a_stale_process_waits_for_its_successor(official, run):
    set_governance(project=run.project, governance_type="collaboration", status="confirmed")
    (line,) = waiting(official)
    assert (line.title, line.url) == (
        "유형이 바뀐 사업의 새 절차 시작",
        f"/process/project/{run.project_id}/start/",
    )


def test_a_process_without_a_type_waits_for_its_end(official, run):
    set_governance(project=run.project, governance_type="", status="not_applicable")
    (line,) = waiting(official)
    assert (line.title, line.url) == ("유형이 없어진 사업의 절차 끝내기", f"/process/{run.pk}/end/")


def test_an_optional_duty_that_was_begun_keeps_the_stage_from_its_end(official, run):
    walk_to(official, run, "closing")
    settle_stage(official, run, but=["ad10"])
    assert titles(official) == [f"‘{run.stages.get(key='closing').title}’ 단계를 마칠 수 있습니다"]
    schedule(duty(run, "ad10"))
    assert titles(official) == []


def test_an_ended_process_waits_for_nothing(official, run):
    run.status, run.ended_at = "completed", run.started_at
    run.save()
    run.project.status = "completed"
    run.project.save()
    assert titles(official) == []


@pytest.mark.parametrize(("key", "decider"), [("p3", "head"), ("ad1", "governance_officer")])
def test_a_waiver_waits_for_who_decides(
    request, official, head, governance_officer, auditor, run, key, decider
):
    far_away(run)
    waiver = actions.request_waiver(by=official, duty=duty(run, key), reason="사유")
    people = {"head": head, "governance_officer": governance_officer}
    (line,) = waiting(people.pop(decider))
    assert (line.url, line.action) == (f"/process/waivers/{waiver.pk}/decide/", "결정하기")
    for other in (*people.values(), official, auditor):
        assert titles(other) == []


def test_a_waiver_never_waits_for_who_asked(official, department, governance_officer, run):
    far_away(run)
    RoleGrant.objects.create(user=official, role="head", department=department)
    RoleGrant.objects.create(user=official, role="governance_officer")
    both = type(official).objects.get(pk=official.pk)
    for key in ("p3", "ad1"):
        actions.request_waiver(by=both, duty=duty(run, key), reason="사유")
    assert titles(official) == []
    assert titles(governance_officer) == ["‘자문단 구성계획 수립’ 면제 요청 결정"]


def test_a_waiver_of_what_was_done_waits_for_nobody(official, head, run):
    actions.request_waiver(by=official, duty=duty(run, "p3"), reason="사유")
    record(official, duty(run, "p3"))
    assert titles(head) == []


def test_other_departments_processes_wait_elsewhere(other_official, run):
    far_away(run, "p1")
    assert titles(other_official) == []


@pytest.mark.parametrize("count", [1, 12])
def test_one_query_whatever_there_is(official, head, django_assert_num_queries, count):
    for _ in range(count):
        run = actions.start(by=official, project=factories.make_confirmed_project(officer=official))
        far_away(run, "p1")
        actions.request_waiver(by=official, duty=duty(run, "p3"), reason="사유")
    for user, lines in ((official, count), (head, count)):
        assert user.grants
        with django_assert_num_queries(1):
            assert len(waiting(user)) == lines
