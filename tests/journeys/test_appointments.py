"""A member is appointed, takes the letter home, serves the term, and gets what they did in writing."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from panels import actions as panels
from panels.appointments import tasks
from panels.appointments.models import Appointment
from panels.models import Signature, SignedText
from panels.texts import load_texts
from seoul_gov.ui.korean import today
from tests import factories
from tests.journeys.steps import follow, no_sideways_scroll, press, write_time

pytestmark = pytest.mark.journey


@pytest.fixture
def official(live):
    load_texts()
    return factories.make_official(
        "officer", department=factories.make_department("디지털정책과"), name="김담당"
    )


@pytest.fixture
def panel(official):
    project = factories.make_confirmed_project(
        officer=official,
        title="따릉이 앱 화면 전면 개편",
        start_date=today(),
        end_date=today() + timedelta(days=200),
    )
    panel = factories.make_panel(project, state="forming")
    for number, name in enumerate(("홍길동", "김하나", "이두리")):
        seat = factories.make_member(panel, name=name, role="chair" if number == 0 else "member")
        if number < 2:
            text = SignedText.objects.get(kind="consent_name", version="v2")
            Signature.objects.create(membership=seat, text=text)
    panels.activate(by=official, panel=panel, size_reason="소규모")
    return panel


def look(page, axe):
    axe(page)
    no_sideways_scroll(page)


def test_a_letter_goes_from_the_office_to_the_member(person, axe, official, panel):
    desk = person(official, width=360, height=740)
    desk.goto(panel.get_absolute_url())
    press(desk, desk.get_by_role("link", name="위촉과 임기 보기"))
    desk.wait_for_url(f"**/appointments/panel/{panel.pk}/")
    look(desk, axe)
    press(desk, desk.get_by_role("button", name="위촉장 모두 만들기"))
    expect(desk.locator("#papers")).to_contain_text("만드는 중")
    look(desk, axe)
    for _ in range(3):
        tasks.print_appointments()
    expect(desk.get_by_role("link", name=re.compile(r"위촉장.*\.hwpx"))).to_have_count(3)
    expect(desk.get_by_role("status").filter(has_text="다 되었습니다.")).to_be_attached()
    expect(desk.locator("#papers")).not_to_contain_text("만드는 중")
    follow(desk, desk.get_by_role("link", name=re.compile("연임하기.*홍길동")))
    look(desk, axe)
    write_time(desk, desk.get_by_label("임기 끝"), (today() + timedelta(days=300)).isoformat())
    press(desk, desk.get_by_role("button", name="연임", exact=True))
    expect(desk.get_by_text("연임하고 본인에게 알렸습니다.")).to_be_visible()
    follow(desk, desk.get_by_role("link", name="임기 정하기"))
    look(desk, axe)

    member = person(panel.memberships.get(name="김하나").user)
    member.goto(panel.get_absolute_url())
    press(member, member.get_by_role("link", name="위촉장 받기"))
    member.wait_for_url("**/appointments/#*")
    look(member, axe)
    for format in ("pdf", "hwpx"):
        with member.expect_download() as download:
            member.get_by_role("link", name=re.compile(rf"^위촉장.*\.{format}$")).click()
        assert download.value.suggested_filename.startswith("위촉장 제")

    visitor = person()
    visitor.goto(f"/record/{panel.project_id}/")
    expect(visitor.get_by_text("위촉 단원 3명: 홍길동(단장), 김하나 외 1명")).to_be_visible()
    axe(visitor)


def test_a_certificate_is_ordered_on_a_phone_by_keyboard(person, axe, panel):
    end = today() - timedelta(days=1)
    Appointment.objects.update(starts_on=end - timedelta(days=100), ends_on=end)
    tasks.end_terms()
    phone = person(panel.memberships.get(name="이두리").user, width=360, height=740, has_touch=True)
    phone.goto("/panels/")
    press(phone, phone.get_by_role("link", name="내 위촉"))
    phone.wait_for_url("**/appointments/")
    look(phone, axe)
    press(phone, phone.get_by_role("button", name="활동확인서 만들기"))
    expect(phone.locator("#papers")).to_contain_text("만드는 중")
    look(phone, axe)
    tasks.print_appointments()
    expect(phone.get_by_role("link", name=re.compile(r"^활동확인서.*\.pdf$"))).to_be_visible()
    look(phone, axe)


@pytest.fixture
def telephone(person, official):
    return person(official, width=360, height=740, has_touch=True)


def test_the_office_looks_at_terms_on_a_phone(telephone, axe, panel):
    for path in ("", "term/", "renew/"):
        telephone.goto(f"/appointments/panel/{panel.pk}/{path}")
        look(telephone, axe)
    appointment = Appointment.objects.first()
    telephone.goto(f"/appointments/{appointment.pk}/renew/")
    look(telephone, axe)
