"""A citizens' panel from the call to the day on which nothing is kept of it any more, through the pages of eight rooms.

The first story is told without a mouse and, but for one desk, on a window 360 pixels wide: a 실무추진단 of ten is recruited
among two hundred. Points give six seats, lots the other four among equals. One of those drawn works for a company that
nobody has heard of yet; later it is a subcontractor, and whom the draw put first in line takes the seat.

The second one keeps to what is different in a panel that is drawn as a whole: whoever leaves is replaced by a lottery.
"""

import re
import subprocess
import sys
import zipfile
from datetime import date, timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import expect

from panels import actions as panels
from panels import invitations, lottery
from panels.actions import Declaration
from panels.appointments import tasks as appointments
from panels.appointments.models import Appointment
from panels.calls import actions as calls
from panels.calls.models import Application, RecruitmentCall
from panels.conflicts.models import Suspension
from panels.draws import actions as drawing
from panels.draws.models import LotteryRun, Replacement
from panels.erasure.actions import erase_due
from panels.erasure.models import Destruction
from panels.models import ERASED, Membership, Selection
from panels.screening import actions as screening
from panels.selections import actions as selections
from panels.selectors import texts_for
from panels.texts import load_texts
from seoul_gov.accounts.models import User
from seoul_gov.ui.korean import SEOUL, today
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
from tests.panels.draws.conftest import computed

pytestmark = pytest.mark.journey
CROWD, SEATS, INSIDE = 199, 10, 6
NARROW = {"width": 360, "height": 740, "has_touch": True}
CITIZEN, COMPANY, SPELT_OTHERWISE = "한시민", "누리길 소프트", "누리길쏘프트 주식회사"
NEEDED = "(신청할 때 필수)"
CRITERIA = {
    "project_understanding": "사업 이해도(40점)",
    "record": "관련 활동경력(30점)",
    "utilisation": "정보서비스 활용도(30점)",
}


@pytest.fixture
def official(live):
    cache.clear()
    load_texts()
    return factories.make_official("officer", department=factories.make_department(), name="김담당")


@pytest.fixture
def colleague(official):
    return factories.make_official("officer", department=factories.make_department(), name="이담당")


def seen(page, axe):
    axe(page)
    no_sideways_scroll(page)


def heading(page, words):
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


@pytest.fixture
def head(official):
    return factories.make_official("head", department=factories.make_department(), name="박부서장")


def test_a_panel_from_the_call_to_its_end(person, official, colleague, head, axe, tmp_path):
    desk, other = person(official, **NARROW), person(colleague)
    phone = person(factories.make_user(name=CITIZEN), **NARROW)
    call = call_for_members(desk, official, axe)
    apply(phone, axe)
    others_apply(call)
    own = Application.objects.get(name=CITIZEN)
    read_all((desk, official), (other, colleague), own, axe)
    run = commit(desk, axe)
    visitor = person()
    count_down(visitor, run, axe)
    throw(run, own.number, desk, other, axe)
    look_up(phone, run, own.number, axe)
    selection = decide(desk, axe)
    accept_on_the_phone(phone, axe)
    accept_all(call.panel)
    activate(desk, axe)
    take_the_letter(phone, axe)
    record_subcontractor(desk, axe)
    have_a_say(phone, axe)
    exclude(person(head, **NARROW), axe)
    successor = fill_in_order(desk, selection, axe)
    check_it_yourself(visitor, run, successor, tmp_path, axe)
    end_of_term(person(successor.applicant, **NARROW), call.panel, axe)
    forget(person, call)


def call_for_members(desk, official, axe):
    project = factories.make_confirmed_project(
        officer=official, governance_type="collaboration", title="응답소 앱 전면 개편"
    )
    panel = factories.make_panel(project, kind="working", name="실무추진단", state="forming")
    desk.goto(panel.get_absolute_url())
    press(desk, desk.get_by_role("link", name="모집공고 쓰기"))
    heading(desk, "모집공고 쓰기")
    seen(desk, axe)
    write(desk, desk.get_by_label("제목"), "응답소 앱을 함께 만들 실무추진단")
    write(desk, desk.get_by_label("모집 인원"), str(SEATS))
    write(desk, desk.get_by_label("하는 일"), "달마다 만나 과업의 범위와 화면을 함께 정합니다.")
    write(desk, desk.get_by_label("신청 자격"), "응답소를 쓰는 시민")
    write_time(desk, desk.get_by_label("접수 시작"), "2026-01-02T09:00")
    write(desk, desk.get_by_label("1번째 활동"), "첫 모임")
    write_time(desk, desk.get_by_label("1번째 날짜"), "2030-04-01")
    write_time(desk, desk.get_by_label("1번째 시작"), "14:00")
    write_time(desk, desk.get_by_label("1번째 끝"), "16:00")
    press(desk, desk.get_by_role("button", name="저장하고 미리보기").last)
    press(desk, desk.get_by_role("button", name="공고하기"))
    press(desk, desk.get_by_role("dialog").get_by_role("button", name="공고하기"))
    expect(desk.get_by_text("모집 중")).to_be_visible()
    seen(desk, axe)
    return RecruitmentCall.objects.with_facts().get()


def apply(phone, axe):
    """Our citizen says where they work: no company is under contract yet."""
    call = RecruitmentCall.objects.get()
    phone.goto("/calls/")
    press(phone, phone.get_by_role("link", name=call.title))
    press(phone, phone.get_by_role("link", name="신청하기"))
    heading(phone, "신청하기")
    choose(phone, f"연령대 {NEEDED}", "60대")
    choose(phone, f"성별 {NEEDED}", "여성")
    choose(phone, f"직업 {NEEDED}", "사무·관리·전문직")
    choose(phone, f"사는 곳 {NEEDED}", "마포구")
    type_into(phone, f"이 사업이나 서비스에 대해 아는 것을 적어 주세요. {NEEDED}", "민원을 넣는 앱입니다.")
    type_into(phone, f"관련 활동경력 {NEEDED}", "동네 자치회에서 여러 해 일했습니다.")
    choose(phone, f"이 서비스나 비슷한 서비스를 얼마나 자주 쓰나요? {NEEDED}", "거의 매일")
    tick(phone, phone.get_by_label("첫 모임", exact=False))
    tick(phone, phone.get_by_label("없습니다", exact=True))
    type_into(phone, "현재 일하는 곳", COMPANY)
    tick(phone, phone.get_by_label("개인정보 수집·이용에 동의합니다.", exact=True))
    press(phone, phone.get_by_role("button", name="신청하기"))
    expect(phone.locator("main")).to_contain_text("접수했습니다")
    seen(phone, axe)


def others_apply(call):
    """A hundred and ninety-nine more, until the last moment of the call has passed."""
    people = [User(email=f"crowd{n}@example.test", name=f"{n}번시민", password="!") for n in range(CROWD)]
    people = User.objects.bulk_create(people)
    EmailAddress.objects.bulk_create(
        EmailAddress(user=one, email=one.email, verified=True, primary=True) for one in people
    )
    for one in people:
        factories.make_application(call, by=one, name=one.name, upload=None)
    close(call)


def close(call):
    """The last moment of the call has passed."""
    now = timezone.now()
    times = {"opens_at": now - timedelta(days=9), "closes_at": now - timedelta(seconds=1)}
    RecruitmentCall.objects.filter(pk=call.pk).update(**times)


def read_all(one, other, own, axe):
    """Both read one page by page, blind and apart; the rest is as much work and no more pages.

    Six are better than the others, and some fifty are equals, our citizen among them.
    """
    for page, _ in (one, other):
        page.goto("/desk/")
        press(page, page.get_by_role("link", name="지원서 심사하기").first)
        press(page, page.get_by_role("link", name="심사하기", exact=True))
        expect(page.locator("main")).not_to_contain_text(re.compile(f"번시민|{CITIZEN}"))
        seen(page, axe)
        take(page, page.get_by_label("있습니다", exact=True))
        for criterion in CRITERIA.values():
            take(page, page.get_by_role("group", name=criterion).get_by_label("4 높음"))
        press(page, page.get_by_role("button", name="심사 결과 내기"))
        expect(page.get_by_text("심사 결과를 냈습니다.")).to_be_visible()
    applications = own.call.applications
    equal = {own.pk, *applications.filter(readings__isnull=False).values_list("pk", flat=True)}
    others = applications.exclude(pk__in=equal).order_by("pk")
    levels = dict.fromkeys(equal, 4) | {
        other.pk: 5 if place < INSIDE else 4 if place < INSIDE + 50 else 3
        for place, other in enumerate(others)
    }
    for _, reader in (one, other):
        for application in applications.exclude(readings__reader=reader):
            marks = dict.fromkeys(CRITERIA, levels[application.pk])
            factories.make_reading(application, reader, marks)


def commit(desk, axe):
    """What will be drawn among whom is promised in public before any dice are thrown."""
    desk.goto("/desk/")
    press(desk, desk.get_by_role("link", name="추첨 준비하기").first)
    heading(desk, "추첨 명단 확정하기")
    seen(desk, axe)
    take(desk, desk.get_by_label("사람들 앞에서 굴리는 주사위"))
    write_time(desk, desk.get_by_label("추첨일시"), "2030-01-02T15:00")
    write(desk, desk.get_by_label("추첨 안내"), "시청 로비에서 십면체 주사위 여섯 개를 굴립니다.")
    press(desk, desk.get_by_role("button", name="명단 확정하고 약속값 공개"))
    press(desk, desk.get_by_role("dialog").get_by_role("button", name="명단 확정하고 약속값 공개"))
    expect(desk.locator("main")).to_contain_text("추첨 예정")
    return LotteryRun.objects.get()


def count_down(visitor, run, axe):
    visitor.goto(run.get_absolute_url())
    expect(visitor.get_by_text("추첨 예정")).to_be_visible()
    left = (date(2030, 1, 2) - today()).days
    expect(visitor.locator("main")).to_contain_text(f"D-{left}")
    expect(visitor.locator("main")).to_contain_text(run.commitment)
    equals = len(run.pool.splitlines()) - 1
    assert equals > 50
    words = f"신청자 {equals}명 가운데 {SEATS - INSIDE}명"
    expect(visitor.locator("main")).to_contain_text(words)
    seen(visitor, axe)


def throw(run, number, desk, other, axe):
    """The dice fall so that our citizen is in: with a chance like everybody's, that takes a few throws."""
    throws = (",".join(f"{n:06}") for n in range(10_000))
    value = next(one for one in throws if number in lottery.draw(run.record, one).panel)
    LotteryRun.objects.filter(pk=run.pk).update(draws_at=timezone.now() - timedelta(seconds=1))
    for clerk in (desk, other):
        clerk.goto("/desk/")
        press(clerk, clerk.get_by_role("link", name="추첨 값 적기").first)
        heading(clerk, "추첨 값 적기")
        seen(clerk, axe)
        write(clerk, clerk.get_by_label("추첨 값"), value)
        press(clerk, clerk.get_by_role("button", name="값 적기"))
        heading(clerk, f"{run}")
    run.refresh_from_db()
    assert run.is_drawn and number in run.panel and len(run.panel) + len(run.inside) == SEATS


def look_up(phone, run, number, axe):
    phone.goto(run.get_absolute_url())
    tab_to(phone, phone.get_by_label("접수번호"))
    phone.keyboard.type(number)
    phone.keyboard.press("Enter")
    expect(phone.locator("#mine")).to_contain_text("뽑혔습니다.")
    seen(phone, axe)


def decide(desk, axe):
    """Numbers are joined to names, beside the meter of the panel."""
    desk.goto("/desk/")
    press(desk, desk.get_by_role("link", name="확정하기").first)
    write(desk, desk.get_by_label("보는 사유"), "선정 결과를 확정하려고 봅니다.")
    press(desk, desk.get_by_role("button", name="명단 열기"))
    expect(desk.get_by_role("heading", name=f"신청자 {CROWD + 1}명")).to_be_visible()
    expect(desk.locator("main")).to_contain_text(CITIZEN)
    expect(desk.locator("#makeup")).to_contain_text(f"선정 {SEATS}명")
    tab_to(desk, desk.get_by_role("button", name="선정 결과 확정"), limit=2 * CROWD)
    desk.keyboard.press("Enter")
    press(desk, desk.get_by_role("dialog").get_by_role("button", name="선정 결과 확정"))
    heading(desk, "선정 결과")
    seen(desk, axe)
    return Selection.objects.with_facts().get()


def accept_on_the_phone(phone, axe):
    phone.goto("/desk/")
    press(phone, phone.get_by_role("link", name="초대에 답하기").first)
    tick(phone, phone.get_by_label("위 내용을 지킬 것을 서약합니다."))
    tick(phone, phone.get_by_label("개인정보 수집·이용에 동의합니다."))
    tick(phone, phone.get_by_label("없습니다", exact=True))
    seen(phone, axe)
    press(phone, phone.get_by_role("button", name="초대 수락"))
    expect(phone).to_have_url(re.compile(r"/panels/\d+/(#main)?$"))
    assert Membership.objects.get(name=CITIZEN).is_active


def accept_all(panel):
    """Everybody who was invited and has not answered, and works for nobody."""
    for seat in panel.memberships.pending().order_by("pk"):
        person = User.objects.get(email=seat.email)
        panels.accept(
            by=person,
            membership=seat,
            secret=invitations.secret_of(seat),
            texts=texts_for(seat.role),
            declaration=Declaration(False),
        )


def activate(desk, axe):
    desk.goto("/desk/")
    press(desk, desk.get_by_role("link", name="추진단 구성 마치기").first)
    expect(desk.get_by_role("button", name="구성 마치기")).to_be_visible()
    seen(desk, axe)
    press(desk, desk.get_by_role("button", name="구성 마치기"))
    heading(desk, "실무추진단")
    assert Appointment.objects.in_force().count() == SEATS


def take_the_letter(phone, axe):
    phone.goto("/appointments/")
    press(phone, phone.get_by_role("button", name="위촉장 만들기"))
    expect(phone.locator("#papers")).to_contain_text("만드는 중")
    appointments.print_appointments()
    link = phone.get_by_role("link", name="위촉장 제").first
    expect(link).to_be_visible()
    seen(phone, axe)


def record_subcontractor(desk, axe):
    """The company comes later, and is spelt otherwise."""
    project = RecruitmentCall.objects.get().panel.project_id
    desk.goto(f"/panels/project/{project}/contracts/")
    seen(desk, axe)
    take(desk, desk.get_by_label("하도급사"))
    write(desk, desk.get_by_label("상호"), SPELT_OTHERWISE)
    press(desk, desk.get_by_role("button", name="기록", exact=True))
    expect(desk.get_by_text("단원 1명의 직무를 정지했습니다.")).to_be_visible()
    assert Suspension.objects.get().membership.name == CITIZEN


def have_a_say(phone, axe):
    phone.goto("/desk/")
    press(phone, phone.get_by_role("link", name="의견 내기").first)
    expect(phone.get_by_text(f"하도급사 ‘{SPELT_OTHERWISE}’")).to_be_visible()
    type_into(phone, "의견", "지난달부터 그 회사에 다닙니다.")
    press(phone, phone.get_by_role("button", name="의견 내기"))
    expect(phone.get_by_text("의견을 냈습니다.")).to_be_visible()
    seen(phone, axe)


def exclude(other, axe):
    other.goto("/desk/")
    press(other, other.get_by_role("link", name="이해관계 확인하기").first)
    expect(other.get_by_text("지난달부터 그 회사에 다닙니다.")).to_be_visible()
    seen(other, axe)
    take(other, other.get_by_label("이해관계로 제외"))
    write(other, other.locator("textarea[name=reason]"), "하도급 업체에 다니는 것을 확인했습니다.")
    press(other, other.get_by_role("button", name="결정하고 본인에게 알림"))
    expect(other.get_by_text("결정하고 본인에게 알렸습니다.")).to_be_visible()
    assert Membership.objects.get(name=CITIZEN).state == "excluded"


def fill_in_order(desk, selection, axe):
    """Whom the draw put first among those who wait is asked; answers their application."""
    desk.goto("/desk/")
    press(desk, desk.get_by_role("link", name="빈자리 채우기").first)
    heading(desk, "선정 결과")
    press(desk, desk.get_by_role("button", name="다음 순서로 채우기"))
    press(desk, desk.get_by_role("dialog").get_by_role("button", name="다음 순서로 채우기"))
    expect(desk.get_by_text("빈자리에 다음 예비 신청자를 선정하고")).to_be_visible()
    seen(desk, axe)
    choice = selection.choices.get(turn=1)
    accept_all(selection.call.panel)
    assert Appointment.objects.in_force().count() == SEATS, "who comes later gets a letter as well"
    return choice.application


def check_it_yourself(visitor, run, successor, tmp_path, axe):
    """The files of the draw say who was drawn, and who is next, by hashing alone."""
    visitor.goto(run.get_absolute_url())
    expect(visitor.get_by_role("listitem").filter(has_text=successor.number)).to_be_visible()
    seen(visitor, axe)
    said = verified(visitor, "추첨 파일 내려받기(zip)", tmp_path)
    assert f"panel {' '.join(run.panel)}" in said
    assert f"alternates {successor.number} " in said


def verified(visitor, link, folder):
    """What the script says that lies beside the files."""
    with visitor.expect_download() as download:
        visitor.get_by_role("link", name=link).click()
    with zipfile.ZipFile(download.value.path()) as files:
        files.extractall(folder)
    said = [sys.executable, "verify_draw.py"]
    return subprocess.run(said, cwd=folder, capture_output=True, text=True, check=True).stdout


def end_of_term(phone, panel, axe):
    """The day after the last one; who served gets it in writing."""
    last = Appointment.objects.order_by("-ends_on").first().ends_on
    with time_machine.travel(
        timezone.datetime(last.year, last.month, last.day, 9, tzinfo=SEOUL) + timedelta(1)
    ):
        appointments.end_terms()
    assert not panel.memberships.active().exists()
    assert panel.memberships.filter(state="ended").count() == SEATS
    phone.goto("/appointments/")
    press(phone, phone.get_by_role("button", name="활동확인서 만들기"))
    expect(phone.locator("#papers")).to_contain_text("만드는 중")
    appointments.print_appointments()
    expect(phone.get_by_role("link", name="활동확인서 제").first).to_be_visible()
    seen(phone, axe)


def forget(person, call):
    """Half a year later who was not chosen, some years later who served; the record says so and names nobody."""
    erase_due(today() + timedelta(days=200))
    assert call.applications.filter(state="erased").count() == CROWD + 1 - SEATS - 1
    erase_due(today() + timedelta(days=365 * 6))
    assert not call.applications.exclude(state="erased").exists()
    assert not Membership.objects.exclude(name=ERASED).exists()
    page = person(factories.make_official("dpo", name="구보호"))
    page.goto("/erasure/")
    rows = page.get_by_role("table", name="개인정보 파기 기록").get_by_role("row")
    expect(rows).to_have_count(1 + Destruction.objects.count())
    expect(page.locator("main")).to_contain_text("실무추진단")
    expect(page.locator("main")).not_to_contain_text(CITIZEN)


def test_who_leaves_a_drawn_panel_is_replaced_by_lot(person, official, colleague, axe, tmp_path):
    selection = drawn_panel(official, colleague)
    run = selection.call.lottery
    leaver = leave(person, selection, axe)
    refill(person(official, **NARROW), leaver, axe)
    visitor = person()
    visitor.goto(run.get_absolute_url())
    expect(visitor.get_by_role("heading", name="1차 교체", exact=True)).to_be_visible()
    seen(visitor, axe)
    said = verified(visitor, "1차 교체 파일 내려받기(zip)", tmp_path)
    assert f"panel {' '.join(Replacement.objects.get().panel)}" in said


def drawn_panel(official, colleague):
    """An 온라인참여단 of four among sixteen, drawn under quotas and in office."""
    project = factories.make_confirmed_project(
        officer=official, governance_type="consultation", title="따릉이 앱 화면 전면 개편"
    )
    panel = factories.make_panel(project, kind="online", name="온라인참여단", state="forming")
    terms = factories.make_terms("online", seats=4)
    call = calls.publish(by=official, call=calls.draft(by=official, panel=panel, terms=terms))
    sorts = [(age, gender) for age in ("20s", "60s") for gender in ("female", "male")]
    for age, gender in sorts * 4:
        factories.make_application(call, age_band=age, gender=gender)
    close(call)
    for reader in (official, colleague):
        for application in call.applications.all():
            levels = {"use": 4, "interest": 4, "understanding": 3}
            screening.read(by=reader, application=application, is_eligible=True, levels=levels)
    trial = computed(RecruitmentCall.objects.get())
    plan = drawing.Plan(
        "dice", timezone.now() + timedelta(hours=25), "시청 로비에서 주사위 여섯 개를 굴립니다."
    )
    run = drawing.commit(by=official, trial=trial, plan=plan)
    LotteryRun.objects.update(draws_at=timezone.now() - timedelta(seconds=1))
    for clerk in (official, colleague):
        drawing.enter(by=clerk, run=run, value="4,0,7,2,9,1")
    selection = selections.decide(by=official, call=call)
    accept_all(panel)
    panels.activate(by=official, panel=panel, size_reason="화면이 적어 네 명이면 충분합니다.")
    return Selection.objects.with_facts().get(pk=selection.pk)


def leave(person, selection, axe):
    """A member gives the seat up; answers their number."""
    seat = selection.call.panel.memberships.active().order_by("pk").first()
    member = person(seat.user, **NARROW)
    member.goto("/panels/")
    press(member, member.get_by_role("link", name="온라인참여단"))
    press(member, member.get_by_role("link", name="활동 그만두기"))
    heading(member, "활동 그만두기")
    seen(member, axe)
    press(member, member.get_by_role("button", name="그만두기"))
    expect(member.get_by_text("추진단 활동을 그만두었습니다.")).to_be_visible()
    return seat.choice.application.number


def refill(desk, number, axe):
    """From the desk: who left, among how many, and the button; it leads to the result."""
    desk.goto("/desk/")
    press(desk, desk.get_by_role("link", name="다시 추첨하기").first)
    heading(desk, "빈자리 다시 추첨하기")
    expect(desk.get_by_role("row", name=number)).to_contain_text("그만둠")
    expect(desk.locator("main")).to_contain_text("12명")
    seen(desk, axe)
    press(desk, desk.get_by_role("button", name="다시 추첨하기"))
    press(desk, desk.get_by_role("dialog").get_by_role("button", name="다시 추첨하기"))
    heading(desk, "선정 결과")
    (new,) = Replacement.objects.get().added
    expect(desk.get_by_role("row", name=new)).to_contain_text("1차 충원")
    accept_all(Selection.objects.get().call.panel)
    assert Appointment.objects.in_force().count() == 4, "who is drawn later gets a letter as well"
