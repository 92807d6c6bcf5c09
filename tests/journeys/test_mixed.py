"""A panel of two sides is recruited: called for at a desk, ranked side by side, read about on a telephone."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import expect

from panels.models import RecruitmentCall
from panels.texts import load_texts
from tests import factories
from tests.journeys.steps import no_sideways_scroll, press

pytestmark = [pytest.mark.journey, pytest.mark.once]


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


def test_each_side_has_its_own_rules(person, official, axe):
    project = factories.make_confirmed_project(officer=official, title="따릉이 앱 개편")
    panel = factories.make_panel(
        project, kind="mixed", name="혼합 자문단", state="forming", purpose="살핍니다."
    )
    desk = person(official)
    call = written(desk, panel, axe)
    read_about(person(None, width=360, height=740, has_touch=True), call, axe)
    for side in ("citizen", "citizen", "expert"):
        factories.make_application(call, upload=None, side=side)
    past = timezone.now() - timedelta(seconds=1)
    RecruitmentCall.objects.update(opens_at=past - timedelta(days=9), closes_at=past)
    read(desk, call, axe)


def written(desk, panel, axe):
    desk.goto(panel.get_absolute_url())
    desk.get_by_role("link", name="모집공고 쓰기").click()
    seen(desk, axe)
    desk.get_by_label("신청 자격").fill("따릉이를 쓰는 시민과 전문가")
    desk.get_by_label("그 가운데 전문가자문단").fill("2")
    desk.get_by_label("IT 분야 전문지식").fill("60")
    desk.get_by_label("접수 시작").fill("2026-01-02T09:00")
    for name, value in (("what", "첫 모임"), ("day", "2030-04-01"), ("starts", "14:00"), ("ends", "16:00")):
        desk.locator(f"#id_dates-0-{name}").fill(value)
    desk.get_by_role("button", name="저장하고 미리보기").last.click()
    expect(desk.get_by_role("alert").first).to_contain_text("전문가자문단 배점의 합은 100점이어야 하는데")
    seen(desk, axe)
    desk.get_by_label("해당 분야 전문지식").fill("40")
    desk.get_by_role("button", name="저장하고 미리보기").last.click()
    expect(desk.locator("main")).to_contain_text("혼합 추진단의 전문가자문단은 3명 이상을 권고하는데")
    seen(desk, axe)
    desk.get_by_role("button", name="공고하기").click()
    desk.get_by_role("dialog").get_by_role("button", name="공고하기").click()
    expect(desk.get_by_text("모집 중")).to_be_visible()
    return RecruitmentCall.objects.get()


def read_about(phone, call, axe):
    phone.goto("/calls/")
    press(phone, phone.get_by_role("link", name=call.title))
    expect(phone.locator("main")).to_contain_text("10명(시민참여단 8명, 전문가자문단 2명)")
    expect(phone.get_by_role("table", name="전문가자문단 선정 기준과 배점")).to_contain_text("60점")
    seen(phone, axe)


def read(desk, call, axe):
    desk.goto(f"/screening/{call.pk}/")
    expect(desk.get_by_role("heading", name="시민참여단 8명: 지원서 2건 가운데 0건")).to_be_visible()
    seen(desk, axe)
    desk.get_by_role("table", name="전문가자문단 심사할 지원서").get_by_role("link").click()
    expect(desk.locator("main")).to_contain_text("IT 분야 전문지식(60점)")
    expect(desk.locator("main")).not_to_contain_text("정보서비스 활용도")
    seen(desk, axe)
