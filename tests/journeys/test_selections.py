"""Who gets a seat: opened for a reason, measured while it is ticked, decided, and read by the applicants on a telephone."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import expect

from panels.calls import actions as calls
from panels.models import RecruitmentCall, Selection
from panels.screening import actions as screening
from tests import factories
from tests.factories import make_application
from tests.journeys.steps import no_sideways_scroll, press, tab_to, write

pytestmark = pytest.mark.journey
AGES = ("20s", "30s", "30s", "60s")


@pytest.fixture
def official(live):
    cache.clear()
    return factories.make_official(
        "officer", department=factories.make_department("디지털정책과"), name="김담당"
    )


@pytest.fixture
def call(official):
    """A call for two seats, over and read, whose four applicants have falling points."""
    department = official.grants[0].department
    colleague = factories.make_official("officer", department=department, name="둘째")
    project = factories.make_confirmed_project(officer=official, title="따릉이 앱 개편")
    panel = factories.make_panel(project, state="forming", purpose="화면을 함께 살펴봅니다.")
    terms = factories.make_terms(seats=2, title="함께 살필 단원을 모집합니다")
    call = calls.publish(by=official, call=calls.draft(by=official, panel=panel, terms=terms))
    people = [
        make_application(call, by=factories.make_user(name=f"{n}번시민"), name=f"{n}번시민", age_band=age)
        for n, age in enumerate(AGES, 1)
    ]
    now = timezone.now()
    times = {"opens_at": now - timedelta(days=9), "closes_at": now - timedelta(seconds=1)}
    RecruitmentCall.objects.filter(pk=call.pk).update(**times)
    for reader in (official, colleague):
        for points, one in enumerate(people):
            levels = {"record": 5 - points, "utilisation": 4}
            screening.read(by=reader, application=one, is_eligible=True, levels=levels)
    return call


def seen(page, axe):
    axe(page)
    no_sideways_scroll(page)


def test_from_the_desk_to_the_applicants(person, official, call, axe):
    desk = person(official)
    open_the_list(desk, axe)
    leave_somebody_out(desk, call, axe)
    narrow = person(official, width=360, height=740, has_touch=True)
    narrow.goto(f"/selections/{Selection.objects.get().pk}/")
    seen(narrow, axe)
    waiting = Selection.objects.get().choices.get(rank=1).application
    say_no(person(waiting.applicant, width=360, height=740, has_touch=True), axe)


def open_the_list(desk, axe):
    desk.goto("/desk/")
    press(desk, desk.get_by_role("link", name="확정하기").first)
    expect(desk.get_by_role("heading", level=1)).to_have_text("선정 결과 확정하기")
    seen(desk, axe)
    write(desk, desk.get_by_label("보는 사유"), "선정 결과를 확정하려고 봅니다.")
    press(desk, desk.get_by_role("button", name="명단 열기"))
    expect(desk.get_by_role("heading", name="신청자 4명")).to_be_visible()
    expect(desk.get_by_role("button", name="다시 계산")).to_be_hidden()
    seen(desk, axe)


def leave_somebody_out(desk, call, axe):
    """With the keyboard alone; the meter tells who moves up before anything is sent."""
    first, third = (call.applications.get(name=f"{n}번시민").number for n in (1, 3))
    makeup = desk.locator("#makeup")
    expect(makeup).to_contain_text("선정 2명")
    tab_to(desk, desk.locator("summary", has_text=f"지원서 {first}"))
    desk.keyboard.press("Enter")
    tab_to(desk, desk.get_by_label(f"지원서 {first} 빼기"))
    desk.keyboard.press("Space")
    expect(makeup).to_contain_text(f"빈자리에 올라오는 지원서: {third}")
    seen(desk, axe)
    desk.set_viewport_size({"width": 360, "height": 740})
    seen(desk, axe)
    desk.set_viewport_size({"width": 1280, "height": 900})
    confirm(desk)
    expect(desk.get_by_role("alert").first).to_contain_text("원칙과 다르게 정하는 사유를 적어 주세요.")
    seen(desk, axe)
    write(desk, desk.locator(f"#id_reason-{first}"), "연락이 닿지 않습니다.")
    confirm(desk)
    expect(desk.get_by_role("heading", level=1)).to_have_text("선정 결과")
    expect(desk.get_by_text("연락이 닿지 않습니다.")).to_be_visible()
    seen(desk, axe)


def confirm(desk):
    """A keyboard comes to the decision without passing everybody on the list."""
    tab_to(desk, desk.get_by_role("link", name="명단을 건너뛰고 확정하기로 가기"))
    desk.keyboard.press("Enter")
    desk.keyboard.press("Tab")
    expect(desk.locator("#id_remark")).to_be_focused()
    press(desk, desk.get_by_role("button", name="선정 결과 확정"))
    press(desk, desk.get_by_role("dialog").get_by_role("button", name="선정 결과 확정"))


def say_no(phone, axe):
    phone.goto("/calls/mine/")
    expect(phone.get_by_text("예비 1번")).to_be_visible()
    seen(phone, axe)
    press(phone, phone.get_by_role("link", name="함께 살필 단원을 모집합니다"))
    expect(phone.get_by_text("자리가 비면 순번대로 연락드립니다.")).to_be_visible()
    seen(phone, axe)
    press(phone, phone.get_by_role("button", name="다음 빈자리에도 연락하지 않기"))
    expect(phone.get_by_text("빈자리가 나도 연락을 받지 않습니다.")).to_be_visible()
    seen(phone, axe)
    press(phone, phone.get_by_role("link", name="함께 살필 단원을 모집합니다"))
    expect(phone.get_by_text("2명을 선정하고 예비 1명의")).to_be_visible()
    tab_to(phone, phone.locator("summary", has_text="선정된 접수번호와 예비 순번"))
    phone.keyboard.press("Enter")
    seen(phone, axe)
