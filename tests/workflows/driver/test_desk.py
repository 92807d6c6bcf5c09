"""The desk: everything that waits, the oldest deadline first."""

from collections import Counter
from datetime import date, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from seoul_gov.ui.errands import Errand
from seoul_gov.ui.korean import today
from tests import factories
from tests.counting import ONE_AND_FIFTY
from tests.panels import recruiting
from tests.selection.people import submitted
from tests.workflows.driver.walking import ask_citizens, duty, hold, open_round, speak, walk_to
from workflows.driver import actions
from workflows.driver.desk import Desk, desk_of
from workflows.driver.views.desk import about_projects
from workflows.issues import actions as issues
from workflows.runs.models import DutyRun, Waiver

CONTROL = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "ROLLBACK")
CEILING = 12


def queries(client, url):
    """What the page asks the database, without transaction control."""
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(url)
    assert answer.status_code == 200
    return [query["sql"] for query in captured if not query["sql"].startswith(CONTROL)]


def errand(title, due=None, about="사업"):
    return Errand(title, about, "하기", "/", due)


def test_a_desk_counts_what_is_late_and_what_this_week_asks():
    wednesday = date(2027, 3, 10)
    dues = [date(2027, 3, 9), wednesday, date(2027, 3, 14), date(2027, 3, 15), None]
    desk = Desk([errand("일", due) for due in dues], wednesday)
    assert (desk.late, desk.this_week) == (1, 2)


def test_a_desk_is_narrowed_to_one_project():
    desk = Desk([errand("가", about="나 사업"), errand("나", about="가 사업")], today())
    assert desk.projects == ["가 사업", "나 사업"]
    assert [line.title for line in desk.about("가 사업")] == ["나"]
    assert desk.about("") == desk.about("없는 사업") == desk.lines


def test_the_oldest_deadline_comes_first_and_none_last(official, confirmed):
    run = actions.start(by=official, project=factories.make_confirmed_project(officer=official))
    days = {"p1": 3, "p3": -2, "ad1": 1}
    DutyRun.objects.filter(stage__run=run).update(due_on=today() + timedelta(days=300))
    for key, ahead in days.items():
        DutyRun.objects.filter(pk=duty(run, key).pk).update(due_on=today() + timedelta(days=ahead))
    assert [line.title for line in desk_of(official).lines] == [
        "거버넌스 운영계획 수립",
        "자문단 구성계획 수립",
        "정보화사업 기본계획 수립",
        "절차 시작",
    ]


def test_a_visitor_is_asked_to_sign_in(client, db):
    assert client.get("/desk/").headers["Location"] == "/accounts/login/?next=/desk/"


def test_a_citizen_finds_a_friendly_page(client, citizen):
    client.force_login(citizen)
    page = client.get("/desk/")
    assert page.status_code == 200
    assert "지금 기다리는 일이 없습니다." in page.content.decode()
    assert "/selection/self-check/" in page.content.decode()


@pytest.mark.parametrize(
    ("who", "sentence"),
    [
        ("official", "우리 부서의 사업을 보고 새 사업을 등록합니다."),
        ("head", "우리 부서의 사업을 봅니다."),
        ("governance_officer", "시의 모든 사업을 봅니다."),
        ("auditor", "시의 모든 사업을 봅니다."),
        ("administrator", ""),
    ],
)
def test_nobody_is_told_to_do_what_they_may_not(request, who, sentence):
    assert about_projects(request.getfixturevalue(who)) == sentence


def test_an_administrator_is_led_to_the_admin(client, administrator):
    client.force_login(administrator)
    page = client.get("/desk/").content.decode()
    assert "계정과 역할, 기준 숫자와 동의문을 관리합니다." in page
    assert "사업을 등록합니다" not in page


def test_an_official_without_work_is_led_to_the_projects(client, auditor):
    client.force_login(auditor)
    assert 'href="/projects/"' in client.get("/desk/").content.decode()


def test_the_page_shows_each_line_with_its_action(client, official, confirmed):
    client.force_login(official)
    page = client.get("/desk/").content.decode()
    assert "절차 시작하기" in page
    assert confirmed.title in page
    assert f'href="/process/project/{confirmed.pk}/start/"' in page


def test_the_page_is_narrowed_by_project(client, official):
    one, two = (factories.make_confirmed_project(officer=official) for _ in range(2))
    client.force_login(official)
    page = client.get("/desk/", {"about": one.title})
    assert [line.about for line in page.context["page"]] == [one.title]
    assert f'<option value="{one.title}" selected>' in page.content.decode()
    assert f'<option value="{two.title}">' in page.content.decode()


def test_long_desks_are_cut_into_pages(client, official):
    for _ in range(23):
        factories.make_confirmed_project(officer=official)
    client.force_login(official)
    assert len(client.get("/desk/").context["page"]) == 20
    assert len(client.get("/desk/", {"page": 2}).context["page"]) == 3


def busy(official, count):
    """So many processes, each with something in every room that waits for the official."""
    for _ in range(count):
        factories.make_project(officer=official)
        factories.make_confirmed_project(officer=official)
        run = factories.make_run(factories.make_confirmed_project(officer=official, status="running"))
        DutyRun.objects.filter(stage__run=run).update(due_on=today())
        meeting = hold(duty(run, "ad7-analysis"))
        item = meeting.items.create(order=1, title="안건")
        seat = meeting.panel.memberships.first()
        item.notes.create(membership=seat, body="의견", state="submitted", submitted_at=meeting.held_at)
        round = open_round(duty(run, "ad7-analysis-review"))
        review = round.reviews.create(membership=seat, state="submitted", submitted_at=meeting.held_at)
        review.comments.create(body="고쳐 주세요.", nonce=uuid4())
        stage = run.stages.get(state="open")
        issues.raise_issue(by=seat.user, stage=stage, title="협의", body="내용", nonce=uuid4())
        speak(ask_citizens(duty(run, "ad7-analysis")))


def little(client, person):
    """The person's lines; the page asks the database at most so often, and nothing more than twice."""
    client.force_login(person)
    client.get("/desk/")
    asked = queries(client, "/desk/")
    assert len(asked) <= CEILING, "\n".join(asked)
    assert max(Counter(asked).values()) <= 2
    return Counter(line.action for line in desk_of(type(person).objects.get(pk=person.pk)).lines)


@pytest.fixture
def everybody(head, governance_officer, official, auditor, administrator):
    """Officials of every role, and one who has them all."""
    dpo = factories.make_official("dpo", name="구보호")
    all_of_it = factories.make_official("officer", department=official.role_grants.get().department)
    for one in (head, governance_officer, auditor, administrator, dpo):
        grant = one.role_grants.get()
        all_of_it.role_grants.create(role=grant.role, department=grant.department, reason="겸임")
    return [official, head, governance_officer, auditor, administrator, dpo, all_of_it]


@pytest.mark.parametrize("count", ONE_AND_FIFTY)
def test_the_desk_asks_little_whatever_waits(client, official, everybody, second_official, count):
    busy(official, count)
    for run in [run for project in official.projects.all() for run in project.runs.all()]:
        actions.request_waiver(by=official, duty=duty(run, "ad9-analysis"), reason="사유")
        asked_before = {"duty": duty(run, "ad7-analysis"), "requested_by": official}
        Waiver.objects.create(**asked_before, reason="자문의견이 나오기 전에 적은 사유")
    for _ in range(count):
        recruiting.ask_officials(official, second_official)
        recruiting.ask_the_privacy_officer(official)
        submitted(factories.make_project(officer=official))
    officer, head, governs, auditor, administrator, dpo, all_of_it = (
        little(client, person) for person in everybody
    )
    for action in recruiting.OF_OFFICERS:
        assert (officer[action], all_of_it[action]) == (count, count), action
    assert [head[action] for action in recruiting.OF_HEADS] == [count, count]
    assert governs["협의하기"] == all_of_it["협의하기"] == count
    for desk in (dpo, all_of_it):
        assert (desk["처리하기"], desk["점검하기"]) == (1, 1)
    assert (auditor, administrator) == ({}, {})


@pytest.mark.parametrize("count", ONE_AND_FIFTY)
def test_a_members_desk_asks_little(client, official, citizen, count):
    for _ in range(count):
        run = factories.make_run(factories.make_confirmed_project(officer=official, status="running"))
        panel = factories.make_panel(run.project)
        factories.make_member(panel, user=citizen)
        open_round(duty(run, "ad7-analysis-review"))
        meeting = hold(duty(run, "ad7-analysis"))
        meeting.items.create(order=1, title="안건")
        recruiting.ask_members(official, citizen)
    lines = little(client, citizen)
    for action in (*recruiting.OF_MEMBERS, "검토하기", "자문의견 쓰기"):
        assert lines[action] == count, action
    assert len(client.get("/desk/?size=50").context["page"]) == min(lines.total(), 50)


def test_the_desk_is_a_day_in_seoul(official):
    with time_machine.travel("2027-03-09T15:30:00Z", tick=False):
        assert desk_of(official).day == date(2027, 3, 10)


def test_a_process_at_its_end_leaves_the_desk(official, run):
    walk_to(official, run, "closing")
    assert all(line.about == run.project.title for line in desk_of(official).lines)
