"""Pages about a run."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from projects.actions import set_governance
from tests import factories
from tests.counting import ONE_AND_FIFTY
from tests.workflows.driver.walking import (
    duty,
    finish_round,
    hold,
    minute,
    open_stage,
    record,
    seat_body,
    settle_stage,
    walk_to,
)
from workflows.driver import actions
from workflows.reports.models import ResultReport
from workflows.runs.models import DutyRun, ProcessRun

CONTROL = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "ROLLBACK")
CEILING = 11


@pytest.fixture
def visit(client):
    """Sign in and read a page; answers its text after checking the status."""

    def read(user, url, status=200, **data):
        client.force_login(user)
        answer = client.post(url, data) if data else client.get(url)
        assert answer.status_code == status
        return answer.content.decode()

    return read


@pytest.fixture
def send(client):
    """Sign in and post; answers the response."""

    def post(user, url, **data):
        client.force_login(user)
        return client.post(url, data)

    return post


def start_url(project):
    return f"/process/project/{project.pk}/start/"


def start_data(plan_page, **changes):
    """What the start page would post."""
    form = plan_page.context["form"]
    data = {name: form[name].value().isoformat() for name in form.fields}
    return data | {"planned_from": form.planned_from} | changes


def test_the_project_leads_to_its_process(client, official, run):
    client.force_login(official)
    answer = client.get(f"/process/project/{run.project_id}/")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/process/{run.pk}/")


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"status": "confirmed", "governance_type": "advisory"}, "절차 시작"),
        ({"status": "not_applicable"}, "거버넌스 적용 대상이 아닌 사업"),
        ({"status": "registered"}, "거버넌스 유형을 확정한 뒤에 시작할 수 있습니다."),
    ],
)
def test_a_project_without_a_process_says_what_comes_first(visit, official, facts, words):
    project = factories.make_project(officer=official, **facts)
    assert words in visit(official, f"/process/project/{project.pk}/")


def test_who_cannot_start_reads_who_does(visit, auditor, confirmed):
    page = visit(auditor, f"/process/project/{confirmed.pk}/")
    assert "사업을 맡은 부서에서 절차를 시작하면" in page
    assert start_url(confirmed) not in page


def test_the_start_page_proposes_dates(visit, official, confirmed):
    page = visit(official, start_url(confirmed))
    assert "시민자문형 개발사업 절차(2018-02-2판)" in page
    assert "개발·시험·전환 시작일" in page
    assert "진행 중인 절차가 있습니다" not in page


def test_the_start_page_says_what_it_supersedes(visit, official, run):
    set_governance(project=run.project, governance_type="collaboration", status="confirmed")
    page = visit(official, start_url(run.project))
    assert "시민협업형 개발사업 절차" in page
    assert "시민자문형 절차는 유형 변경으로 끝납니다." in page


def test_a_process_is_started(client, official, confirmed):
    client.force_login(official)
    answer = client.post(start_url(confirmed), start_data(client.get(start_url(confirmed))), follow=True)
    run = ProcessRun.objects.get()
    assert answer.redirect_chain == [(f"/process/{run.pk}/", 302)]
    assert "절차를 시작했습니다." in answer.content.decode()


def test_dates_are_moved_and_days_off_are_told(client, official, confirmed):
    client.force_login(official)
    data = start_data(
        client.get(start_url(confirmed)), **{"start-closing": "2028-03-04", "end-closing": "2028-04-28"}
    )
    page = client.post(start_url(confirmed), data, follow=True).content.decode()
    assert str(ProcessRun.objects.get().stages.last().planned_start) == "2028-03-04"
    assert "쉬는 날이 들어 있습니다: 2028. 3. 4.(토)." in page


def test_dates_are_proposed_anew_from_another_first_day(client, official, confirmed):
    client.force_login(official)
    data = start_data(client.get(start_url(confirmed)), first_day="2027-03-08", recalculate="1")
    page = client.post(start_url(confirmed), data)
    assert page.status_code == 200
    assert "일정을 다시 계산했습니다." in page.content.decode()
    assert str(page.context["form"]["start-planning"].value()) == "2027-03-08"
    assert ProcessRun.objects.count() == 0


def test_another_first_day_is_looked_at_before_the_start(client, official, confirmed):
    client.force_login(official)
    data = start_data(client.get(start_url(confirmed)), first_day="2027-03-08")
    page = client.post(start_url(confirmed), data)
    assert str(page.context["form"]["start-planning"].value()) == "2027-03-08"
    again = start_data(page)
    assert client.post(start_url(confirmed), again).status_code == 302
    assert str(ProcessRun.objects.get().stages.first().planned_start) == "2027-03-08"


def test_a_first_day_that_makes_no_sense_is_told(client, official, confirmed):
    client.force_login(official)
    data = start_data(client.get(start_url(confirmed)), first_day="언젠가", recalculate="1")
    page = client.post(start_url(confirmed), data)
    assert page.status_code == 200
    assert page.context["form"].errors["first_day"]


def test_crooked_dates_come_back_with_everything_typed(client, official, confirmed):
    client.force_login(official)
    data = start_data(client.get(start_url(confirmed)), **{"end-design": "2026-12-01"})
    page = client.post(start_url(confirmed), data)
    assert page.status_code == 409
    text = page.content.decode()
    assert "‘설계’ 단계의 종료일은 시작일과 같거나 그 뒤여야 합니다." in text
    assert 'value="2026-12-01"' in text


@pytest.mark.parametrize("method", ["get", "post"])
def test_there_is_nothing_to_start_twice(client, official, run, method):
    client.force_login(official)
    page = getattr(client, method)(start_url(run.project))
    assert page.status_code == 409
    assert "이 사업의 절차는 이미 진행 중입니다." in page.content.decode()


@pytest.mark.parametrize("name", ["", "advance/", "back/", "end/"])
def test_strangers_find_nothing(visit, other_official, citizen, administrator, run, name):
    for user in (other_official, citizen, administrator):
        visit(user, f"/process/{run.pk}/{name}", 404)
        visit(user, start_url(run.project), 404)


def test_unknown_runs_are_not_found(visit, official, db):
    visit(official, "/process/999/", 404)


@pytest.mark.parametrize("name", ["advance/", "back/", "end/"])
def test_readers_who_may_not_are_told_why(visit, auditor, governance_officer, run, name):
    for user in (auditor, governance_officer):
        page = visit(user, f"/process/{run.pk}/{name}", 403)
        assert "이 사업을 맡은 부서의 사업담당자와 부서장만" in page


def test_the_page_says_what_is_lacking_and_where_it_is_done(visit, official, run):
    page = visit(official, f"/process/{run.pk}/")
    assert "지금 단계: 기획" in page
    assert "아직 단계를 마칠 수 없습니다" in page
    assert "마쳐야 할 과제 13건" in page
    assert f'href="/process/duty/{duty(run, "p1").pk}/record/"' in page
    assert f'href="/process/{run.pk}/advance/"' not in page


def test_a_stage_that_may_close_has_its_button(visit, official, run):
    settle_stage(official, run)
    page = visit(official, f"/process/{run.pk}/")
    assert "단계를 마칠 수 있습니다" in page
    assert "모든 과제를 처리했습니다." in page
    assert f'href="/process/{run.pk}/advance/"' in page
    assert "근거가 갖추어졌습니다." in page


def test_readers_see_the_page_without_buttons(visit, auditor, official, run):
    member = factories.make_member(factories.make_panel(run.project, kind="online")).user
    vendor = factories.make_vendor(project=run.project)
    for user in (auditor, member, vendor):
        page = visit(user, f"/process/{run.pk}/")
        assert "지금 단계: 기획" in page
        for word in ("수행 기록하기", "단계 마치기", "과제 더하기", "일정 바꾸기"):
            assert word not in page
    assert f'href="/projects/{run.project_id}/"' not in visit(member, f"/process/{run.pk}/")


def test_waived_duties_are_shown_with_their_reason(visit, official, head, run):
    waiver = actions.request_waiver(by=official, duty=duty(run, "p3"), reason="작은 사업입니다.")
    assert "면제 결정하기" in visit(head, f"/process/{run.pk}/")
    assert "면제 결정하기" not in visit(official, f"/process/{run.pk}/")
    assert "면제 결정 대기" in visit(official, f"/process/{run.pk}/")
    actions.decide_waiver(by=head, waiver=waiver, grant=True)
    page = visit(official, f"/process/{run.pk}/")
    assert "면제한 과제" in page
    assert "작은 사업입니다." in page


def test_a_stale_process_says_what_comes_next(visit, official, auditor, run):
    set_governance(project=run.project, governance_type="collaboration", status="confirmed")
    page = visit(official, f"/process/{run.pk}/")
    assert "시민협업형 절차를 새로 시작해야 이어갈 수 있습니다." in page
    assert start_url(run.project) in page
    assert start_url(run.project) not in visit(auditor, f"/process/{run.pk}/")
    set_governance(project=run.project, governance_type="", status="not_applicable")
    page = visit(official, f"/process/{run.pk}/")
    assert f'href="/process/{run.pk}/end/"' in page
    assert "수행 기록하기" not in page


def test_an_ended_process_is_read_and_leads_to_its_successor(visit, official, run):
    set_governance(project=run.project, governance_type="collaboration", status="confirmed")
    fresh = actions.start(by=official, project=run.project)
    page = visit(official, f"/process/{run.pk}/")
    assert "끝난 절차입니다" in page
    assert f'href="/process/{fresh.pk}/"' in page
    assert f'href="/process/{run.pk}/"' in visit(official, f"/process/{fresh.pk}/")


def test_a_late_stage_is_marked(visit, official, run):
    run.stages.filter(state="open").update(planned_start="2026-01-05", planned_end="2026-02-06")
    assert "기한 지남" in visit(official, f"/process/{run.pk}/")


def test_a_completed_process_is_read(visit, official, run):
    walk_to(official, run, "closing")
    settle_stage(official, run)
    actions.advance(by=official, run=run)
    page = visit(official, f"/process/{run.pk}/")
    assert "끝난 절차입니다" in page
    assert "지금 단계" not in page


def test_the_report_is_a_link_away_for_who_may_read_it(visit, official, run):
    seat_body(duty(run, "ad4"))
    member = run.project.panels.first().memberships.first().user
    draft = ResultReport.objects.create(run=run, written_by=official)
    assert f'href="{draft.get_absolute_url()}"' in visit(official, run.get_absolute_url())
    assert "결과보고서 보기" not in visit(member, run.get_absolute_url())
    ResultReport.objects.update(
        state="published", facts={}, published_by=official, published_at=timezone.now()
    )
    assert f'href="{draft.get_absolute_url()}"' in visit(member, run.get_absolute_url())


def test_a_stage_is_closed(client, official, run):
    settle_stage(official, run)
    client.force_login(official)
    page = client.get(f"/process/{run.pk}/advance/").content.decode()
    assert "‘발주’ 단계를 시작합니다." in page
    stage = open_stage(run)
    answer = client.post(f"/process/{run.pk}/advance/", {"stage": stage.pk}, follow=True)
    assert answer.redirect_chain == [(f"/process/{run.pk}/", 302)]
    assert "‘기획’ 단계를 마쳤습니다." in answer.content.decode()
    assert open_stage(run).key == "procurement"


def test_a_gate_that_is_not_met_is_explained_and_has_no_button(visit, send, official, run):
    page = visit(official, f"/process/{run.pk}/advance/")
    assert "그 밖의 방법으로는 누구도 단계를 마칠 수 없습니다." in page
    assert "정보화사업 기본계획 수립" in page
    assert 'type="submit">단계 마치기' not in page
    answer = send(official, f"/process/{run.pk}/advance/", stage=open_stage(run).pk)
    assert answer.status_code == 409
    assert "‘정보화사업 기본계획 수립’: 수행한 결과와 근거를 기록해 주세요." in answer.content.decode()
    assert open_stage(run).key == "planning"


def test_optional_duties_ask_for_a_reason(visit, send, official, run):
    settle_stage(official, run, but=["ad2", "p4"])
    url = f"/process/{run.pk}/advance/"
    page = visit(official, url)
    assert "건너뛸 선택 과제" in page
    assert "기존 자문위원회 활용 확인" in page
    stage = open_stage(run)
    assert send(official, url, stage=stage.pk).status_code == 409
    assert send(official, url, stage=stage.pk, skip_reason="없음").status_code == 302
    assert duty(run, "ad2").reason == "없음"


def test_the_second_one_is_told_who_was_first(send, official, second_official, run):
    settle_stage(official, run)
    stage = open_stage(run)
    actions.advance(by=official, run=run)
    answer = send(second_official, f"/process/{run.pk}/advance/", stage=stage.pk)
    assert answer.status_code == 409
    assert "‘기획’ 단계는 김담당 님이" in answer.content.decode()
    assert open_stage(run).key == "procurement"


def test_a_stage_of_another_process_is_no_choice(send, official, run):
    other = actions.start(by=official, project=factories.make_confirmed_project(officer=official))
    settle_stage(official, run)
    answer = send(official, f"/process/{run.pk}/advance/", stage=open_stage(other).pk)
    assert answer.status_code == 200
    assert answer.context["form"].errors["stage"]
    assert (open_stage(run).key, open_stage(other).key) == ("planning", "planning")


def test_the_last_stage_says_that_it_is_the_last(visit, send, official, run):
    walk_to(official, run, "closing")
    settle_stage(official, run)
    page = visit(official, f"/process/{run.pk}/advance/")
    assert "마지막 단계입니다. 마치면 절차가 모두 끝나고 사업이 종료되며, 되돌릴 수 없습니다." in page
    assert "사유를 적어 되돌릴 수 있습니다" not in page
    stage = open_stage(run)
    assert send(official, f"/process/{run.pk}/advance/", stage=stage.pk).status_code == 302
    assert "이 절차는 이미 끝났습니다." in visit(official, f"/process/{run.pk}/advance/")
    again = send(official, f"/process/{run.pk}/advance/", stage=stage.pk)
    assert (again.status_code, "이미 마쳤습니다." in again.content.decode()) == (409, True)


def test_a_process_goes_back(visit, send, official, run):
    url = f"/process/{run.pk}/back/"
    assert "되돌아갈 단계가 없습니다" in visit(official, url)
    walk_to(official, run, "procurement")
    planning = run.stages.get(key="planning")
    assert "되돌아갈 단계가 없습니다" not in visit(official, url)
    assert f"/process/{run.pk}/back/" in visit(official, f"/process/{run.pk}/")
    assert send(official, url, stage=planning.pk, reason="").status_code == 200
    assert send(official, url, stage=planning.pk, reason="예산 변경").status_code == 302
    assert open_stage(run).key == "planning"


def test_a_process_without_a_type_is_ended(send, visit, official, run):
    url = f"/process/{run.pk}/end/"
    visit(official, url)
    answer = send(official, url, sure="1")
    assert (answer.status_code, "유형이 확정된 사업의" in answer.content.decode()) == (409, True)
    set_governance(project=run.project, governance_type="", status="not_applicable")
    assert send(official, url, sure="1").headers["Location"] == f"/process/{run.pk}/"
    run.refresh_from_db()
    assert run.status == "superseded"


def crowd(official, run, count):
    """So many further duties of every kind in the open stage, each half done."""
    stage = open_stage(run)
    for number in range(count):
        kind = ("milestone", "record", "meeting", "review")[number % 4]
        DutyRun.objects.create(
            stage=stage,
            key=f"more-{number}",
            order=100 + number,
            title=f"과제 {number}",
            kind=kind,
            actor="officer",
            necessity="required",
            source="시험",
            due_on=stage.planned_end,
        )
    for more in stage.duties.filter(kind="record")[:5]:
        record(official, more)
    for more in stage.duties.filter(key__startswith="more", kind="meeting"):
        hold(more)
    for more in stage.duties.filter(key__startswith="more", kind="review"):
        finish_round(more)
    minute(stage.duties.get(kind="minutes"))
    for more in stage.duties.filter(state="open", necessity="required")[:10]:
        actions.request_waiver(by=official, duty=more, reason="사유")


@pytest.mark.parametrize("count", ONE_AND_FIFTY)
def test_the_page_asks_little_whatever_there_is(client, official, head, auditor, run, count):
    seat_body(duty(run, "ad4"))
    walk_to(official, run, "analysis")
    crowd(official, run, count)
    member = run.project.panels.first().memberships.first().user
    vendor = factories.make_vendor(project=run.project)
    for user in (official, head, auditor, member, vendor):
        client.force_login(user)
        client.get(f"/process/{run.pk}/")
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"/process/{run.pk}/").status_code == 200
        asked = [query["sql"] for query in captured if not query["sql"].startswith(CONTROL)]
        assert len(asked) <= CEILING, f"{user}\n" + "\n".join(asked)
