"""The whole walk, once for each type and kind: from the registration of a project to its published result report.

The officer, the head and a visitor do in the browser what is theirs; between two gates the department, the panel and
the contractor work through the portal's own actions, as they do in the demo.
"""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from projects.enums import GovernanceType, ProjectKind
from projects.models import Project
from seoul_gov.demo import people, story
from seoul_gov.demo.process_story import ProcessStory
from seoul_gov.demo.projects_data import IT, DemoProject
from seoul_gov.ui.korean import today
from tests.journeys.test_selection import say
from workflows.definitions import DutyKind

pytestmark = pytest.mark.journey

YES, NO = "true", "false"
APPLICABLE = {
    "is_it_project": YES,
    "citizen_facing": YES,
    "simple_maintenance": NO,
    "closed_security": NO,
    "urgent": NO,
}
CITY = APPLICABLE | {"origin": "city", "scope": "general"}
CITIZEN = APPLICABLE | {
    "origin": "citizen",
    "absorbable": NO,
    "district_affair": NO,
    "pb_fit": YES,
    "scope": "general",
}
ANSWERS = {
    "consultation": CITY | {"mode_opinion": YES, "mode_advisory": NO, "mode_decision": NO},
    "advisory": CITY | {"mode_opinion": NO, "mode_advisory": YES, "mode_decision": NO},
    "collaboration": CITY | {"mode_opinion": NO, "mode_advisory": NO, "mode_decision": YES},
    "citizen_led": CITIZEN | {"mode_opinion": NO, "mode_advisory": NO, "mode_decision": YES},
}
TITLE = "마을버스 알림 서비스"
SUMMARY = "시민의 말로 화면을 고쳤습니다."


@pytest.fixture
def demo(live):
    """The guideline, its norms and channels, and the people of the demo."""
    call_command("load_guideline", stdout=StringIO())
    people.load()
    story.load_vendors()


class Work(ProcessStory):
    """What happens between two gates, in a panel of two; opinions and the report are the browser's."""

    crew = {kind: logins[:2] for kind, logins in ProcessStory.crew.items()}

    def next_open(self, stage):
        return [duty for duty in super().next_open(stage) if duty.kind != DutyKind.REPORT]


WALKS = [
    # Each type is walked on both databases, with one kind of project on each.
    pytest.param(type_, kind, marks=[pytest.mark.second] if kind == ProjectKind.values[number % 2] else [])
    for number, type_ in enumerate(GovernanceType.values)
    for kind in ProjectKind.values
]


@pytest.mark.parametrize(("type_", "kind"), WALKS)
def test_from_the_registration_to_the_published_report(person, demo, type_, kind, axe):
    officer, head = people.person("officer"), people.person("head")
    desk = person(officer)
    project = register(desk, kind)
    select(desk, project, type_)
    approve(person(head))
    start(desk, project)
    run = project.runs.get()
    assert (run.governance_type, run.kind) == (type_, kind)
    facts = DemoProject(TITLE, kind, IT, 780_000_000, "", {}, "completed", vendor="한빛정보기술(주)")
    work = Work(project, facts, officer, head)
    visitor = person()
    for stage in run.stages.order_by("order"):
        if type_ == "consultation" and stage.key == "planning":
            hear_citizens(desk, person(people.person("citizen")), stage)
        if stage.key == "procurement":
            work.sign_contract()
        work.finish(stage)
        if stage.key == "closing":
            report(desk, run)
        close(desk, run)
    follow(visitor, project, axe)


def register(desk, kind):
    desk.goto("/projects/new/")
    desk.get_by_label("사업명").fill(TITLE)
    desk.get_by_label(ProjectKind(kind).label).check()
    desk.get_by_label("시작일").fill(today().isoformat())
    desk.get_by_label("종료일").fill((today() + timedelta(days=700)).isoformat())
    desk.get_by_label("예산").fill("780,000,000")
    desk.get_by_label("사업 개요").fill("버스가 언제 오는지 알려 줍니다.")
    desk.get_by_label("제안 경로").select_option(label="시 자체")
    desk.get_by_label("시민 전체").check()
    desk.get_by_role("button", name="저장하고 등록").click()
    expect(desk.get_by_text("사업을 등록했습니다.")).to_be_visible()
    return Project.objects.get()


def select(desk, project, type_):
    desk.goto(f"/selection/project/{project.pk}/")
    desk.get_by_role("link", name="유형 선정 시작").click()
    desk.get_by_role("button", name="시작").click()
    say(desk, **ANSWERS[type_])
    desk.get_by_role("button", name="저장하고 기안하기").click()
    expect(desk.get_by_label(f"{GovernanceType(type_).label} (권고)")).to_be_checked()
    desk.get_by_role("button", name="기안", exact=True).click()
    expect(desk.get_by_text("기안했습니다.").first).to_be_visible()


def approve(head):
    head.goto("/desk/")
    head.get_by_role("link", name="결재하기").click()
    head.get_by_role("button", name="결재", exact=True).click()
    expect(head.get_by_text("유형 선정을 마쳤습니다.")).to_be_visible()


def start(desk, project):
    desk.goto(f"/process/project/{project.pk}/start/")
    desk.get_by_role("button", name="절차 시작", exact=True).click()
    expect(desk.get_by_text("절차를 시작했습니다.")).to_be_visible()


def hear_citizens(desk, citizen, stage):
    """A public round: asked, spoken, answered and closed."""
    duty = stage.duties.get(key="cs3")
    desk.goto(f"/opinions/duty/{duty.pk}/open/")
    desk.get_by_label("주제").fill("첫 화면 시안")
    desk.get_by_label("안내").fill("무엇이 불편한가요?")
    desk.get_by_role("button", name="의견수렴 열기").click()
    expect(desk.get_by_text("의견수렴을 열었습니다.")).to_be_visible()
    round = duty.opinion_rounds.get()
    citizen.goto(f"/opinions/{round.pk}/give/")
    citizen.get_by_label("의견 (필수)", exact=True).fill("글씨가 작습니다.")
    citizen.get_by_role("button", name="의견 내기").click()
    expect(citizen.get_by_text("의견을 접수했습니다.")).to_be_visible()
    opinion = round.opinions.get()
    desk.goto(f"/opinions/opinion/{opinion.pk}/answer/")
    desk.get_by_label("채택", exact=True).check()
    desk.get_by_label("사유").fill("글자를 키우겠습니다.")
    desk.get_by_role("button", name="처리 저장").click()
    expect(desk.get_by_text("저장했습니다.").first).to_be_visible()
    desk.goto(f"/opinions/{round.pk}/close/")
    for box in desk.get_by_role("checkbox").all():
        box.check()
    desk.get_by_label("마감 의견").fill("의견이 충분히 모였습니다.")
    desk.get_by_role("button", name="의견수렴 마감").click()
    expect(desk.get_by_text("의견수렴을 마감하고")).to_be_visible()


def close(desk, run):
    """The gate of the open stage, passed in the browser."""
    desk.goto(f"/process/{run.pk}/advance/")
    reason = desk.get_by_label("건너뛰는 사유")
    if reason.is_visible():
        reason.fill("이번 사업에서는 필요하지 않았습니다.")
    desk.get_by_role("button", name="단계 마치기").click()
    expect(desk.get_by_text("단계를 마쳤습니다.")).to_be_visible()


def report(desk, run):
    desk.goto(f"/reports/run/{run.pk}/write/")
    desk.get_by_label("추진 결과 요약").fill(SUMMARY)
    desk.get_by_role("button", name="저장").click()
    expect(desk.get_by_text("결과보고서를 저장했습니다.")).to_be_visible()
    desk.get_by_role("link", name="공개하기").click()
    desk.get_by_role("button", name="공개하기").click()
    expect(desk.get_by_text("결과보고서를 공개했습니다.")).to_be_visible()


def follow(visitor, project, axe):
    """Somebody without an account finds the project and reads what became of it."""
    visitor.goto("/record/?q=마을버스")
    visitor.get_by_role("link", name=TITLE).click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text(TITLE)
    axe(visitor)
    visitor.get_by_role("link", name="결과보고서 보기").click()
    expect(visitor.locator("main")).to_contain_text(SUMMARY)
    project.refresh_from_db()
    assert project.status == "completed"
