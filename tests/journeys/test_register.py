"""Walk step 1: an official registers a project, keeps a draft, returns, submits."""

import pytest
from playwright.sync_api import expect

from projects.models import Project
from tests import factories
from tests.journeys.steps import (
    follow,
    log_in_as,
    log_in_as_by_keyboard,
    no_sideways_scroll,
    press,
    tab_to,
    take,
    write,
    write_time,
)

pytestmark = pytest.mark.journey


@pytest.fixture
def official(live):
    department = factories.make_department("디지털정책과")
    factories.make_channel()
    return factories.make_official("officer", department=department, name="김담당")


def fill(page):
    write(page, page.get_by_label("사업명"), "따릉이 앱 화면 전면 개편")
    take(page, page.get_by_label("컨설팅사업"))
    write_time(page, page.get_by_label("시작일"), "2026-12-01")
    write_time(page, page.get_by_label("종료일"), "2027-06-30")
    write(page, page.get_by_label("예산"), "350000000")
    write(page, page.get_by_label("사업 개요"), "처음 쓰는 시민도 쉽게 빌릴 수 있게 합니다.")
    page.get_by_label("제안 경로").select_option(label="시 자체")
    take(page, page.get_by_label("시민 전체"))


def test_an_official_keeps_a_draft_returns_and_submits(page, official, axe):
    log_in_as(page, official)
    page.goto("/projects/")
    axe(page)
    follow(page, page.get_by_role("link", name="사업 등록").first)
    axe(page)
    write(page, page.get_by_label("사업명"), "따릉이 앱")
    press(page, page.get_by_role("button", name="초안 저장"))
    expect(page.get_by_text("초안입니다")).to_be_visible()
    axe(page)

    page.goto("/projects/")
    press(page, page.get_by_role("link", name="따릉이 앱"))
    press(page, page.get_by_role("link", name="고치기"))
    press(page, page.get_by_role("button", name="저장하고 등록"))
    expect(page.get_by_text("등록하려면 다음을 채워 주세요")).to_be_visible()
    fill(page)
    press(page, page.get_by_role("button", name="저장하고 등록"))
    expect(page.get_by_text("사업을 등록했습니다.")).to_be_visible()
    axe(page)
    project = Project.objects.get()
    assert (project.title, project.status, project.kind) == (
        "따릉이 앱 화면 전면 개편",
        "registered",
        "consulting",
    )


def test_whoever_went_from_an_error_to_its_field_begins_with_the_next_errors(page, official):
    log_in_as(page, official)
    page.goto("/projects/new/")
    summary = page.locator("main").get_by_role("alert")
    for title in ("", "\u202e"):
        page.get_by_label("사업명").fill(title)
        page.get_by_role("button", name="저장하고 등록").click()
        expect(summary).to_be_focused()
        expect(summary).to_be_in_viewport()
        press(page, summary.get_by_role("link").last)
        expect(summary).not_to_be_focused()


def test_what_was_typed_survives_an_error(page, official, axe):
    log_in_as(page, official)
    page.goto("/projects/new/")
    fill(page)
    page.get_by_label("종료일").fill("2026-11-01")
    page.get_by_role("button", name="저장하고 등록").click()
    expect(page.locator("main").get_by_role("alert")).to_contain_text(
        "종료일은 시작일과 같거나 그 뒤여야 합니다."
    )
    expect(page.get_by_label("사업명")).to_have_value("따릉이 앱 화면 전면 개편")
    expect(page.get_by_label("예산")).to_have_value("350000000")
    axe(page)
    assert Project.objects.count() == 0


def test_by_keyboard_on_a_telephone(phone, official, axe):
    log_in_as_by_keyboard(phone, official)
    phone.goto("/projects/")
    no_sideways_scroll(phone)
    press(phone, phone.get_by_role("link", name="사업 등록").first)
    tab_to(phone, phone.get_by_label("사업명"))
    phone.keyboard.insert_text("청소년 상담 챗봇")
    no_sideways_scroll(phone)
    press(phone, phone.get_by_role("button", name="초안 저장"))
    expect(phone.get_by_role("heading", name="청소년 상담 챗봇")).to_be_visible()
    no_sideways_scroll(phone)
    axe(phone)


def test_other_departments_see_nothing(page, official, axe):
    project = factories.make_project(officer=official, title="우리 부서 사업")
    stranger = factories.make_official("officer", department=factories.make_department("교통정보과"))
    log_in_as(page, stranger)
    page.goto("/projects/")
    expect(page.get_by_text("우리 부서 사업")).to_have_count(0)
    page.goto(f"/projects/{project.pk}/")
    expect(page.get_by_role("heading", name="찾으시는 화면이 없습니다")).to_be_visible()
    axe(page)
