"""Walk step 2 of the rest: an item is put to a vote, members and department vote once each, the result is read."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from seoul_gov.notifications import outbox
from tests import factories
from tests.journeys.steps import no_sideways_scroll, press, tab_to, take, write
from workflows.decisions import duties
from workflows.decisions.models import Resolution
from workflows.meetings.models import Attendance, Meeting

pytestmark = pytest.mark.journey


@pytest.fixture
def official(live):
    return factories.make_official(
        "officer", department=factories.make_department("디지털정책과"), name="김담당"
    )


@pytest.fixture
def duty(official):
    project = factories.make_confirmed_project(
        officer=official, governance_type="collaboration", title="마을버스 알림 서비스 구축", status="running"
    )
    return factories.make_duty(project, kind="decision")


@pytest.fixture
def panel(duty):
    return factories.make_panel(duty.stage.run.project, kind="working", name="실무추진단")


@pytest.fixture
def members(panel):
    return [factories.make_member(panel, name=name).user for name in ("나단원", "다단원", "라단원")]


@pytest.fixture
def meeting(duty, panel, members, official):
    """Held this morning, with everybody there and an item of each sort."""
    starts = timezone.now() - timedelta(hours=3)
    held = Meeting.objects.create(
        duty=duty.stage.duties.filter(kind="meeting").first(),
        panel=panel,
        title="요구사항 정기회의",
        starts_at=starts,
        ends_at=starts + timedelta(hours=2),
        place="시청",
        uid=uuid4().hex,
        called_by=official,
        state="held",
        held_at=timezone.now(),
    )
    held.items.create(order=1, title="요구사항 목록", category="scope")
    held.items.create(order=2, title="예산 집행 현황", category="budget", needs_advice=False)
    for seat in panel.memberships.counted():
        Attendance.objects.create(meeting=held, membership=seat, state="present", recorded_by=official)
    return held


def at(page, heading):
    """The page of that name is there."""
    expect(page.get_by_role("heading", name=heading, exact=True, level=1)).to_be_visible()


def open_vote(page, duty, axe):
    """Through the page of the duty; what the city decides alone is not on offer."""
    page.goto(duty.get_absolute_url())
    press(page, page.get_by_role("link", name="표결 열기"))
    at(page, "표결 열기")
    axe(page)
    items = page.get_by_label("안건")
    assert items.locator("option").all_inner_texts()[0].startswith("요구사항 목록 (사업 범위")
    expect(items.locator("option")).to_have_count(1)
    expect(page.get_by_text("예산 집행 현황 (예산)")).to_be_visible()
    take(page, page.get_by_label("채택"))
    press(page, page.get_by_role("button", name="표결 열기"))
    expect(page.get_by_role("alert").first).to_contain_text("주문")
    axe(page)
    write(page, page.get_by_label("주문"), "요구사항 목록을 채택한다.")
    press(page, page.get_by_role("button", name="표결 열기"))
    expect(page.get_by_text("표결을 열고 단원에게 알렸습니다.")).to_be_visible()
    expect(page.get_by_text("0 / 4명")).to_be_visible()
    axe(page)
    no_sideways_scroll(page)
    return Resolution.objects.get()


def vote_by_keyboard(phone, axe):
    """From the desk to the vote on a phone, without a mouse."""
    phone.goto("/desk/")
    press(phone, phone.get_by_role("link", name="표결하기", exact=False).first)
    at(phone, "표결하기")
    axe(phone)
    no_sideways_scroll(phone)
    tab_to(phone, phone.get_by_label("찬성"))
    phone.keyboard.press("Space")
    phone.keyboard.press("ArrowDown")
    expect(phone.get_by_label("반대")).to_be_checked()
    tab_to(phone, phone.get_by_label("소수의견·이유"))
    phone.keyboard.insert_text("큰 글씨가 빠졌습니다.")
    press(phone, phone.get_by_role("button", name="투표하기"))
    expect(phone.get_by_role("dialog")).to_be_visible()
    axe(phone)
    press(phone, phone.get_by_role("dialog").get_by_role("button", name="투표하기"))
    expect(phone.get_by_text("투표했습니다.")).to_be_visible()
    expect(phone.get_by_text("내가 던진 표")).to_be_visible()
    axe(phone)
    no_sideways_scroll(phone)


def vote_again_elsewhere(tablet, axe):
    """The page was opened before the vote was cast on the phone."""
    tablet.get_by_label("찬성").check()
    tablet.get_by_role("button", name="투표하기").click()
    tablet.get_by_role("dialog").get_by_role("button", name="투표하기").click()
    expect(tablet.get_by_role("alert").first).to_contain_text("이미 표결하셨습니다.")
    expect(tablet.get_by_text("지금 남아 있는 표")).to_be_visible()
    expect(tablet.get_by_text("큰 글씨가 빠졌습니다.")).to_be_visible()
    axe(tablet)


def record_hands(page, vote, axe):
    page.goto(vote.get_absolute_url())
    press(page, page.get_by_role("link", name="거수 표결 적기"))
    at(page, "거수 표결 적기")
    axe(page)
    for name in ("다단원", "라단원"):
        take(page, page.get_by_role("group", name=re.compile(name)).get_by_label("찬성"))
    expect(page.get_by_role("group", name=re.compile("나단원"))).to_have_count(0)
    press(page, page.get_by_role("button", name="적기"))
    press(page, page.get_by_role("dialog").get_by_role("button", name="적기"))
    expect(page.get_by_text("표를 적고 해당하는 단원에게 알렸습니다.")).to_be_visible()
    expect(page.get_by_text("3 / 4명")).to_be_visible()


def close(page, axe):
    """One voter is left, the department: that is to be confirmed; then it votes, and nobody is left."""
    press(page, page.get_by_role("link", name="표결 마감"))
    press(page, page.get_by_role("button", name="표결 마감"))
    expect(page.get_by_role("alert").first).to_contain_text("아직 1명이 투표하지 않았습니다")
    axe(page)
    press(page, page.get_by_role("link", name="돌아가기"))
    press(page, page.get_by_role("link", name="사업부서 표 던지기"))
    take(page, page.get_by_label("찬성"))
    press(page, page.get_by_role("button", name="투표하기"))
    press(page, page.get_by_role("dialog").get_by_role("button", name="투표하기"))
    expect(page.get_by_text("사업부서의 표를 던졌습니다.")).to_be_visible()
    press(page, page.get_by_role("link", name="표결 마감"))
    press(page, page.get_by_role("button", name="표결 마감"))
    expect(page.get_by_text("표결을 마감하고")).to_be_visible()
    axe(page)
    no_sideways_scroll(page)


def test_a_vote_from_its_opening_to_its_result(person, axe, official, duty, members, meeting):
    page = person(official, width=360, height=740)
    vote = open_vote(page, duty, axe)
    tablet = person(members[0])
    tablet.goto(f"/decisions/{vote.pk}/vote/")
    phone = person(members[0], width=360, height=740, has_touch=True)
    vote_by_keyboard(phone, axe)
    vote_again_elsewhere(tablet, axe)
    record_hands(page, vote, axe)
    close(page, axe)

    phone.reload()
    expect(
        phone.get_by_text("재적 4명(사업부서 포함) 가운데 4명 투표(정족수 3명), 찬성 3명으로 가결")
    ).to_be_visible()
    expect(phone.get_by_role("row", name=re.compile("나단원.*반대"))).to_be_visible()
    axe(phone)
    no_sideways_scroll(phone)
    assert duties.settled([duty]) == {duty.pk: None}

    outbox.drain()
    told = [letter.body for letter in mail.outbox if letter.to == [members[1].email]]
    assert any("적은 표: 찬성\n적은 사람: 김담당" in body for body in told)
    assert any("찬성 3명, 반대 1명, 기권 0명" in body for body in told)


def test_a_vote_is_called_off(person, axe, official, duty, members, meeting):
    page = person(official, width=360, height=740)
    vote = open_vote(page, duty, axe)
    press(page, page.get_by_role("link", name="표결 취소"))
    at(page, "표결 취소")
    axe(page)
    tab_to(page, page.get_by_label("취소 사유"))
    page.keyboard.insert_text("주문을 고쳐 다시 올립니다.")
    press(page, page.get_by_role("button", name="표결 취소"))
    expect(page.get_by_text("취소한 표결입니다")).to_be_visible()
    axe(page)
    no_sideways_scroll(page)
    member = person(members[0], java_script_enabled=False)
    member.goto(f"/decisions/{vote.pk}/vote/")
    expect(member.get_by_text("취소한 표결입니다.")).to_be_visible()
