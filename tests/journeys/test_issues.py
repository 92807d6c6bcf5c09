"""Walk step: asking and answering between meetings (수시 협의), and putting a deliverable before the public."""

import re

import pytest
from playwright.sync_api import expect

from seoul_gov.notifications.models import Notice
from tests import factories
from tests.journeys.steps import no_sideways_scroll, press, tab_to, write
from workflows.issues.models import Issue

pytestmark = pytest.mark.journey

PHONE = {"width": 360, "height": 740, "has_touch": True}


@pytest.fixture
def official(live):
    return factories.make_official(
        "officer", department=factories.make_department("디지털정책과"), name="김담당"
    )


@pytest.fixture
def project(official):
    return factories.make_confirmed_project(
        officer=official, title="따릉이 앱 개편", governance_type="collaboration", status="running"
    )


@pytest.fixture
def run(project):
    return factories.make_run(project, stage_key="design")


@pytest.fixture
def member(project):
    panel = factories.make_panel(project, kind="working", name="실무추진단")
    return factories.make_member(panel, name="나단원").user


@pytest.fixture
def vendor(project):
    return factories.make_vendor(project=project)


def looked_at(page, axe):
    axe(page)
    no_sideways_scroll(page)


def raise_by_keyboard(page, axe, run):
    """A member on a phone, without touching it: from the process to the list, and through a refusal."""
    page.goto(run.get_absolute_url())
    press(page, page.locator("nav.tabs").get_by_role("link", name="수시 협의"))
    expect(page.get_by_text("아직 제기된 협의가 없습니다.")).to_be_visible()
    looked_at(page, axe)
    press(page, page.get_by_role("link", name="협의 제기하기").first)
    tab_to(page, page.get_by_role("textbox", name="제목"))
    page.keyboard.insert_text("버튼이 너무 작습니다")
    tab_to(page, page.get_by_role("textbox", name="내용"))
    page.keyboard.insert_text("장갑을 끼면 누를 수 없습니다. 010-1234-5678")
    press(page, page.get_by_role("button", name="제기하기"))
    expect(page.locator(".error-summary")).to_contain_text("휴대전화번호")
    looked_at(page, axe)
    body = page.get_by_role("textbox", name="내용")
    expect(body).to_have_value("장갑을 끼면 누를 수 없습니다. 010-1234-5678")
    tab_to(page, body)
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("장갑을 끼면 누를 수 없습니다.")
    press(page, page.get_by_role("button", name="제기하기"))
    expect(page.get_by_role("heading", level=1)).to_have_text("버튼이 너무 작습니다")
    expect(page.get_by_role("status").filter(has_text="알렸습니다")).to_be_visible()
    looked_at(page, axe)


def test_a_member_asks_the_contractor_answers_and_the_official_settles(
    person, axe, run, member, vendor, official
):
    phone = person(member, **PHONE)
    raise_by_keyboard(phone, axe, run)
    issue = Issue.objects.get()

    company = person(vendor, **PHONE)
    company.goto(Notice.objects.get(recipient=vendor).url)
    expect(company.locator("main")).not_to_contain_text("나단원")
    expect(company.locator("main")).to_contain_text("추진단 단원")
    write(company, company.get_by_label("답변"), "다음 판에서 버튼을 48픽셀로 키우겠습니다.")
    press(company, company.get_by_role("button", name="답변 남기기"))
    expect(company.locator(".thread")).to_contain_text("48픽셀")
    looked_at(company, axe)

    office = person(official, **PHONE)
    office.goto("/desk/")
    press(office, office.get_by_role("link", name="결과 적기").first)
    expect(office.locator("main")).to_contain_text("48픽셀")
    press(office, office.get_by_role("button", name="조정 마치기"))
    expect(office.locator(".error-summary")).to_be_visible()
    looked_at(office, axe)
    write(office, office.get_by_label("조정결과"), "다음 판에서 버튼을 키우고 회의에서 확인합니다.")
    press(office, office.get_by_role("button", name="조정 마치기"))
    expect(office).to_have_url(re.compile(rf"/issues/{issue.pk}/(#main)?$"))
    expect(office.locator(".notice-success")).to_contain_text("회의에서 확인합니다")
    looked_at(office, axe)

    phone.goto("/notices/")
    press(phone, phone.get_by_role("link", name="조정하고 결과를 적었습니다").first)
    expect(phone.locator(".notice-success")).to_contain_text("회의에서 확인합니다")
    expect(phone.get_by_label("답변")).to_have_count(0)
    looked_at(phone, axe)


def test_an_official_publishes_a_deliverable_by_keyboard(person, axe, project, run, official):
    factories.make_version(project)
    phone = person(official, **PHONE)
    phone.goto(f"/reviews/project/{project.pk}/")
    press(phone, phone.get_by_role("link", name="공개하기"))
    expect(phone.get_by_role("checkbox")).to_be_visible()
    looked_at(phone, axe)
    press(phone, phone.get_by_role("button", name="공개하기"))
    expect(phone.locator(".error-summary")).to_be_visible()
    tab_to(phone, phone.get_by_role("checkbox"))
    phone.keyboard.press("Space")
    press(phone, phone.get_by_role("button", name="공개하기"))
    expect(phone.get_by_text("산출물을 공개했습니다.")).to_be_visible()
    looked_at(phone, axe)
    press(phone, phone.get_by_role("link", name="공개 거두기"))
    tab_to(phone, phone.get_by_label("사유"))
    phone.keyboard.insert_text("틀린 파일을 올렸습니다.")
    press(phone, phone.get_by_role("button", name="공개 거두기"))
    expect(phone.get_by_text("산출물의 공개를 거두었습니다.")).to_be_visible()
    looked_at(phone, axe)
