"""The privacy officer goes through last month's accesses, takes them along for a reason, and looks up roles."""

from datetime import datetime, time

import pytest
from playwright.sync_api import expect

from seoul_gov.privacy.models import AccessEntry, MonthlyCheck
from seoul_gov.privacy.months import month_before, said
from seoul_gov.ui.korean import SEOUL, today
from tests import factories
from tests.journeys.steps import no_sideways_scroll, press, tab_to

pytestmark = pytest.mark.journey


@pytest.fixture
def dpo(live):
    return factories.make_official("dpo", name="구보호")


@pytest.fixture
def month(dpo):
    """Last month: an official at work, and one late download."""
    first = month_before(today())
    official = factories.make_official("auditor", name="김담당")
    facts = {"actor_id": official.pk, "actor": "김담당", "address": "203.0.113.7", "count": 3}
    for day, hour, deed, reason in ((3, 10, "view", ""), (4, 23, "download", "상반기 정기 감사 자료")):
        at = datetime.combine(first.replace(day=day), time(hour), SEOUL)
        AccessEntry.objects.create(
            at=at, deed=deed, reason=reason, page="추진단 구성원", subject="‘참여단’ 단원 3명", **facts
        )
    return first


def test_last_month_is_checked_and_taken_along(person, dpo, month, axe):
    page = person(dpo)
    page.goto("/desk/")
    page.get_by_role("link", name="점검하기").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{said(month)} 접속기록 점검")
    expect(page.get_by_text("사유: 상반기 정기 감사 자료").first).to_be_visible()
    no_sideways_scroll(page)
    axe(page)
    page.get_by_role("link", name="점검 완료").first.click()
    page.get_by_role("button", name="점검 완료").click()
    expect(page.get_by_role("alert").or_(page.locator("[data-focus]")).first).to_be_visible()
    axe(page)
    page.get_by_label("점검 결과").fill("내려받기 1건의 사유를 확인했습니다.")
    page.get_by_role("button", name="점검 완료").click()
    expect(page.get_by_text("점검을 마친 달입니다")).to_be_visible()
    axe(page)
    assert MonthlyCheck.objects.get().note == "내려받기 1건의 사유를 확인했습니다."
    page.goto("/access-log/?deed=download")
    axe(page)
    page.get_by_role("link", name="CSV로 내려받기").click()
    axe(page)
    page.get_by_label("내려받는 사유").fill("월별 점검 결과 보고")
    button = page.get_by_role("button", name="내려받기")
    with page.expect_download() as download:
        button.click()
    assert "상반기 정기 감사 자료" in download.value.path().read_text("utf-8-sig")
    expect(button).to_be_enabled()
    expect(button).to_have_text("내려받기")
    assert AccessEntry.objects.get(deed="download", page="개인정보 접속기록").reason == "월별 점검 결과 보고"


def test_by_keyboard_on_a_telephone(person, dpo, month, axe):
    phone = person(dpo, width=360, height=740, has_touch=True)
    phone.goto(f"/access-log/{month:%Y-%m}/")
    no_sideways_scroll(phone)
    axe(phone)
    press(phone, phone.get_by_role("link", name="점검 완료").first)
    tab_to(phone, phone.get_by_label("점검 결과"))
    phone.keyboard.insert_text("이상이 없습니다.")
    press(phone, phone.get_by_role("button", name="점검 완료"))
    expect(phone.get_by_text("점검을 마친 달입니다")).to_be_visible()
    phone.goto("/access-log/")
    no_sideways_scroll(phone)
    axe(phone)
    press(phone, phone.get_by_role("link", name="권한 이력").last)
    expect(phone.get_by_role("heading", level=1)).to_have_text("권한 부여 이력")
    no_sideways_scroll(phone)
    axe(phone)
    press(phone, phone.get_by_role("link", name="엑셀로 내려받기"))
    tab_to(phone, phone.get_by_label("내려받는 사유"))
    phone.keyboard.insert_text("권한 점검 자료")
    no_sideways_scroll(phone)
    axe(phone)
    with phone.expect_download() as download:
        press(phone, phone.get_by_role("button", name="내려받기"))
    assert download.value.suggested_filename == "권한 부여 이력.xlsx"
