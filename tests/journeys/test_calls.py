"""A panel is recruited in the open: called for, applied for on a telephone, corrected in public, opened for a reason."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import expect

from panels.calls import actions as calls
from panels.calls.models import Application, RecruitmentCall
from panels.draws import tasks
from panels.draws.models import LotteryRun
from panels.texts import load_texts
from seoul_gov.privacy.models import AccessEntry
from tests import factories
from tests.journeys.steps import (
    choose,
    no_sideways_scroll,
    press,
    tab_to,
    take,
    tick,
    type_into,
    write,
    write_time,
)

pytestmark = pytest.mark.journey
NARROW = {"width": 360, "height": 740}


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


def test_from_the_call_to_the_applicants(person, official, panel, axe):
    call_for_members(person(official), panel, axe)
    citizen = factories.make_user(name="한시민")
    mobile = person(citizen, **NARROW, has_touch=True)
    apply(mobile, axe)
    desk = person(official, **NARROW)
    correct(desk, axe)
    open_the_list(desk, axe)


def call_for_members(desk, panel, axe):
    desk.goto(panel.get_absolute_url())
    press(desk, desk.get_by_role("link", name="모집공고 쓰기"))
    expect(desk.get_by_role("heading", level=1)).to_have_text("모집공고 쓰기")
    seen(desk, axe)
    write(desk, desk.get_by_label("신청 자격"), "따릉이를 쓰는 시민")
    write(desk, desk.get_by_label("1번째 활동"), "첫 모임")
    press(desk, desk.get_by_role("button", name="저장하고 미리보기").last)
    expect(desk.get_by_role("alert").first).to_contain_text("이 줄을 쓰려면 모두 적어 주세요.")
    seen(desk, axe)
    write_time(desk, desk.locator("#id_dates-0-day"), "2030-04-01")
    write_time(desk, desk.locator("#id_dates-0-starts"), "14:00")
    write_time(desk, desk.locator("#id_dates-0-ends"), "16:00")
    write_time(desk, desk.get_by_label("접수 시작"), "2026-01-02T09:00")
    press(desk, desk.get_by_role("button", name="저장하고 미리보기").last)
    expect(desk.get_by_text("아직 공고하지 않았습니다")).to_be_visible()
    press(desk, desk.get_by_role("button", name="공고하기"))
    press(desk, desk.get_by_role("dialog").get_by_role("button", name="공고하기"))
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
    desk.goto(RecruitmentCall.objects.get().get_absolute_url())
    expect(desk.get_by_role("link", name="고치기")).to_have_count(0)
    press(desk, desk.get_by_role("link", name="정정 내기"))
    expect(desk.get_by_role("heading", level=1)).to_have_text("모집공고 정정")
    seen(desk, axe)
    write(desk, desk.get_by_label("정정 내용"), "모임 장소가 시청 본관으로 바뀌었습니다.")
    write(desk, desk.get_by_label("하는 일"), "시청 본관에 모여 화면을 함께 살펴봅니다.")
    press(desk, desk.get_by_role("button", name="정정 내기"))
    expect(desk.locator("main")).to_contain_text("모임 장소가 시청 본관으로 바뀌었습니다.")
    expect(desk.get_by_role("deletion")).to_have_text("화면을 함께 살펴봅니다.")
    expect(desk.get_by_role("insertion")).to_have_text("시청 본관에 모여 화면을 함께 살펴봅니다.")
    seen(desk, axe)
    on_paper(desk)


def on_paper(desk):
    """What is printed of a call is what it says, without anything to press."""
    desk.emulate_media(media="print")
    controls = desk.locator("a.krds-btn, button, input, select, #share-title, nav")
    assert not [one for one in controls.all() if one.is_visible()]
    for words in ("선정 기준과 배점", "점수는 이렇게 매깁니다", "첫 모임"):
        expect(desk.get_by_text(words).first).to_be_visible()
    desk.emulate_media(media="screen")
    expect(desk.get_by_role("link", name="정정 내기")).to_be_visible()


def open_the_list(desk, axe):
    press(desk, desk.get_by_role("link", name="신청자 보기"))
    expect(desk.get_by_role("heading", level=1)).to_have_text("신청자 보기")
    expect(desk.locator("main")).not_to_contain_text("한시민")
    seen(desk, axe)
    write(desk, desk.get_by_label("보는 사유"), "신청 자격 확인")
    press(desk, desk.get_by_role("button", name="신청자 명단 보기"))
    expect(desk.locator("main")).to_contain_text("한시민")
    seen(desk, axe)
    assert AccessEntry.objects.get().reason == "신청 자격 확인"


def test_from_the_reading_to_the_draw(person, phone, official, axe):
    colleague = factories.make_official("officer", department=official.grants[0].department, name="둘째")
    call, applications = handed_in(official)
    desks = person(official, **NARROW), person(colleague)
    for desk in desks:
        read_everything(desk, call, len(applications), axe)
    try_out(desks[0], axe)
    commit(desks[0], axe)
    run = LotteryRun.objects.get()
    watch(phone, run, applications[0].number, axe)
    LotteryRun.objects.filter(pk=run.pk).update(draws_at=timezone.now() - timedelta(seconds=1))
    for desk in desks:
        enter(desk, run, axe)
    run.refresh_from_db()
    see_the_result(phone, run, axe)


def handed_in(official):
    """A call for two seats that is over, with four applications."""
    project = factories.make_confirmed_project(officer=official, governance_type="consultation")
    panel = factories.make_panel(project, kind="online", name="온라인참여단", state="forming")
    terms = factories.make_terms("online", seats=2)
    call = calls.publish(by=official, call=calls.draft(by=official, panel=panel, terms=terms))
    people = [(age, gender) for age in ("20s", "60s") for gender in ("female", "male")]
    applications = [factories.make_application(call, age_band=age, gender=gender) for age, gender in people]
    now = timezone.now()
    times = {"opens_at": now - timedelta(days=9), "closes_at": now - timedelta(seconds=1)}
    RecruitmentCall.objects.filter(pk=call.pk).update(**times)
    return call, applications


def read_everything(desk, call, number, axe):
    desk.goto("/desk/")
    press(desk, desk.get_by_role("link", name="지원서 심사하기").first)
    expect(desk.get_by_role("heading", level=1)).to_have_text("심사")
    seen(desk, axe)
    press(desk, desk.get_by_role("link", name="심사하기"))
    for left in reversed(range(number)):
        title = desk.get_by_role("heading", level=1)
        expect(title).to_contain_text("지원서")
        words = title.text_content()
        if not left:
            seen(desk, axe)
        take(desk, desk.get_by_label("있습니다", exact=True))
        for criterion in ("정보서비스 사용 여부(40점)", "관심(30점)", "이해도(30점)"):
            take(desk, desk.get_by_role("group", name=criterion).get_by_label("4 높음"))
        press(desk, desk.get_by_role("button", name="심사 결과 내기"))
        expect(title).not_to_have_text(words)
        expect(desk.get_by_text("심사 결과를 냈습니다.")).to_be_visible()
    expect(desk.get_by_role("heading", level=1)).to_have_text("심사")


def try_out(desk, axe):
    """Two trials: quotas that no panel keeps, and the smallest change that helps; the page refreshes itself."""
    desk.reload()
    press(desk, desk.get_by_role("link", name="추첨 시안 만들기"))
    expect(desk.get_by_role("heading", level=1)).to_have_text("추첨 시안")
    seen(desk, axe)
    write(desk, desk.get_by_label("연령대 20대 최소"), "2")
    write(desk, desk.get_by_label("연령대 20대 최대"), "2")
    press(desk, desk.get_by_role("button", name="시안 계산하기"))
    expect(desk.locator("#now")).to_contain_text("차례를 기다리고 있습니다.")
    seen(desk, axe)
    tasks.compute()
    expect(desk.locator("#now")).to_contain_text("이 조건으로는 추진단을 구성할 수 없습니다")
    seen(desk, axe)
    press(desk, desk.get_by_role("link", name="이대로 다음 시안에 옮기기").first)
    expect(desk.get_by_label("앞 시안과 달라진 까닭")).to_be_visible()
    write(desk, desk.get_by_label("앞 시안과 달라진 까닭"), "가장 적게 바꾸는 길을 따릅니다.")
    press(desk, desk.get_by_role("button", name="시안 계산하기"))
    expect(desk.locator("#now")).to_contain_text("차례를 기다리고 있습니다.")
    tasks.compute()
    expect(desk.get_by_role("table", name="순위를 다루는 방법마다의 기회")).to_be_visible()
    seen(desk, axe)


def commit(desk, axe):
    press(desk, desk.get_by_role("link", name="이 시안으로 추첨 명단 확정하기"))
    expect(desk.get_by_role("heading", level=1)).to_have_text("추첨 명단 확정하기")
    seen(desk, axe)
    take(desk, desk.get_by_label("사람들 앞에서 굴리는 주사위"))
    write_time(desk, desk.get_by_label("추첨일시"), "2030-01-02T15:00")
    write(desk, desk.get_by_label("추첨 안내"), "시청 로비에서 십면체 주사위 여섯 개를 굴립니다.")
    press(desk, desk.get_by_role("button", name="명단 확정하고 약속값 공개"))
    press(desk, desk.get_by_role("dialog").get_by_role("button", name="명단 확정하고 약속값 공개"))
    expect(desk.locator("main")).to_contain_text("추첨 예정")
    expect(desk.locator("main")).to_contain_text("가장 적게 바꾸는 길을 따릅니다.")
    seen(desk, axe)


def watch(phone, run, number, axe):
    """A citizen looks up their own tickets, without a mouse."""
    phone.goto(run.get_absolute_url())
    expect(phone.locator("main")).to_contain_text(run.commitment)
    phone.emulate_media(media="print")
    expect(phone.get_by_text("내 표 보기").first).to_be_hidden()
    phone.emulate_media(media="screen")
    tab_to(phone, phone.get_by_label("접수번호"))
    phone.keyboard.type(number.lower())
    phone.keyboard.press("Enter")
    expect(phone.locator("#mine")).to_contain_text("뽑힐 기회는")
    seen(phone, axe)


def enter(desk, run, axe):
    desk.goto(run.get_absolute_url())
    press(desk, desk.get_by_role("link", name="추첨 값 적기"))
    expect(desk.get_by_role("heading", level=1)).to_have_text("추첨 값 적기")
    seen(desk, axe)
    write(desk, desk.get_by_label("추첨 값"), "4,0,7,2,9,1")
    press(desk, desk.get_by_role("button", name="값 적기"))
    expect(desk.get_by_role("heading", level=1)).to_have_text(f"{run}")
    seen(desk, axe)


def see_the_result(phone, run, axe):
    phone.goto(f"{run.get_absolute_url()}?number={run.panel[0]}")
    expect(phone.locator("#mine")).to_contain_text("뽑혔습니다.")
    expect(phone.locator("main")).to_contain_text(run.seed)
    seen(phone, axe)
