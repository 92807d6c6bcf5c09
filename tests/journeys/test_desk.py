"""Walk step 10: everybody lands on their desk, sees what waits first, and does it from there."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from seoul_gov.ui.korean import today
from tests import factories
from tests.journeys.steps import no_sideways_scroll, press, sign_in, tab_to
from tests.workflows.driver.walking import duty, settle_stage
from workflows.driver import actions
from workflows.runs.models import DutyRun

pytestmark = pytest.mark.journey


@pytest.fixture
def official(live):
    return factories.make_official(
        "officer", department=factories.make_department("디지털정책과"), name="김담당"
    )


@pytest.fixture
def desk(official):
    """A draft, a type to be carried out, a process with late work and one whose stage may close."""
    factories.make_project(officer=official, title="초안 사업", status="draft", number=None)
    factories.make_confirmed_project(officer=official, title="시작할 사업")
    late = actions.start(
        by=official, project=factories.make_confirmed_project(officer=official, title="늦은 사업")
    )
    DutyRun.objects.filter(stage__run=late).update(due_on=today() + timedelta(days=200))
    DutyRun.objects.filter(pk=duty(late, "p1").pk).update(due_on=today() - timedelta(days=3))
    DutyRun.objects.filter(pk=duty(late, "p5").pk).update(due_on=today())
    ready = actions.start(
        by=official, project=factories.make_confirmed_project(officer=official, title="마칠 사업")
    )
    settle_stage(official, ready)
    return ready


def test_an_official_sees_the_oldest_first_and_acts_from_the_desk(page, official, desk, axe):
    sign_in(page, official)
    expect(page.get_by_role("heading", level=1)).to_have_text("나의 할 일")
    lines = page.locator(".desk .row-title")
    expect(lines).to_have_text(
        [
            "정보화사업 기본계획 수립",
            "예산타당성 심사",
            "‘기획’ 단계를 마칠 수 있습니다",
            "작성 중인 사업 초안",
            "절차 시작",
        ]
    )
    expect(page.locator(".stats")).to_contain_text("1기한이 지난 일")
    axe(page)
    page.get_by_label("사업", exact=True).select_option("마칠 사업")
    page.get_by_role("button", name="보기").click()
    expect(lines).to_have_text(["‘기획’ 단계를 마칠 수 있습니다"])
    axe(page)
    page.get_by_role("link", name="단계 마치기").click()
    page.get_by_role("button", name="단계 마치기").click()
    expect(page.get_by_text("‘기획’ 단계를 마쳤습니다.")).to_be_visible()
    page.goto("/desk/?about=늦은 사업")
    page.get_by_role("link", name="수행 기록하기").click()
    page.get_by_label("근거", exact=False).first.fill("정보시스템담당관-498")
    page.get_by_role("button", name="기록").click()
    page.goto("/desk/")
    expect(page.get_by_text("정보화사업 기본계획 수립")).to_have_count(0)


def test_by_keyboard_on_a_telephone(phone, official, desk, axe):
    sign_in(phone, official)
    no_sideways_scroll(phone)
    axe(phone)
    tab_to(phone, phone.get_by_label("사업", exact=True))
    phone.keyboard.press("ArrowDown")
    expect(phone.get_by_label("사업", exact=True)).to_have_value("늦은 사업")
    press(phone, phone.get_by_role("button", name="보기"))
    expect(phone.locator(".desk .row-title")).to_have_count(2)
    press(phone, phone.get_by_role("link", name="해당 여부 정하기"))
    expect(phone.get_by_role("heading", level=1)).to_have_text("예산타당성 심사")
    no_sideways_scroll(phone)
    axe(phone)


def test_a_citizen_with_nothing_to_do_is_shown_around(page, live, axe):
    sign_in(page, factories.make_user(name="한시민"))
    expect(page.get_by_text("지금 기다리는 일이 없습니다.")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="유형 자가진단 해 보기").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
