"""Walk step 9: an administrator copies the criteria, edits them as one sheet, sees what would differ, publishes."""

import pytest
from playwright.sync_api import expect

from selection import actions
from selection.models import Edition
from tests import factories
from tests.journeys.steps import follow, no_sideways_scroll, press, sign_in, tab_to, tick, write
from tests.selection.people import OPINION, approved

pytestmark = pytest.mark.journey


@pytest.fixture
def administrator(live):
    factories.make_edition()
    return factories.make_administrator()


@pytest.fixture
def past(administrator):
    """A confirmed assessment that another edition may read differently."""
    department = factories.make_department("디지털정책과")
    official = factories.make_official("officer", department=department)
    head = factories.make_official("head", department=department)
    return approved(factories.make_project(officer=official, title="따릉이 앱 화면 전면 개편"), head, OPINION)


def sheet(edition):
    return f"/admin/selection/edition/{edition.pk}/change/"


def test_copied_edited_compared_and_published(person, administrator, past, axe):
    page = person()
    sign_in(page, administrator)
    page.goto("/admin/selection/edition/")
    follow(page, page.get_by_role("link", name="2018년 2월판"))
    axe(page)
    press(page, page.get_by_role("button", name="이 판을 바탕으로 새 초안 만들기"))
    expect(page.get_by_role("heading", name="2018년 2월판 개정안")).to_be_visible()
    axe(page)
    write(page, page.get_by_label("판 이름"), "2026년판")
    tick(page, page.get_by_label("의견제시: 시민협업형 ✓"))
    write(page, page.get_by_label("의견제시: 물음"), "시민의 의견이 꼭 필요한 정보화사업인가?")
    press(page, page.get_by_role("button", name="저장"))
    expect(page.get_by_text("저장했습니다.")).to_be_visible()
    axe(page)

    press(page, page.get_by_role("link", name="지난 선정표 가운데 달라지는 것"))
    expect(page.get_by_role("cell", name="권고 · 시민협업형")).to_be_visible()
    axe(page)
    follow(page, page.get_by_role("link", name="기준표로 돌아가기"))
    follow(page, page.get_by_role("link", name="발행하기"))
    axe(page)
    press(page, page.get_by_role("button", name="발행"))
    expect(page.get_by_text("판을 발행했습니다.")).to_be_visible()
    expect(page.get_by_role("button", name="저장")).to_have_count(0)
    axe(page)
    assert Edition.objects.current().label == "2026년판"

    visitor = person(width=360)
    visitor.goto("/selection/self-check/")
    expect(visitor.get_by_text("시민의 의견이 꼭 필요한 정보화사업인가?")).to_be_visible()
    visitor.goto("/api/v1/docs")
    expect(visitor.get_by_role("heading", name="공개 API")).to_be_visible()
    axe(visitor)


def test_two_administrators_edit_at_once(person, administrator, axe):
    draft = actions.clone_edition(by=administrator, edition=Edition.objects.get())
    first, second = person(), person()
    for page, who in ((first, administrator), (second, factories.make_administrator(name="둘째관리자"))):
        sign_in(page, who)
        page.goto(sheet(draft))
    first.get_by_label("지역주민: 물음").fill("먼저 저장한 물음인가?")
    first.get_by_role("button", name="저장").click()
    expect(first.get_by_text("저장했습니다.")).to_be_visible()
    second.get_by_label("지역주민: 물음").fill("나중에 적은 물음인가?")
    second.get_by_role("button", name="저장").click()

    expect(second.get_by_role("alert")).to_contain_text("그 사이 다른 화면에서 이 초안이 저장되었습니다.")
    expect(second.get_by_role("cell", name="먼저 저장한 물음인가?")).to_be_visible()
    expect(second.get_by_label("지역주민: 물음")).to_have_value("나중에 적은 물음인가?")
    axe(second)
    second.get_by_role("button", name="저장").click()
    expect(second.get_by_text("저장했습니다.")).to_be_visible()
    assert draft.rows.get(key="local").text == "나중에 적은 물음인가?"


def test_by_keyboard_on_a_telephone(phone, administrator, axe):
    sign_in(phone, administrator)
    phone.goto(sheet(Edition.objects.get()))
    press(phone, phone.get_by_role("button", name="이 판을 바탕으로 새 초안 만들기"))
    expect(phone.get_by_role("heading", name="2018년 2월판 개정안")).to_be_visible()
    no_sideways_scroll(phone)
    tab_to(phone, phone.get_by_label("지역주민: 시민자문형 ✓"))
    phone.keyboard.press("Space")
    press(phone, phone.get_by_role("button", name="저장"))
    expect(phone.get_by_text("저장했습니다.")).to_be_visible()
    axe(phone)
    press(phone, phone.get_by_role("link", name="발행하기"))
    press(phone, phone.get_by_role("button", name="발행"))
    expect(phone.get_by_text("판을 발행했습니다.")).to_be_visible()
    assert Edition.objects.current().rows.get(key="local").types == ["advisory", "citizen_led"]
