"""Walk step 8: a meeting is called, people come and advise, minutes are published, advice is answered."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from icalendar import Calendar
from playwright.sync_api import expect

from seoul_gov.notifications import outbox
from seoul_gov.notifications.models import Notice
from seoul_gov.ui.korean import korean_period, today
from tests import factories
from tests.journeys.steps import follow, no_sideways_scroll, press, sign_in, tab_to, write, write_time
from workflows.meetings import duties, reminders
from workflows.meetings.models import AdviceNote, Meeting

pytestmark = pytest.mark.journey


@pytest.fixture
def official(live):
    return factories.make_official(
        "officer", department=factories.make_department("디지털정책과"), name="김담당"
    )


@pytest.fixture
def project(official):
    found = factories.make_confirmed_project(officer=official, title="마을버스 알림 서비스 구축")
    factories.make_run(found)
    return found


@pytest.fixture
def duty(project):
    return factories.make_duty(project)


@pytest.fixture
def panel(project):
    return factories.make_panel(project)


@pytest.fixture
def member(panel):
    return factories.make_member(panel, name="나단원").user


def fill_call(page, day):
    page.get_by_label("회의명").fill("요구사항 자문회의")
    page.get_by_label("날짜").fill(day.isoformat())
    page.get_by_label("시작 시각").fill("14:00")
    page.get_by_label("끝나는 시각").fill("16:00")
    page.get_by_label("장소", exact=True).fill("시청 3층 회의실")


def call(page, duty, day):
    page.goto(f"/meetings/duty/{duty.pk}/new/")
    fill_call(page, day)
    page.get_by_label("1번째 안건").fill("요구사항 목록")
    page.get_by_role("button", name="소집하기").click()
    expect(page.get_by_text("회의를 소집하고 단원에게 알렸습니다.")).to_be_visible()
    return Meeting.objects.get()


def calendar_of(letter):
    """(method, sequence, uid) of the invitation in a mail."""
    [part] = [part for part in letter.message().walk() if part.get_content_type() == "text/calendar"]
    calendar = Calendar.from_ical(part.get_payload(decode=True))
    [event] = calendar.walk("VEVENT")
    return calendar["METHOD"], event["SEQUENCE"], event["UID"]


def let_it_begin(meeting):
    """Time passes: the meeting began an hour ago."""
    now = timezone.now()
    Meeting.objects.filter(pk=meeting.pk).update(
        starts_at=now - timedelta(hours=1),
        ends_at=now + timedelta(hours=1),
        announced_at=now - timedelta(days=11),
    )


def test_a_meeting_from_its_call_to_the_last_answer(page, phone, axe, official, duty, panel, member):
    sign_in(page, official)
    page.goto(f"/meetings/duty/{duty.pk}/new/")
    axe(page)
    fill_call(page, today() + timedelta(days=10))
    page.get_by_label("1번째 안건").fill("요구사항 목록")
    page.get_by_label("2번째 안건").fill("구매 계약")
    page.get_by_label("2번째 구분").select_option("contract")
    page.get_by_label("회의 자료").set_input_files(
        {"name": "계획.pdf", "mimeType": "application/pdf", "buffer": factories.PDF}
    )
    page.get_by_role("button", name="소집하기").click()
    # Advice on a contract is refused where it was typed, and nothing typed is lost.
    expect(page.get_by_role("alert").first).to_contain_text("예산·계약·검수는 시가 결정하는 일")
    axe(page)
    expect(page.get_by_label("회의명")).to_have_value("요구사항 자문회의")
    page.get_by_label("2번째 자문 받기").uncheck()
    page.get_by_role("button", name="소집하기").click()
    expect(page.get_by_role("link", name="계획.pdf", exact=True)).to_be_visible()
    axe(page)
    no_sideways_scroll(page)

    assert outbox.drain() == 1
    [invitation] = mail.outbox
    meeting = Meeting.objects.get()
    assert invitation.to == [member.email]
    assert calendar_of(invitation) == ("REQUEST", 0, meeting.uid)

    # The member opens the mail's link on a phone, reads and advises.
    sign_in(phone, member)
    phone.goto(re.search(r"/meetings/\d+/", invitation.body).group())
    no_sideways_scroll(phone)
    axe(phone)
    with phone.expect_download() as paper:
        phone.get_by_role("link", name="계획.pdf").click()
    assert paper.value.suggested_filename == "계획.pdf"
    phone.get_by_role("link", name="자문의견 쓰기", exact=True).click()
    axe(phone)
    no_sideways_scroll(phone)
    phone.get_by_label("자문의견").fill("정류장 이름을 크게 보여 주세요.")
    phone.get_by_role("button", name="적어 두기").click()
    expect(phone.get_by_text("적어 두었습니다.")).to_be_visible()
    expect(phone.get_by_label("자문의견")).to_have_value("정류장 이름을 크게 보여 주세요.")
    phone.get_by_role("button", name="제출", exact=True).click()
    phone.get_by_role("dialog").get_by_role("button", name="제출").click()
    expect(phone.get_by_text("자문의견을 제출했습니다.")).to_be_visible()
    axe(phone)

    let_it_begin(meeting)
    page.goto(meeting.get_absolute_url())
    page.get_by_role("link", name="출석 기록하기").first.click()
    axe(page)
    page.get_by_role("group", name=re.compile("나단원")).get_by_label("화상 출석").check()
    page.get_by_role("button", name="저장").click()
    expect(page.get_by_text("출석을 기록했습니다.")).to_be_visible()

    page.get_by_role("link", name="회의록 쓰기").first.click()
    axe(page)
    page.get_by_label("회의 내용").fill("# 논의\n\n- 글자 크기\n- 색")
    page.get_by_label("결정 사항").fill("글자를 키운다.")
    page.get_by_role("button", name="저장").click()
    expect(page.get_by_role("heading", name="논의", exact=True)).to_be_visible()
    phone.goto(meeting.get_absolute_url())
    expect(phone.get_by_text("회의록을 쓰고 있습니다.")).to_be_visible()
    page.get_by_role("link", name="공개하기", exact=True).click()
    axe(page)
    page.get_by_role("button", name="공개하기", exact=True).click()
    expect(page.get_by_text("회의록을 공개했습니다.")).to_be_visible()
    phone.reload()
    expect(phone.get_by_text("글자를 키운다.")).to_be_visible()

    assert duties.settled([duty])[duty.pk].action == "자문의견에 답하기"
    page.get_by_role("link", name="자문의견에 답하기").click()
    axe(page)
    page.get_by_label("일부수용").check()
    page.get_by_label("사유").fill("본문만 키웁니다.")
    page.get_by_role("button", name="답하기").click()
    expect(page.get_by_text("답을 저장하고 의견을 낸 단원에게 알렸습니다.")).to_be_visible()
    axe(page)
    assert duties.settled([duty]) == {duty.pk: None}

    mail.outbox.clear()
    outbox.drain()
    assert any("본문만 키웁니다." in letter.body for letter in mail.outbox)
    phone.goto("/notices/")
    axe(phone)
    no_sideways_scroll(phone)
    phone.get_by_role("link", name=re.compile("자문의견에 답했습니다")).click()
    expect(phone.get_by_text("본문만 키웁니다.")).to_be_visible()
    axe(phone)


def test_moving_and_cancelling_moves_and_takes_away_the_calendars_entry(
    page, phone, axe, official, duty, panel, member
):
    sign_in(page, official)
    meeting = call(page, duty, today() + timedelta(days=10))
    follow(page, page.get_by_role("link", name="옮기기"))
    axe(page)
    expect(page.get_by_label("장소", exact=True)).to_have_value("시청 3층 회의실")
    write_time(page, page.get_by_label("날짜"), (today() + timedelta(days=1)).isoformat())
    press(page, page.get_by_role("button", name="옮기기"))
    expect(page.get_by_role("alert").first).to_contain_text("7일 전까지 알려야 합니다.")
    axe(page)
    write(page, page.get_by_label("통지 기간이 짧은 사유"), "태풍으로 앞당깁니다.")
    press(page, page.get_by_role("button", name="옮기기"))
    expect(page.get_by_text("회의를 옮기고 단원에게 알렸습니다.")).to_be_visible()
    # Nothing had gone out yet: only the new time is told.
    outbox.drain()
    assert [calendar_of(letter) for letter in mail.outbox] == [("REQUEST", 1, meeting.uid)]
    meeting.refresh_from_db()
    assert reminders.remind(meeting.starts_at - timedelta(hours=2)) == 1

    follow(page, page.get_by_role("link", name="회의 취소"))
    axe(page)
    write(page, page.get_by_label("사유"), "태풍")
    press(page, page.get_by_role("button", name="회의 취소"))
    expect(page.get_by_text("취소한 회의입니다")).to_be_visible()
    mail.outbox.clear()
    outbox.drain()
    assert [calendar_of(letter) for letter in mail.outbox] == [("CANCEL", 2, meeting.uid)]
    assert Notice.objects.get(kind="meetings.reminded").mail_state == "withdrawn"

    sign_in(phone, member)
    phone.goto("/meetings/")
    expect(phone.get_by_text("예정된 회의가 없습니다.")).to_be_visible()
    axe(phone)
    press(phone, phone.get_by_role("link", name="지난 회의"))
    press(phone, phone.get_by_role("link", name="요구사항 자문회의"))
    expect(phone.get_by_text("사유: 태풍", exact=True)).to_be_visible()
    axe(phone)
    no_sideways_scroll(phone)


def test_the_same_without_a_mouse(page, person, axe, official, duty, panel, member):
    sign_in(page, official)
    page.goto(f"/meetings/duty/{duty.pk}/new/")
    day = today() + timedelta(days=10)
    # The order of a native date field's parts is the browser's own: reached by keyboard, filled at once.
    for label, value in (("날짜", day.isoformat()), ("시작 시각", "14:00"), ("끝나는 시각", "16:00")):
        tab_to(page, page.get_by_label(label))
        page.get_by_label(label).fill(value)
    tab_to(page, page.get_by_label("장소", exact=True))
    page.keyboard.insert_text("시청")
    tab_to(page, page.get_by_label("1번째 안건"))
    page.keyboard.insert_text("요구사항 목록")
    tab_to(page, page.get_by_label("1번째 자문 받기"))
    page.keyboard.press("Space")
    page.keyboard.press("Space")
    press(page, page.get_by_role("button", name="안건 줄 더하기"))
    expect(page.get_by_label("10번째 안건")).to_be_visible()
    expect(page.get_by_label("1번째 안건", exact=True)).to_have_value("요구사항 목록")
    expect(page.get_by_label("장소", exact=True)).to_have_value("시청")
    press(page, page.get_by_role("button", name="소집하기"))
    expect(page.get_by_text("회의를 소집하고 단원에게 알렸습니다.")).to_be_visible()
    meeting = Meeting.objects.get()
    assert [item.needs_advice for item in meeting.items.all()] == [True]

    other = person()
    sign_in(other, member)
    other.goto(meeting.get_absolute_url())
    press(other, other.get_by_role("link", name="자문의견 쓰기", exact=True))
    tab_to(other, other.get_by_label("자문의견"))
    other.keyboard.insert_text("글자를 키워 주세요.")
    press(other, other.get_by_role("button", name="제출", exact=True))
    expect(other.get_by_role("dialog")).to_be_visible()
    axe(other)
    press(other, other.get_by_role("dialog").get_by_role("button", name="제출"))
    expect(other.get_by_text("자문의견을 제출했습니다.")).to_be_visible()

    let_it_begin(meeting)
    page.goto(meeting.get_absolute_url())
    press(page, page.get_by_role("link", name="출석 기록하기").first)
    tab_to(page, page.get_by_role("radio").first)
    page.keyboard.press("Space")
    press(page, page.get_by_role("button", name="저장"))
    expect(page.get_by_text("출석을 기록했습니다.")).to_be_visible()
    press(page, page.get_by_role("link", name="회의록 쓰기").first)
    tab_to(page, page.get_by_label("회의 내용"))
    page.keyboard.insert_text("논의했다.")
    press(page, page.get_by_role("button", name="저장"))
    press(page, page.get_by_role("link", name="공개하지 않기"))
    tab_to(page, page.get_by_label("비공개 사유"))
    page.keyboard.insert_text("개인정보")
    press(page, page.get_by_role("button", name="공개하지 않기"))
    expect(page.get_by_text("회의록을 공개하지 않기로 했습니다.")).to_be_visible()
    press(page, page.get_by_role("link", name="자문의견에 답하기"))
    tab_to(page, page.get_by_role("radio").first)
    page.keyboard.press("Space")
    tab_to(page, page.get_by_label("사유"))
    page.keyboard.insert_text("그렇게 합니다.")
    press(page, page.get_by_role("button", name="답하기"))
    expect(page.get_by_text("그렇게 합니다.")).to_be_visible()
    assert duties.settled([duty]) == {duty.pk: None}
    axe(page)


def test_every_step_works_without_javascript(person, official, duty, panel, member):
    page = person(java_script_enabled=False)
    sign_in(page, official)
    page.goto(f"/meetings/duty/{duty.pk}/new/")
    fill_call(page, today() + timedelta(days=10))
    page.get_by_label("1번째 안건").fill("요구사항 목록")
    page.get_by_role("button", name="안건 줄 더하기").click()
    expect(page.get_by_label("1번째 안건", exact=True)).to_have_value("요구사항 목록")
    page.get_by_label("10번째 안건").fill("마지막 안건")
    # Enter in a field calls the meeting and does not ask for more lines.
    page.get_by_label("회의명").press("Enter")
    expect(page.get_by_text("회의를 소집하고 단원에게 알렸습니다.")).to_be_visible()
    meeting = Meeting.objects.get()
    assert [item.title for item in meeting.items.all()] == ["요구사항 목록", "마지막 안건"]
    expect(page.get_by_text(korean_period(meeting.starts_at, meeting.ends_at))).to_be_visible()

    phone = person(width=360, height=740, java_script_enabled=False)
    sign_in(phone, member)
    phone.goto(meeting.get_absolute_url())
    phone.get_by_role("link", name="자문의견 쓰기", exact=True).click()
    phone.get_by_label("자문의견").fill("의견입니다.")
    phone.get_by_role("button", name="제출", exact=True).click()
    expect(phone.get_by_text("자문의견을 제출했습니다.")).to_be_visible()
    assert AdviceNote.objects.get().is_submitted


def test_mails_are_stopped_from_the_link_in_a_mail_and_switched_on_again(
    page, phone, axe, duty, panel, member, official
):
    sign_in(page, official)
    meeting = call(page, duty, today() + timedelta(days=10))
    Notice.objects.all().delete()
    reminders.remind(meeting.starts_at - timedelta(days=1))
    outbox.drain()
    link = re.search(r"/notices/unsubscribe/\S+", mail.outbox[-1].body).group()
    phone.goto(link)
    axe(phone)
    no_sideways_scroll(phone)
    press(phone, phone.get_by_role("button", name="그만 받기"))
    expect(phone.get_by_text("이제 보내지 않습니다")).to_be_visible()
    axe(phone)
    sign_in(phone, member)
    phone.goto("/notices/")
    press(phone, phone.get_by_role("button", name="회의 메일 켜기"))
    expect(phone.get_by_text("메일을 다시 보내 드립니다.")).to_be_visible()
    axe(phone)
    press(phone, phone.get_by_role("button", name="모두 읽음으로"))
    expect(phone.get_by_text("모두 읽음으로 바꿨습니다.")).to_be_visible()
