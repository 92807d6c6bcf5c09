"""A panel of two sides is recruited: called for at a desk, ranked side by side, read about on a telephone, and appointed."""

import re
from collections import Counter
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import expect

from panels import actions as panels
from panels import invitations
from panels.appointments.models import Appointment
from panels.models import RecruitmentCall, Selection
from panels.screening import actions as screening
from panels.selectors import texts_for
from panels.texts import load_texts
from tests import factories
from tests.journeys.steps import no_sideways_scroll, press, tick, write, write_time

pytestmark = pytest.mark.journey
NARROW = {"width": 360, "height": 740, "has_touch": True}


@pytest.fixture
def official(live):
    cache.clear()
    load_texts()
    return factories.make_official(
        "officer", department=factories.make_department("디지털정책과"), name="김담당"
    )


def seen(page, axe):
    axe(page)
    no_sideways_scroll(page)


@pytest.fixture
def colleague(official):
    return factories.make_official("officer", department=official.grants[0].department, name="이담당")


def test_each_side_has_its_own_rules(person, official, colleague, axe):
    project = factories.make_confirmed_project(officer=official, title="따릉이 앱 개편")
    panel = factories.make_panel(
        project, kind="mixed", name="혼합 자문단", state="forming", purpose="살핍니다."
    )
    desk = person(official, **NARROW)
    call = written(desk, panel, axe)
    read_about(person(None, **NARROW), call, axe)
    sides = ["citizen"] * 5 + ["expert"] * 4
    people = [factories.make_application(call, upload=None, side=side) for side in sides]
    past = timezone.now() - timedelta(seconds=1)
    RecruitmentCall.objects.update(opens_at=past - timedelta(days=9), closes_at=past)
    read(desk, call, axe)
    read_the_rest(call, people, official, colleague)
    selection = decide(desk, axe)
    take_office(person, selection, axe)
    appoint(desk, panel, axe)


def written(desk, panel, axe):
    desk.goto(panel.get_absolute_url())
    press(desk, desk.get_by_role("link", name="모집공고 쓰기"))
    expect(desk.get_by_role("heading", level=1)).to_have_text("모집공고 쓰기")
    seen(desk, axe)
    write(desk, desk.get_by_label("신청 자격"), "따릉이를 쓰는 시민과 전문가")
    write(desk, desk.get_by_label("모집 인원"), "5")
    write(desk, desk.get_by_label("그 가운데 전문가자문단"), "2")
    write(desk, desk.get_by_label("IT 분야 전문지식"), "60")
    write_time(desk, desk.get_by_label("접수 시작"), "2026-01-02T09:00")
    write(desk, desk.get_by_label("1번째 활동"), "첫 모임")
    for name, value in (("day", "2030-04-01"), ("starts", "14:00"), ("ends", "16:00")):
        write_time(desk, desk.locator(f"#id_dates-0-{name}"), value)
    press(desk, desk.get_by_role("button", name="저장하고 미리보기").last)
    expect(desk.get_by_role("alert").first).to_contain_text("전문가자문단 배점의 합은 100점이어야 하는데")
    seen(desk, axe)
    write(desk, desk.get_by_label("해당 분야 전문지식"), "40")
    press(desk, desk.get_by_role("button", name="저장하고 미리보기").last)
    expect(desk.locator("main")).to_contain_text("혼합 추진단의 전문가자문단은 3명 이상을 권고하는데")
    seen(desk, axe)
    press(desk, desk.get_by_role("button", name="공고하기"))
    press(desk, desk.get_by_role("dialog").get_by_role("button", name="공고하기"))
    expect(desk.get_by_text("모집 중")).to_be_visible()
    return RecruitmentCall.objects.get()


def read_about(phone, call, axe):
    phone.goto("/calls/")
    press(phone, phone.get_by_role("link", name=call.title))
    expect(phone.locator("main")).to_contain_text("5명(시민참여단 3명, 전문가자문단 2명)")
    expect(phone.get_by_role("table", name="전문가자문단 선정 기준과 배점")).to_contain_text("60점")
    seen(phone, axe)


def read(desk, call, axe):
    desk.goto(f"/screening/{call.pk}/")
    expect(desk.get_by_role("heading", name="시민참여단 3명: 지원서 5건 가운데 0건")).to_be_visible()
    seen(desk, axe)
    press(desk, desk.get_by_role("table", name="전문가자문단 심사할 지원서").get_by_role("link").first)
    expect(desk.locator("main")).to_contain_text("IT 분야 전문지식(60점)")
    expect(desk.locator("main")).not_to_contain_text("정보서비스 활용도")
    seen(desk, axe)


def read_the_rest(call, people, *readers):
    """The earlier somebody applied, the more points; an expert has more than any citizen."""
    for reader in readers:
        for place, one in enumerate(people):
            levels = {"record": 4, "utilisation": 4 - place % 5}
            if one.side == "expert":
                levels = {"it_expertise": 5, "field_expertise": 5 - place % 5}
            screening.read(by=reader, application=one, is_eligible=True, levels=levels)


def decide(desk, axe):
    """Each side has its own cut line and its own order of those who wait."""
    desk.goto("/desk/")
    press(desk, desk.get_by_role("link", name="확정하기").first)
    write(desk, desk.get_by_label("보는 사유"), "선정 결과를 확정하려고 봅니다.")
    press(desk, desk.get_by_role("button", name="명단 열기"))
    expect(desk.locator("#makeup")).to_contain_text("선정 5명")
    expect(desk.locator("#makeup")).to_contain_text("전문가자문단")
    seen(desk, axe)
    press(desk, desk.get_by_role("button", name="선정 결과 확정"))
    press(desk, desk.get_by_role("dialog").get_by_role("button", name="선정 결과 확정"))
    expect(desk.get_by_role("heading", level=1)).to_have_text("선정 결과")
    selection = Selection.objects.get()
    assert sides_of(selection.choices.filter(standing="chosen")) == {"citizen": 3, "expert": 2}
    waiting = desk.get_by_role("table", name="예비 지원서")
    for words in ("1번 · 시민참여단", "1번 · 전문가자문단"):
        expect(waiting.get_by_role("rowheader", name=words)).to_be_visible()
    seen(desk, axe)
    return selection


def sides_of(choices):
    return Counter(choices.values_list("application__side", flat=True))


def take_office(person, selection, axe):
    """An expert answers on a telephone, without a mouse; the others as well as they can."""
    chosen = selection.choices.filter(standing="chosen").select_related(
        "application__applicant", "membership"
    )
    *others, last = chosen.order_by("application__side", "pk")
    phone = person(last.application.applicant, **NARROW)
    phone.goto("/desk/")
    press(phone, phone.get_by_role("link", name="초대에 답하기").first)
    tick(phone, phone.get_by_label("위 내용을 지킬 것을 서약합니다."))
    tick(phone, phone.get_by_label("개인정보 수집·이용에 동의합니다."))
    seen(phone, axe)
    press(phone, phone.get_by_role("button", name="초대 수락"))
    expect(phone).to_have_url(re.compile(r"/panels/\d+/(#main)?$"))
    for one in others:
        seat, by = one.membership, one.application.applicant
        secret = invitations.secret_of(seat)
        panels.accept(by=by, membership=seat, secret=secret, texts=texts_for(seat.role))


def appoint(desk, panel, axe):
    """Fewer than recommended, for a reason; everybody is appointed to their own side."""
    desk.goto("/desk/")
    press(desk, desk.get_by_role("link", name="추진단 구성 마치기").first)
    write(desk, desk.get_by_label("인원이 권고와 다른 사유"), "화면이 적어 다섯 명이면 충분합니다.")
    seen(desk, axe)
    press(desk, desk.get_by_role("button", name="구성 마치기"))
    expect(desk.get_by_role("heading", level=1)).to_have_text("혼합 자문단")
    appointed = Appointment.objects.in_force().filter(membership__panel=panel)
    assert Counter(appointed.values_list("membership__side", flat=True)) == {"citizen": 3, "expert": 2}
    desk.goto(f"/appointments/panel/{panel.pk}/")
    press(desk, desk.get_by_role("button", name="위촉장 모두 만들기"))
    expect(desk.locator("#papers")).to_contain_text("만드는 중")
    seen(desk, axe)
