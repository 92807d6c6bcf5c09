"""An existing committee becomes the panel: two bad rows, mended and invited; one of them accepts."""

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from panels.invitations import path_of
from panels.models import Membership, Panel
from panels.texts import load_texts
from tests import factories
from tests.journeys.steps import no_sideways_scroll, press, tab_to

pytestmark = pytest.mark.journey

HEAD = "이름,이메일,소속·분야"
GOOD = [f"위원{number},one{number}@example.test,교통" for number in range(1, 7)]


@pytest.fixture
def official(live):
    cache.clear()
    load_texts()
    return factories.make_official(
        "officer", department=factories.make_department("디지털정책과"), name="김담당"
    )


@pytest.fixture
def project(official):
    return factories.make_confirmed_project(officer=official, title="따릉이 앱 개편")


def seen(page, axe):
    axe(page)
    no_sideways_scroll(page)


def test_a_committee_is_adopted(person, official, project, axe):
    member = factories.make_user(name="한위원")
    desk = person(official)
    desk.goto(f"/panels/project/{project.pk}/")
    desk.get_by_role("link", name="기존 위원회 활용하기").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("기존 위원회 활용하기")
    seen(desk, axe)
    fill(desk, [*GOOD, "잘못,wrong@", f"공무원,{official.email}"])
    desk.get_by_role("button", name="확인", exact=True).click()
    expect(desk.get_by_role("alert").first).to_contain_text("명단에서 2명의 줄을 고쳐야 합니다.")
    expect(desk.locator("#found")).to_contain_text("시 직원은 추진단의 간사로만 참여할 수 있습니다.")
    expect(desk.get_by_role("button", name="채택하고 초대 보내기")).to_have_count(0)
    seen(desk, axe)
    desk.get_by_label("위원 명단").fill(
        "\n".join([HEAD, *GOOD, f"한위원,{member.email}", "끝,last@example.test"])
    )
    desk.get_by_role("button", name="확인", exact=True).click()
    expect(desk.locator("main")).to_contain_text("명단 8명을 모두 초대할 수 있습니다.")
    seen(desk, axe)
    desk.get_by_role("button", name="채택하고 초대 보내기").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("전문가자문단")
    expect(desk.locator("main")).to_contain_text(
        "기존 위원회(공공자전거 자문위원회)를 추진단으로 활용합니다."
    )
    seen(desk, axe)
    accept(person(member, width=360, height=740, has_touch=True), member, axe)


def fill(desk, people):
    desk.get_by_label("기존 위원회의 이름").fill("공공자전거 자문위원회")
    desk.get_by_label("설치 근거").fill("자전거 이용 활성화 조례 제9조")
    desk.get_by_label("시민추진단 · 전문가자문단").check()
    desk.get_by_label("추진단 이름").fill("전문가자문단")
    desk.get_by_label("위원 명단").fill("\n".join([HEAD, *people]))


def accept(phone, member, axe):
    phone.goto(path_of(Membership.objects.get(email=member.email)))
    seen(phone, axe)
    for tick in phone.get_by_role("checkbox").all():
        tab_to(phone, tick)
        phone.keyboard.press("Space")
    tab_to(phone, phone.get_by_label("만 14세 이상입니다"))
    phone.keyboard.press("Space")
    press(phone, phone.get_by_role("button", name="수락"))
    expect(phone.locator("main")).to_contain_text("전문가자문단")
    assert Membership.objects.get(user=member).is_active


def test_the_same_by_keyboard_on_a_telephone(person, official, project, axe):
    phone = person(official, width=360, height=740, has_touch=True)
    phone.goto(f"/panels/project/{project.pk}/adopt/?kind=expert")
    for label, text in (
        ("기존 위원회의 이름 (필수)", "자문위원회"),
        ("설치 근거 (필수)", "조례 제9조"),
        ("추진단 이름 (필수)", "자문단"),
        ("위원 명단", "한위원,han@\n이위원,lee@example.test"),
    ):
        tab_to(phone, phone.get_by_label(label, exact=True))
        phone.keyboard.type(text)
    press(phone, phone.get_by_role("button", name="확인", exact=True))
    expect(phone.get_by_role("alert").first).to_contain_text("명단에서 1명의 줄을 고쳐야 합니다.")
    seen(phone, axe)
    tab_to(phone, phone.get_by_label("위원 명단", exact=True))
    phone.keyboard.press("Control+Home")
    phone.keyboard.press("End")
    phone.keyboard.type("example.test")
    press(phone, phone.get_by_role("button", name="확인", exact=True))
    expect(phone.locator("main")).to_contain_text("명단 2명을 모두 초대할 수 있습니다.")
    seen(phone, axe)
    press(phone, phone.get_by_role("button", name="채택하고 초대 보내기"))
    expect(phone.get_by_role("heading", level=1)).to_have_text("자문단")
    assert Panel.objects.get().memberships.count() == 2
