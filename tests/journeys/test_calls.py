"""A panel is recruited in the open: called for, applied for on a telephone, corrected in public, opened for a reason."""

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from panels.calls.models import Application, RecruitmentCall
from panels.texts import load_texts
from seoul_gov.privacy.models import AccessEntry
from tests import factories
from tests.journeys.steps import no_sideways_scroll, press, tab_to

pytestmark = [pytest.mark.journey, pytest.mark.once]


@pytest.fixture
def official(live):
    cache.clear()
    load_texts()
    return factories.make_official(
        "officer", department=factories.make_department("디지털정책과"), name="김담당"
    )


@pytest.fixture
def panel(official):
    project = factories.make_confirmed_project(officer=official, title="따릉이 앱 개편")
    return factories.make_panel(project, state="forming", purpose="화면을 함께 살펴봅니다.")


def seen(page, axe):
    axe(page)
    no_sideways_scroll(page)


def type_into(page, label, text):
    tab_to(page, page.get_by_label(label, exact=True))
    page.keyboard.type(text)


def tick(page, target):
    tab_to(page, target)
    page.keyboard.press("Space")


def choose(page, label, value):
    """Pick from a list with the arrow keys."""
    field = page.get_by_label(label, exact=True)
    tab_to(page, field)
    for _ in field.locator("option").all_text_contents():
        if field.locator("option:checked").text_content() == value:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{label} has no {value}")


def test_from_the_call_to_the_applicants(person, official, panel, axe):
    desk = person(official)
    call_for_members(desk, panel, axe)
    citizen = factories.make_user(name="한시민")
    mobile = person(citizen, width=360, height=740, has_touch=True)
    apply(mobile, axe)
    correct(desk, axe)
    open_the_list(desk, axe)


def call_for_members(desk, panel, axe):
    desk.goto(panel.get_absolute_url())
    desk.get_by_role("link", name="모집공고 쓰기").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("모집공고 쓰기")
    seen(desk, axe)
    desk.get_by_label("신청 자격").fill("따릉이를 쓰는 시민")
    desk.get_by_label("1번째 활동").fill("첫 모임")
    desk.get_by_role("button", name="저장하고 미리보기").last.click()
    expect(desk.get_by_role("alert").first).to_contain_text("이 줄을 쓰려면 모두 적어 주세요.")
    seen(desk, axe)
    desk.locator("#id_dates-0-day").fill("2030-04-01")
    desk.locator("#id_dates-0-starts").fill("14:00")
    desk.locator("#id_dates-0-ends").fill("16:00")
    desk.get_by_label("접수 시작").fill("2026-01-02T09:00")
    desk.get_by_role("button", name="저장하고 미리보기").last.click()
    expect(desk.get_by_text("아직 공고하지 않았습니다")).to_be_visible()
    desk.get_by_role("button", name="공고하기").click()
    desk.get_by_role("dialog").get_by_role("button", name="공고하기").click()
    expect(desk.get_by_text("모집 중")).to_be_visible()
    seen(desk, axe)


def apply(phone, axe):
    phone.goto("/calls/")
    seen(phone, axe)
    call = RecruitmentCall.objects.get()
    press(phone, phone.get_by_role("link", name=call.title))
    expect(phone.get_by_role("heading", level=1)).to_have_text(call.title)
    seen(phone, axe)
    press(phone, phone.get_by_role("link", name="신청하기"))
    expect(phone.get_by_role("heading", level=1)).to_have_text("신청하기")
    seen(phone, axe)
    choose(phone, "연령대 (신청할 때 필수)", "60대")
    press(phone, phone.get_by_role("button", name="임시 저장"))
    expect(phone.get_by_text("아직 신청하지 않았습니다")).to_be_visible()
    seen(phone, axe)
    press(phone, phone.get_by_role("link", name="이어서 쓰기"))
    expect(phone.get_by_role("heading", level=1)).to_have_text("신청하기")
    press(phone, phone.get_by_role("button", name="신청하기"))
    expect(phone.locator("body")).to_contain_text("성별을 골라 주세요.")
    seen(phone, axe)
    choose(phone, "성별 (신청할 때 필수)", "여성")
    choose(phone, "직업 (신청할 때 필수)", "자영업")
    choose(phone, "사는 곳 (신청할 때 필수)", "마포구")
    choose(phone, "이 서비스나 비슷한 서비스를 얼마나 자주 쓰나요? (신청할 때 필수)", "거의 매일")
    type_into(phone, "관련 활동경력 (신청할 때 필수)", "동네 자전거 모임")
    tick(phone, phone.get_by_label("첫 모임", exact=False))
    tick(phone, phone.get_by_label("없습니다", exact=True))
    tick(phone, phone.get_by_label("개인정보 수집·이용에 동의합니다.", exact=True))
    press(phone, phone.get_by_role("button", name="신청하기"))
    expect(phone.locator("main")).to_contain_text("접수했습니다")
    expect(phone.locator("main")).to_contain_text(Application.objects.get().number)
    seen(phone, axe)


def correct(desk, axe):
    desk.reload()
    expect(desk.get_by_role("link", name="고치기")).to_have_count(0)
    desk.get_by_role("link", name="정정 내기").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("모집공고 정정")
    seen(desk, axe)
    desk.get_by_label("정정 내용").fill("모임 장소가 시청 본관으로 바뀌었습니다.")
    desk.get_by_role("button", name="정정 내기").click()
    expect(desk.locator("main")).to_contain_text("모임 장소가 시청 본관으로 바뀌었습니다.")
    seen(desk, axe)


def open_the_list(desk, axe):
    desk.get_by_role("link", name="신청자 보기").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("신청자 보기")
    expect(desk.locator("main")).not_to_contain_text("한시민")
    seen(desk, axe)
    desk.get_by_label("보는 사유").fill("신청 자격 확인")
    desk.get_by_role("button", name="신청자 명단 보기").click()
    expect(desk.locator("main")).to_contain_text("한시민")
    seen(desk, axe)
    assert AccessEntry.objects.get().reason == "신청 자격 확인"
