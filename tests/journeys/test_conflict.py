"""A subcontractor is recorded, a member is suspended and heard, and the head decides."""

import pytest
from playwright.sync_api import expect

from panels.models import ConflictDeclaration, Membership
from tests import factories
from tests.journeys.steps import follow, no_sideways_scroll, press, sign_in, take, write

pytestmark = pytest.mark.journey


@pytest.fixture
def official(live):
    return factories.make_official(
        "officer", department=factories.make_department("디지털정책과"), name="김담당"
    )


@pytest.fixture
def head(official):
    return factories.make_official(
        "head", department=factories.make_department("디지털정책과"), name="박부서장"
    )


@pytest.fixture
def seat(official):
    """A member who told of an employer, beside another one."""
    project = factories.make_confirmed_project(
        officer=official, governance_type="collaboration", title="응답소 앱 개편"
    )
    panel = factories.make_panel(project, kind="working", name="실무추진단")
    factories.make_member(panel, name="이단원")
    seat = factories.make_member(panel, name="한시민")
    ConflictDeclaration.objects.create(membership=seat, has_conflict=False, employer="누리길 소프트")
    return seat


def test_a_member_is_suspended_heard_and_restored(person, official, head, seat, axe):
    desk = person(width=360, height=740)
    sign_in(desk, official)
    desk.goto(f"/panels/project/{seat.panel.project_id}/contracts/")
    take(desk, desk.get_by_label("하도급사"))
    write(desk, desk.get_by_label("상호"), "누리길소프트(주)")
    press(desk, desk.get_by_role("button", name="기록", exact=True))
    expect(desk.get_by_text("단원 1명의 직무를 정지했습니다.")).to_be_visible()
    desk.goto(seat.panel.get_absolute_url())
    expect(desk.get_by_role("row", name="한시민")).to_contain_text("직무 정지")
    no_sideways_scroll(desk)
    axe(desk)

    phone = person(seat.user, width=360, height=740, has_touch=True)
    phone.goto(seat.panel.get_absolute_url(), wait_until="commit")
    expect(phone.get_by_role("heading", level=1)).not_to_contain_text("실무추진단")
    phone.problems.clear()
    phone.goto("/panels/")
    press(phone, phone.get_by_role("link", name="실무추진단"))
    expect(phone.get_by_text("하도급사 ‘누리길소프트(주)’")).to_be_visible()
    no_sideways_scroll(phone)
    axe(phone)
    press(phone, phone.get_by_role("button", name="의견 내기"))
    expect(phone.locator("main").get_by_role("alert")).to_contain_text("의견을 적거나")
    write(phone, phone.get_by_label("의견", exact=True), "이름만 같은 다른 회사입니다.")
    press(phone, phone.get_by_role("button", name="의견 내기"))
    expect(phone.get_by_text("의견을 냈습니다.")).to_be_visible()
    no_sideways_scroll(phone)

    other = person(width=360, height=740, has_touch=True)
    sign_in(other, head)
    press(other, other.get_by_role("link", name="이해관계 확인하기").first)
    expect(other.get_by_text("이름만 같은 다른 회사입니다.")).to_be_visible()
    no_sideways_scroll(other)
    axe(other)
    take(other, other.get_by_label("정지 해제"))
    write(other, other.locator("textarea[name=reason]"), "사업자등록번호가 다릅니다.")
    press(other, other.get_by_role("button", name="결정하고 본인에게 알림"))
    expect(other.get_by_text("결정하고 본인에게 알렸습니다.")).to_be_visible()
    follow(other, other.get_by_role("link", name="돌아가기"))
    no_sideways_scroll(other)
    axe(other)
    assert Membership.objects.get(pk=seat.pk).is_active
