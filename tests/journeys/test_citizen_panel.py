"""A citizens' panel from the call to the day on which nothing is kept of it any more, through the pages of seven rooms."""

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
from panels.draws import tasks as draws
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
from tests.journeys.steps import choose, no_sideways_scroll, press, tab_to, tick, type_into

pytestmark = pytest.mark.journey
CROWD, SEATS = 199, 10
AGES = ("20s", "30s", "40s", "60s")
OCCUPATIONS = ("student", "office", "care")
NARROW = {"width": 360, "height": 740, "has_touch": True}
CITIZEN = "한시민"


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


def test_a_drawn_panel_from_the_call_to_its_end(person, official, colleague, axe, tmp_path):
    desk, other = person(official), person(colleague)
    phone = person(factories.make_user(name=CITIZEN), **NARROW)
    call_for_members(desk, official, axe)
    apply(phone, axe)
    read_all(desk, other, official, colleague, axe)
    run = commit(desk, axe)
    visitor = person()
    count_down(visitor, run, axe)
    own = Application.objects.get(name=CITIZEN)
    throw(run, own.number, desk, other)
    look_up(phone, run, own.number, axe)
    selection = decide(desk, axe)
    accept_on_the_phone(phone, axe)
    accept_all(selection.call.panel)
    activate(desk, axe)
    take_the_letter(phone, axe)
    leaver = leave(person, selection, axe)
    refill(desk, leaver, axe)
    check_it_yourself(visitor, run, tmp_path, axe)
    end_of_term(phone, selection.call.panel, axe)
    forget(person, selection.call)


def call_for_members(desk, official, axe):
    project = factories.make_confirmed_project(
        officer=official, governance_type="consultation", title="따릉이 앱 화면 전면 개편"
    )
    panel = factories.make_panel(project, kind="online", name="온라인참여단", state="forming")
    desk.goto(panel.get_absolute_url())
    desk.get_by_role("link", name="모집공고 쓰기").click()
    heading(desk, "모집공고 쓰기")
    desk.get_by_label("제목").fill("따릉이 앱을 함께 살필 온라인참여단")
    desk.get_by_label("모집 인원").fill(str(SEATS))
    desk.get_by_label("하는 일").fill("두 달 동안 시험판을 써 보고 의견을 냅니다.")
    desk.get_by_label("신청 자격").fill("따릉이를 쓰는 시민")
    desk.get_by_label("접수 시작").fill("2026-01-02T09:00")
    desk.get_by_label("1번째 활동").fill("첫 모임")
    desk.locator("#id_dates-0-day").fill("2030-04-01")
    desk.locator("#id_dates-0-starts").fill("14:00")
    desk.locator("#id_dates-0-ends").fill("16:00")
    desk.get_by_role("button", name="저장하고 미리보기").last.click()
    desk.get_by_role("button", name="공고하기").click()
    desk.get_by_role("dialog").get_by_role("button", name="공고하기").click()
    expect(desk.get_by_text("모집 중")).to_be_visible()
    seen(desk, axe)


def apply(phone, axe):
    """Without a mouse."""
    call = RecruitmentCall.objects.get()
    phone.goto("/calls/")
    press(phone, phone.get_by_role("link", name=call.title))
    press(phone, phone.get_by_role("link", name="신청하기"))
    heading(phone, "신청하기")
    needed = "(신청할 때 필수)"
    choose(phone, f"연령대 {needed}", "60대")
    choose(phone, f"성별 {needed}", "여성")
    choose(phone, f"직업 {needed}", "자영업")
    choose(phone, f"사는 곳 {needed}", "마포구")
    choose(phone, f"이 서비스나 비슷한 서비스를 얼마나 자주 쓰나요? {needed}", "거의 매일")
    type_into(phone, f"어떤 점에 관심이 있나요? {needed}", "글씨가 커지면 좋겠습니다.")
    type_into(phone, f"이 사업이나 서비스에 대해 아는 것을 적어 주세요. {needed}", "대여소를 찾는 앱입니다.")
    tick(phone, phone.get_by_label("첫 모임", exact=False))
    tick(phone, phone.get_by_label("없습니다", exact=True))
    tick(phone, phone.get_by_label("개인정보 수집·이용에 동의합니다.", exact=True))
    press(phone, phone.get_by_role("button", name="신청하기"))
    expect(phone.locator("main")).to_contain_text("접수했습니다")
    seen(phone, axe)


def crowd(call):
    """Everybody else who applied, as their applications are once they are handed in."""
    people = [User(email=f"crowd{n}@example.test", name=f"{n}번시민", password="!") for n in range(CROWD)]
    people = User.objects.bulk_create(people)
    EmailAddress.objects.bulk_create(
        EmailAddress(user=one, email=one.email, verified=True, primary=True) for one in people
    )
    now = timezone.now()
    Application.objects.bulk_create(
        Application(
            call=call,
            applicant=one,
            number=f"{call.pk}-{n:06}",
            state="submitted",
            submitted_at=now,
            name=one.name,
            age_band=AGES[n % 4],
            gender=("female", "male")[n // 4 % 2],
            occupation=OCCUPATIONS[n // 8 % 3],
            district="mapo",
            frequency="weekly",
            interest="쓰기 쉬워지면 좋겠습니다.",
            understanding="대여소를 찾는 앱입니다.",
            has_conflict=False,
        )
        for n, one in enumerate(people)
    )
    close(call)


def close(call):
    """The last moment of the call has passed."""
    now = timezone.now()
    times = {"opens_at": now - timedelta(days=9), "closes_at": now - timedelta(seconds=1)}
    RecruitmentCall.objects.filter(pk=call.pk).update(**times)


def read_all(desk, other, official, colleague, axe):
    """Both read the first ones page by page, blind and apart; the rest is as much work and no more pages."""
    call = RecruitmentCall.objects.get()
    crowd(call)
    for page in (desk, other):
        page.goto("/desk/")
        page.get_by_role("link", name="지원서 심사하기").first.click()
        page.get_by_role("link", name="심사하기", exact=True).click()
        for level in ("4 높음", "3 보통"):
            page.get_by_label("있습니다", exact=True).check()
            for criterion in ("정보서비스 사용 여부(40점)", "관심(30점)", "이해도(30점)"):
                page.get_by_role("group", name=criterion).get_by_label(level).check()
            page.get_by_role("button", name="심사 결과 내기").click()
            expect(page.get_by_text("심사 결과를 냈습니다.")).to_be_visible()
    seen(desk, axe)
    for reader in (official, colleague):
        left = call.applications.submitted().exclude(readings__reader=reader)
        for place, one in enumerate(left.order_by("number")):
            levels = {"use": 2 + place % 4, "interest": 2 + place % 3, "understanding": 3}
            screening.read(by=reader, application=one, is_eligible=True, levels=levels)


def commit(desk, axe):
    """A trial tells what each way costs; it is committed to before any dice are thrown."""
    desk.goto("/desk/")
    desk.get_by_role("link", name="추첨 준비하기").first.click()
    desk.get_by_role("button", name="시안 계산하기").click()
    expect(desk.locator("#now")).to_contain_text("차례를 기다리고 있습니다.")
    draws.compute()
    expect(desk.get_by_role("table", name="순위를 다루는 방법마다의 기회")).to_be_visible()
    seen(desk, axe)
    desk.get_by_role("link", name="이 시안으로 추첨 명단 확정하기").click()
    desk.get_by_label("사람들 앞에서 굴리는 주사위").check()
    desk.get_by_label("추첨일시").fill("2030-01-02T15:00")
    desk.get_by_label("추첨 안내").fill("시청 로비에서 십면체 주사위 여섯 개를 굴립니다.")
    desk.get_by_role("button", name="명단 확정하고 약속값 공개").click()
    expect(desk.locator("main")).to_contain_text("추첨 예정")
    return LotteryRun.objects.get()


def count_down(visitor, run, axe):
    visitor.goto(run.get_absolute_url())
    expect(visitor.get_by_text("추첨 예정")).to_be_visible()
    left = (date(2030, 1, 2) - today()).days
    expect(visitor.locator("main")).to_contain_text(f"D-{left}")
    expect(visitor.locator("main")).to_contain_text(run.commitment)
    expect(visitor.locator("main")).to_contain_text(f"신청자 {CROWD + 1}명 가운데 {SEATS}명")
    seen(visitor, axe)


def throw(run, number, *clerks):
    """The dice fall so that our citizen is in: with a chance like everybody's, that takes a few throws."""
    throws = (",".join(f"{n:06}") for n in range(10_000))
    value = next(one for one in throws if number in lottery.draw(run.record, one).panel)
    LotteryRun.objects.filter(pk=run.pk).update(draws_at=timezone.now() - timedelta(seconds=1))
    for clerk in clerks:
        clerk.goto("/desk/")
        clerk.get_by_role("link", name="추첨 값 적기").first.click()
        clerk.get_by_label("추첨 값").fill(value)
        clerk.get_by_role("button", name="값 적기").click()
        heading(clerk, f"{run}")
    run.refresh_from_db()
    assert run.is_drawn and number in run.panel and len(run.panel) == SEATS


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
    desk.get_by_role("link", name="확정하기").first.click()
    desk.get_by_label("보는 사유").fill("선정 결과를 확정하려고 봅니다.")
    desk.get_by_role("button", name="명단 열기").click()
    expect(desk.get_by_role("heading", name=f"신청자 {CROWD + 1}명")).to_be_visible()
    expect(desk.locator("main")).to_contain_text(CITIZEN)
    expect(desk.locator("#makeup")).to_contain_text(f"선정 {SEATS}명")
    desk.get_by_role("button", name="선정 결과 확정").click()
    desk.get_by_role("dialog").get_by_role("button", name="선정 결과 확정").click()
    heading(desk, "선정 결과")
    seen(desk, axe)
    return Selection.objects.with_facts().get()


def accept_on_the_phone(phone, axe):
    phone.goto("/desk/")
    press(phone, phone.get_by_role("link", name="초대에 답하기").first)
    tick(phone, phone.get_by_label("위 내용을 지킬 것을 서약합니다."))
    press(phone, phone.get_by_role("button", name="초대 수락"))
    expect(phone.locator("main").get_by_role("alert").first).to_be_visible()
    seen(phone, axe)
    tick(phone, phone.get_by_label("개인정보 수집·이용에 동의합니다."))
    press(phone, phone.get_by_role("button", name="초대 수락"))
    heading(phone, "온라인참여단")


def accept_all(panel, declared=None):
    """Everybody who was invited and has not answered; ``declared`` are employers by name."""
    for seat in panel.memberships.pending().order_by("pk"):
        person = User.objects.get(email=seat.email)
        told = Declaration(False, (declared or {}).get(seat.name, "")) if declared else None
        panels.accept(
            by=person,
            membership=seat,
            secret=invitations.secret_of(seat),
            texts=texts_for(seat.role),
            declaration=told,
        )


def activate(desk, axe):
    desk.goto("/desk/")
    desk.get_by_role("link", name="추진단 구성 마치기").first.click()
    desk.get_by_label("인원이 권고와 다른 사유").fill("화면이 적어 열 명이면 충분합니다.")
    seen(desk, axe)
    desk.get_by_role("button", name="구성 마치기").click()
    heading(desk, "온라인참여단")
    assert Appointment.objects.in_force().count() == SEATS


def take_the_letter(phone, axe):
    phone.goto("/appointments/")
    press(phone, phone.get_by_role("button", name="위촉장 만들기"))
    expect(phone.locator("#papers")).to_contain_text("만드는 중")
    appointments.print_appointments()
    link = phone.get_by_role("link", name="위촉장 제").first
    expect(link).to_be_visible()
    seen(phone, axe)


def leave(person, selection, axe):
    """One of the others gives the seat up; answers their number."""
    seats = selection.call.panel.memberships.active().exclude(name=CITIZEN)
    seat = seats.order_by("pk").select_related("user").first()
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
    desk.get_by_role("link", name="다시 추첨하기").first.click()
    heading(desk, "빈자리 다시 추첨하기")
    expect(desk.get_by_role("row", name=number)).to_contain_text("그만둠")
    expect(desk.locator("main")).to_contain_text(f"{CROWD + 1 - SEATS}명")
    seen(desk, axe)
    desk.set_viewport_size({"width": 360, "height": 740})
    seen(desk, axe)
    desk.set_viewport_size({"width": 1280, "height": 900})
    desk.get_by_role("button", name="다시 추첨하기").click()
    desk.get_by_role("dialog").get_by_role("button", name="다시 추첨하기").click()
    heading(desk, "선정 결과")
    (new,) = Replacement.objects.get().added
    expect(desk.get_by_role("row", name=new)).to_contain_text("1차 충원")
    panel = Selection.objects.get().call.panel
    accept_all(panel)
    assert Appointment.objects.in_force().count() == SEATS, "who is drawn later gets a letter as well"


def check_it_yourself(visitor, run, tmp_path, axe):
    visitor.goto(run.get_absolute_url())
    expect(visitor.get_by_role("heading", name="1차 교체", exact=True)).to_be_visible()
    seen(visitor, axe)
    with visitor.expect_download() as download:
        visitor.get_by_role("link", name="1차 교체 파일 내려받기(zip)").click()
    with zipfile.ZipFile(download.value.path()) as folder:
        folder.extractall(tmp_path)
    said = subprocess.run(
        [sys.executable, "verify_draw.py"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert f"panel {' '.join(Replacement.objects.get().panel)}" in said.stdout


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
    expect(page.locator("main")).to_contain_text("온라인참여단")
    expect(page.locator("main")).not_to_contain_text(CITIZEN)


@pytest.fixture
def head(official):
    return factories.make_official("head", department=factories.make_department(), name="박부서장")


def test_a_working_panel_stays_clean(person, official, colleague, head, axe):
    selection = working_panel(official, colleague)
    desk = person(official)
    record_subcontractor(desk, selection.call.panel)
    seat = Suspension.objects.get().membership
    phone = person(seat.user, **NARROW)
    have_a_say(phone, axe)
    exclude(person(head), seat, axe)
    fill_in_order(desk, selection, axe)


def working_panel(official, colleague):
    """Two of three applicants sit in it, and one of them works for a firm that nobody has heard of yet."""
    project = factories.make_confirmed_project(
        officer=official, governance_type="collaboration", title="응답소 앱 개편"
    )
    panel = factories.make_panel(project, kind="working", name="실무추진단", state="forming")
    terms = factories.make_terms("working", seats=2, title="실무추진단을 모집합니다")
    call = calls.publish(by=official, call=calls.draft(by=official, panel=panel, terms=terms))
    names = ("이단원", "한시민", "최예비")
    people = [
        factories.make_application(call, by=factories.make_user(name=name), name=name, upload=None)
        for name in names
    ]
    close(call)
    for reader in (official, colleague):
        for place, one in enumerate(people):
            levels = {"project_understanding": 5 - place, "record": 4, "utilisation": 4}
            screening.read(by=reader, application=one, is_eligible=True, levels=levels)
    selection = selections.decide(by=official, call=call)
    accept_all(panel, {"한시민": "누리길 소프트", "이단원": "동네서점"})
    panels.activate(by=official, panel=panel, size_reason="작은 사업입니다.")
    return selection


def record_subcontractor(desk, panel):
    """The firm comes later, and is spelt otherwise."""
    desk.goto(f"/panels/project/{panel.project_id}/contracts/")
    desk.get_by_label("하도급").check()
    desk.get_by_label("상호").fill("누리길쏘프트 주식회사")
    desk.get_by_role("button", name="기록", exact=True).click()
    expect(desk.get_by_text("단원 1명의 직무를 정지했습니다.")).to_be_visible()


def have_a_say(phone, axe):
    phone.goto("/desk/")
    press(phone, phone.get_by_role("link", name="의견 내기").first)
    expect(phone.get_by_text("하도급사 ‘누리길쏘프트 주식회사’")).to_be_visible()
    type_into(phone, "의견", "지난달부터 그 회사에 다닙니다.")
    press(phone, phone.get_by_role("button", name="의견 내기"))
    expect(phone.get_by_text("의견을 냈습니다.")).to_be_visible()
    seen(phone, axe)


def exclude(other, seat, axe):
    other.goto("/desk/")
    other.get_by_role("link", name="이해관계 확인하기").first.click()
    expect(other.get_by_text("지난달부터 그 회사에 다닙니다.")).to_be_visible()
    other.get_by_label("이해관계로 제외").check()
    other.locator("textarea[name=reason]").fill("하도급 업체에 다니는 것을 확인했습니다.")
    other.get_by_role("button", name="결정하고 본인에게 알림").click()
    expect(other.get_by_text("결정하고 본인에게 알렸습니다.")).to_be_visible()
    seen(other, axe)
    seat.refresh_from_db()
    assert (seat.name, seat.state) == ("한시민", "excluded")


def fill_in_order(desk, selection, axe):
    desk.goto("/desk/")
    desk.get_by_role("link", name="빈자리 채우기").first.click()
    heading(desk, "선정 결과")
    desk.get_by_role("button", name="다음 순서로 채우기").click()
    desk.get_by_role("dialog").get_by_role("button", name="다음 순서로 채우기").click()
    expect(desk.get_by_text("빈자리에 다음 예비 신청자를 선정하고")).to_be_visible()
    seen(desk, axe)
    choice = selection.choices.get(turn=1)
    assert (choice.application.name, choice.membership.state) == ("최예비", "invited")
