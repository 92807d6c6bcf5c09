"""The pages: who is let in, what is shown, and that what was typed survives."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from projects.calendar import work_calendar
from seoul_gov.notifications.models import Notice
from tests import factories
from tests.workflows.meetings.calls import hold, minute, row
from workflows.meetings import actions, selectors
from workflows.meetings.models import AdviceNote, Meeting, Minutes

pytestmark = pytest.mark.django_db

TRANSACTION_CONTROL = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "ROLLBACK")


@pytest.fixture
def sign_in(client):
    """Sign somebody in and answer their browser."""

    def enter(person):
        client.force_login(person)
        return client

    return enter


@pytest.fixture
def stranger(project):
    return factories.make_member(factories.make_panel(project, name="시민참여단 2")).user


@pytest.fixture
def vendor(project):
    return factories.make_vendor(project=project)


@pytest.fixture
def note(member, item):
    return actions.submit_advice(by=member, item=item, body="제출한 의견")


def text(response):
    return response.content.decode()


def lines(**rows):
    """The agenda's part of a post: agenda line 0 is ``title0``, and so on."""
    data = {"agenda-TOTAL_FORMS": "5", "agenda-INITIAL_FORMS": "5"}
    for number in range(5):
        data |= {
            f"agenda-{number}-title": rows.get(f"title{number}", ""),
            f"agenda-{number}-category": "general",
        }
        data[f"agenda-{number}-category"] = rows.get(f"category{number}", "general")
        if rows.get(f"asks{number}", True):
            data[f"agenda-{number}-needs_advice"] = "on"
    return data


def call_of(panel, **facts):
    day = timezone.localdate() + timedelta(days=10)
    known = {
        "panel": panel.pk,
        "title": "설계 자문회의",
        "day": day.isoformat(),
        "starts": "14:00",
        "ends": "16:00",
        "place": "시청",
    }
    return known | lines(title0="화면 흐름", title3="예산 보고", category3="budget", asks3=False) | facts


# Who is let in.

EVERYBODY = (
    "official",
    "head",
    "other_official",
    "auditor",
    "member",
    "secretary",
    "stranger",
    "vendor",
    "citizen",
)


def doors(meeting, duty, item, material, note):
    """Every address with who gets 200; who may read the meeting gets 403 else, and all others 404."""
    readers = {"official", "head", "auditor", "member", "secretary"}
    officer, recorders = {"official"}, {"official", "secretary"}
    return {
        reverse("meetings:detail", args=[meeting.pk]): readers,
        reverse("meetings:invite", args=[meeting.pk]): readers,
        reverse("meetings:material", args=[material.pk]): readers,
        reverse("meetings:move", args=[meeting.pk]): officer,
        reverse("meetings:cancel", args=[meeting.pk]): officer,
        reverse("meetings:add-material", args=[meeting.pk]): officer,
        reverse("meetings:attendance", args=[meeting.pk]): recorders,
        reverse("meetings:minutes", args=[meeting.pk]): recorders,
        reverse("meetings:publish-minutes", args=[meeting.pk]): officer,
        reverse("meetings:withhold-minutes", args=[meeting.pk]): officer,
        reverse("meetings:advise", args=[item.pk]): {"member"},
        reverse("meetings:answer", args=[note.pk]): officer,
    }


@pytest.mark.parametrize("who", EVERYBODY)
def test_every_door_knows_who_may_pass(request, who, sign_in, official, meeting, duty, item, colleague):
    person = request.getfixturevalue(who)
    request.getfixturevalue("member")
    material = actions.add_material(by=official, meeting=meeting, files=[factories.make_upload()])[0]
    note = actions.submit_advice(by=colleague, item=item, body="의견")
    browser = sign_in(person)
    found, expected = {}, {}
    for url, allowed in doors(meeting, duty, item, material, note).items():
        readers = {"official", "head", "auditor", "member", "secretary"}
        expected[url] = 200 if who in allowed else 403 if who in readers else 404
        found[url] = browser.get(url).status_code
    assert found == expected
    refused = [url for url, status in expected.items() if status != 200]
    assert {url: browser.post(url, {}).status_code for url in refused} == {
        url: expected[url] for url in refused
    }


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("official", 200),
        ("head", 403),
        ("auditor", 403),
        ("member", 404),
        ("other_official", 404),
        ("vendor", 404),
        ("citizen", 404),
    ],
)
def test_a_duty_is_called_for_by_its_officers(request, who, status, sign_in, duty, panel, member):
    url = reverse("meetings:schedule", args=[duty.pk])
    person = request.getfixturevalue(who)
    assert sign_in(person).get(url).status_code == status
    assert sign_in(person).post(url, call_of(panel)).status_code == (302 if status == 200 else status)


def test_only_meeting_duties_have_the_page(sign_in, official, duty):
    review = duty.stage.duties.filter(kind="review").first()
    assert sign_in(official).get(reverse("meetings:schedule", args=[review.pk])).status_code == 404


def test_a_visitor_is_asked_to_sign_in(client, meeting):
    response = client.get(meeting.get_absolute_url())
    assert response.status_code == 302
    assert response["Location"].endswith(f"?next=/meetings/{meeting.pk}/")


def test_who_left_is_out_at_the_next_request(sign_in, official, member, panel, meeting):
    material = actions.add_material(by=official, meeting=meeting, files=[factories.make_upload()])[0]
    browser = sign_in(member)
    urls = [
        meeting.get_absolute_url(),
        reverse("meetings:material", args=[material.pk]),
        reverse("meetings:invite", args=[meeting.pk]),
    ]
    assert [browser.get(url).status_code for url in urls] == [200, 200, 200]
    panel.memberships.filter(user=member).update(state="withdrawn")
    assert [browser.get(url).status_code for url in urls] == [404, 404, 404]


# Calling.


def test_calling_a_meeting_from_the_page(sign_in, official, duty, panel, member):
    browser = sign_in(official)
    page = browser.get(reverse("meetings:schedule", args=[duty.pk]))
    assert page.context["form"].initial == {"title": duty.title, "panel": panel.pk}
    files = [factories.make_upload("하나.pdf"), factories.make_upload("둘.pdf")]
    response = browser.post(reverse("meetings:schedule", args=[duty.pk]), call_of(panel, files=files))
    meeting = Meeting.objects.get()
    assert response["Location"] == meeting.get_absolute_url()
    assert timezone.localtime(meeting.starts_at).strftime("%H:%M") == "14:00"
    assert [(item.title, item.category, item.needs_advice) for item in meeting.items.all()] == [
        ("화면 흐름", "general", True),
        ("예산 보고", "budget", False),
    ]
    assert meeting.materials.count() == 2
    assert "회의를 소집하고 단원에게 알렸습니다." in text(browser.get(meeting.get_absolute_url()))


def test_with_two_panels_none_is_chosen_beforehand(sign_in, official, duty, panel, project):
    factories.make_panel(project, name="전문가자문단", kind="expert")
    page = sign_in(official).get(reverse("meetings:schedule", args=[duty.pk]))
    assert page.context["form"].initial["panel"] is None


def test_without_a_panel_the_page_says_so(sign_in, official, duty):
    assert "활동 중인 추진단이 없습니다" in text(
        sign_in(official).get(reverse("meetings:schedule", args=[duty.pk]))
    )


def test_a_settled_duty_says_so_on_its_page(sign_in, official, duty, panel):
    duty.state = "waived"
    duty.save()
    assert "이미 처리되었습니다(면제)" in text(
        sign_in(official).get(reverse("meetings:schedule", args=[duty.pk]))
    )


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"ends": "14:00"}, "끝나는 시각은 시작 시각보다 뒤여야 합니다."),
        ({"place": ""}, "장소나 화상회의 주소 가운데 하나는 적어 주세요."),
        ({"video_link": "javascript:alert(1)"}, "올바른 URL을 입력하세요."),
        ({"panel": ""}, "필수 항목입니다."),
        ({"day": "2199-01-01"}, "2000년부터 2099년 사이의"),
        ({"agenda-0-category": "contract"}, "예산·계약·검수는 시가 결정하는 일이라"),
        ({"agenda-0-category": "lunch"}, "목록에 있는 것 가운데 골라 주세요."),
        ({"agenda-0-title": " ", "agenda-3-title": ""}, "안건을 하나 이상 적어 주세요."),
        ({"files": factories.make_upload("a.exe", b"MZ")}, "a.exe"),
        ({f"agenda-{number}-title": "안건" for number in range(31)}, "줄은 30개까지 보낼 수 있습니다."),
    ],
)
def test_what_is_wrong_is_said_on_the_page_and_what_was_typed_stays(
    sign_in, official, duty, panel, member, facts, sentence
):
    response = sign_in(official).post(reverse("meetings:schedule", args=[duty.pk]), call_of(panel) | facts)
    assert response.status_code == 200
    assert sentence in text(response)
    assert 'value="설계 자문회의"' in text(response)
    if not {"agenda-TOTAL_FORMS", "agenda-0-title"} & set(facts):
        assert 'value="화면 흐름"' in text(response)
    assert Meeting.objects.count() == 0


def test_a_wrong_moment_brings_the_page_back_with_409(sign_in, official, duty, panel, member):
    day = timezone.localdate() + timedelta(days=2)
    response = sign_in(official).post(
        reverse("meetings:schedule", args=[duty.pk]), call_of(panel, day=day.isoformat())
    )
    assert response.status_code == 409
    for words in (
        "회의는 7일 전까지 알려야 합니다.",
        'value="설계 자문회의"',
        'value="화면 흐름"',
        day.isoformat(),
    ):
        assert words in text(response)


def test_more_lines_are_a_button_that_judges_nothing(sign_in, official, duty, panel, member):
    typed = call_of(panel, day="", more="1")
    del typed["agenda-3-category"]
    response = sign_in(official).post(reverse("meetings:schedule", args=[duty.pk]), typed)
    assert response.status_code == 200
    formset = response.context["formset"]
    assert len(formset.forms) == 10
    assert "오류" not in text(response).split("</title>")[0]
    assert 'value="설계 자문회의"' in text(response)
    assert [row["title"].value() for row in formset][:4] == ["화면 흐름", "", "", "예산 보고"]
    assert [bool(row["needs_advice"].value()) for row in formset] == [True, True, True, False, *[True] * 6]
    assert Meeting.objects.count() == 0


@pytest.mark.parametrize("total", ["0", "x", "99999"])
def test_the_number_that_lines_say_counts_for_nothing(sign_in, official, duty, panel, member, total):
    typed = call_of(panel) | {"agenda-TOTAL_FORMS": total}
    assert sign_in(official).post(reverse("meetings:schedule", args=[duty.pk]), typed).status_code == 302
    assert Meeting.objects.get().items.exists()


def test_lines_end_at_thirty(sign_in, official, duty, panel, member):
    typed = call_of(panel, more="1") | {"agenda-TOTAL_FORMS": "29", "agenda-INITIAL_FORMS": "29"}
    response = sign_in(official).post(reverse("meetings:schedule", args=[duty.pk]), typed)
    assert len(response.context["formset"].forms) == 30


# Moving, cancelling, papers.


def test_moving_from_the_page(sign_in, official, meeting):
    browser = sign_in(official)
    url = reverse("meetings:move", args=[meeting.pk])
    shown = browser.get(url).context["form"].initial
    assert (shown["day"], shown["place"]) == (timezone.localtime(meeting.starts_at).date(), "시청 3층 회의실")
    later = (timezone.localdate() + timedelta(days=20)).isoformat()
    typed = {"day": later, "starts": "10:00", "ends": "11:30", "place": "서소문청사"}
    assert browser.post(url, typed)["Location"] == meeting.get_absolute_url()
    meeting.refresh_from_db()
    assert (meeting.place, meeting.sequence) == ("서소문청사", 1)
    soon = typed | {"day": (timezone.localdate() + timedelta(days=1)).isoformat()}
    assert browser.post(url, soon).status_code == 409


def test_cancelling_from_the_page(sign_in, official, meeting):
    browser = sign_in(official)
    url = reverse("meetings:cancel", args=[meeting.pk])
    assert browser.post(url, {"reason": ""}).status_code == 200
    assert browser.post(url, {"reason": "누수"}).status_code == 302
    page = text(browser.get(meeting.get_absolute_url()))
    assert "취소한 회의입니다" in page and "사유: 누수" in page
    assert reverse("meetings:move", args=[meeting.pk]) not in page
    again = browser.post(url, {"reason": "다시"})
    assert again.status_code == 409
    assert "이미 처리한 회의입니다(취소)." in text(again) and "다시</textarea>" in text(again)


def test_papers_come_in_and_go_out(sign_in, official, member, meeting):
    browser = sign_in(official)
    url = reverse("meetings:add-material", args=[meeting.pk])
    assert browser.post(url, {"files": [factories.make_upload("계획.pdf")]}).status_code == 302
    assert browser.post(url, {}).status_code == 200
    browser = sign_in(member)
    page = text(browser.get(meeting.get_absolute_url()))
    [material] = meeting.materials.all()
    assert "계획.pdf" in page and reverse("meetings:material", args=[material.pk]) in page
    answer = browser.get(reverse("meetings:material", args=[material.pk]))
    assert b"".join(answer.streaming_content) == factories.PDF
    assert answer["Content-Disposition"].startswith("attachment")


def test_the_calendar_entry_is_made_out_to_who_asks(sign_in, official, member, meeting):
    url = reverse("meetings:invite", args=[meeting.pk])
    answer = sign_in(member).get(url)
    assert (answer["Content-Type"], answer["Content-Disposition"]) == (
        "text/calendar; charset=utf-8",
        f'attachment; filename="meeting-{meeting.pk}.ics"',
    )
    [event] = Calendar.from_ical(answer.content).walk("VEVENT")
    assert (event["ATTENDEE"], event["UID"]) == (f"mailto:{member.email}", meeting.uid)
    actions.cancel(by=official, meeting=meeting, reason="누수")
    assert Calendar.from_ical(sign_in(member).get(url).content)["METHOD"] == "CANCEL"


# Attendance and minutes.


def test_recording_the_attendance(sign_in, secretary, begun, member, colleague):
    browser = sign_in(secretary)
    url = reverse("meetings:attendance", args=[begun.pk])
    seats = begun.panel.memberships.counted().order_by("pk")
    page = text(browser.get(url))
    assert "나단원 (단원)" in page and "라간사" not in page.split("<main")[1]
    marks = {f"seat-{seat.pk}": "present" for seat in seats}
    missing = dict(list(marks.items())[:1])
    assert browser.post(url, missing).status_code == 200
    assert browser.post(url, marks)["Location"] == begun.get_absolute_url()
    assert browser.get(url).context["form"].initial == marks


def test_attendance_too_early_is_told(sign_in, official, meeting, member):
    url = reverse("meetings:attendance", args=[meeting.pk])
    marks = {f"seat-{seat.pk}": "present" for seat in meeting.panel.memberships.all()}
    response = sign_in(official).post(url, marks)
    assert response.status_code == 409
    assert "회의가 시작된 뒤에 출석을 기록할 수 있습니다." in text(response)


def test_an_empty_panel_has_nobody_to_mark(sign_in, official, panel, begun):
    panel.memberships.update(state="withdrawn")
    response = sign_in(official).get(reverse("meetings:attendance", args=[begun.pk]))
    assert "지금 활동 중인 단원이 없습니다." in text(response)


@pytest.fixture
def held(begun, official, member):
    return hold(begun, official)


def test_minutes_are_written_and_published(sign_in, official, member, held):
    browser = sign_in(official)
    url = reverse("meetings:minutes", args=[held.pk])
    assert browser.get(url).context["form"].initial == {"version": 0}
    typed = {"body": "# 논의\n**정했다**", "decisions": "채택", "version": "0"}
    assert browser.post(url, typed)["Location"] == held.get_absolute_url()
    page = text(browser.get(held.get_absolute_url()))
    assert "<strong>정했다</strong>" in page and "단원에게는 아직 보이지 않습니다" in page
    assert "정했다" not in text(sign_in(member).get(held.get_absolute_url()))
    browser = sign_in(official)
    publish = reverse("meetings:publish-minutes", args=[held.pk])
    assert "<strong>정했다</strong>" in text(browser.get(publish))
    assert browser.post(publish, {"version": "1"}).status_code == 302
    assert "<strong>정했다</strong>" in text(sign_in(member).get(held.get_absolute_url()))


def test_without_a_version_minutes_are_new(sign_in, official, held):
    assert (
        sign_in(official).post(reverse("meetings:minutes", args=[held.pk]), {"body": "논의"}).status_code
        == 302
    )
    assert Minutes.objects.get().version == 1


def test_two_who_write_at_once_see_both_texts_and_lose_none(sign_in, official, secretary, held):
    url = reverse("meetings:minutes", args=[held.pk])
    actions.write_minutes(by=secretary, meeting=held, body="간사의 글", decisions="간사의 결정", version=0)
    browser = sign_in(official)
    response = browser.post(url, {"body": "담당의 글", "decisions": "", "version": "0"})
    assert response.status_code == 409
    for words in (
        "그 사이 다른 화면에서 회의록이 저장되었습니다.",
        "간사의 글",
        "간사의 결정",
        "담당의 글</textarea>",
        "라간사",
    ):
        assert words in text(response)
    assert 'name="version" value="1"' in text(response)
    assert browser.post(url, {"body": "둘을 합친 글", "version": "1"}).status_code == 302
    assert Minutes.objects.get().body == "둘을 합친 글"


def test_what_changed_since_it_was_read_is_not_published(sign_in, official, held):
    actions.write_minutes(by=official, meeting=held, body="처음", decisions="", version=0)
    actions.write_minutes(by=official, meeting=held, body="나중", decisions="", version=1)
    response = sign_in(official).post(reverse("meetings:publish-minutes", args=[held.pk]), {"version": "1"})
    assert response.status_code == 409
    assert "나중" in text(response) and 'value="2"' in text(response)


def test_withheld_minutes_show_members_the_reason_alone(sign_in, official, member, held):
    url = reverse("meetings:withhold-minutes", args=[held.pk])
    browser = sign_in(official)
    assert "회의록을 먼저 써 주세요." in text(browser.get(url))
    refused = browser.post(url, {"reason": "사유", "version": "0"})
    assert (refused.status_code, "회의록을 먼저 써 주세요." in text(refused)) == (409, True)
    minute(held, official)
    assert browser.post(url, {"reason": "개인정보 포함", "version": "1"}).status_code == 302
    page = text(sign_in(member).get(held.get_absolute_url()))
    assert "사유: 개인정보 포함" in page and "<p>논의</p>" not in page
    assert "<p>논의</p>" in text(sign_in(official).get(held.get_absolute_url()))


def test_members_are_told_that_minutes_are_being_written(sign_in, official, member, held):
    assert "아직 쓰지 않았습니다." in text(sign_in(member).get(held.get_absolute_url()))
    minute(held, official)
    assert "회의록을 쓰고 있습니다." in text(sign_in(member).get(held.get_absolute_url()))


# Advice.


def test_a_member_keeps_a_draft_and_hands_it_in(sign_in, official, member, item):
    url = reverse("meetings:advise", args=[item.pk])
    browser = sign_in(member)
    assert browser.post(url, {"body": "생각 중", "draft": "1"})["Location"] == url
    assert browser.get(url).context["form"].initial == {"body": "생각 중"}
    assert "생각 중" not in text(sign_in(official).get(item.meeting.get_absolute_url()))
    browser = sign_in(member)
    assert browser.post(url, {"body": "이렇게 해 주세요."})["Location"] == item.meeting.get_absolute_url()
    assert browser.get(url)["Location"] == item.meeting.get_absolute_url()
    late = browser.post(url, {"body": "다시"})
    assert (late.status_code, "다시</textarea>" in text(late)) == (409, True)
    assert "이렇게 해 주세요." in text(sign_in(official).get(item.meeting.get_absolute_url()))


def test_the_advice_page_has_the_papers(sign_in, official, member, item, meeting):
    actions.add_material(by=official, meeting=meeting, files=[factories.make_upload("계획.pdf")])
    page = text(sign_in(member).get(reverse("meetings:advise", args=[item.pk])))
    assert "계획.pdf" in page and "요구사항 목록" in page


def test_an_answer_from_the_page(sign_in, official, member, note):
    url = reverse("meetings:answer", args=[note.pk])
    browser = sign_in(official)
    assert "제출한 의견" in text(browser.get(url))
    assert browser.post(url, {"disposition": "accepted", "answer": ""}).status_code == 200
    done = browser.post(url, {"disposition": "partial", "answer": "다음 해에 합니다."})
    assert done["Location"] == f"{note.item.meeting.get_absolute_url()}#advice"
    page = text(sign_in(member).get(note.item.meeting.get_absolute_url()))
    assert "일부수용" in page and "다음 해에 합니다." in page
    again = sign_in(official).post(url, {"disposition": "accepted", "answer": "또"})
    assert again.status_code == 409


def test_drafts_have_no_answer_page(sign_in, official, member, item):
    draft = actions.save_advice(by=member, item=item, body="생각 중")
    assert sign_in(official).get(reverse("meetings:answer", args=[draft.pk])).status_code == 404


def test_words_of_others_are_never_markup(sign_in, official, member, item, meeting):
    bad = "<script>alert(1)</script>"
    note = actions.submit_advice(by=member, item=item, body=bad)
    actions.answer_advice(by=official, note=note, disposition="accepted", answer=bad)
    Meeting.objects.update(title=bad, note=bad, place=bad, short_notice_reason=bad, cancelled_reason=bad)
    member.name = bad
    member.save()
    for url in (
        meeting.get_absolute_url(),
        reverse("meetings:list"),
        reverse("meetings:cancel", args=[meeting.pk]),
    ):
        assert bad not in text(sign_in(official).get(url))


# The page of a meeting and the list.


def step_of(response):
    step = response.context["step"]
    return step and (step.label, step.url)


def test_the_big_button_is_what_waits_for_this_person(
    sign_in, official, secretary, member, head, meeting, item
):
    def steps():
        people = {"official": official, "secretary": secretary, "member": member, "head": head}
        return {
            name: step_of(sign_in(person).get(meeting.get_absolute_url())) for name, person in people.items()
        }

    advise = ("자문의견 쓰기", reverse("meetings:advise", args=[item.pk]))
    nothing = dict.fromkeys(["official", "secretary", "member", "head"])
    assert steps() == nothing | {"member": advise}
    meeting.starts_at = timezone.now() - timedelta(minutes=1)
    meeting.save()
    attendance = ("출석 기록하기", reverse("meetings:attendance", args=[meeting.pk]))
    assert steps() == nothing | {"member": advise, "official": attendance, "secretary": attendance}
    hold(meeting, official)
    minutes = ("회의록 쓰기", reverse("meetings:minutes", args=[meeting.pk]))
    assert steps() == nothing | {"member": advise, "official": minutes, "secretary": minutes}
    note = actions.submit_advice(by=member, item=item, body="의견")
    written = minute(meeting, official)
    publish = ("회의록 공개하기", reverse("meetings:publish-minutes", args=[meeting.pk]))
    assert steps() == nothing | {"official": publish, "secretary": minutes}
    written.state = "published"
    written.save()
    answer = ("자문의견에 답하기", reverse("meetings:answer", args=[note.pk]))
    assert steps() == nothing | {"official": answer}


def test_an_auditor_sees_no_names(sign_in, auditor, official, member, held, note):
    page = text(sign_in(auditor).get(held.get_absolute_url())).split("<main")[1]
    assert "나단원" not in page
    assert "제출한 의견" in page
    assert "나단원" in text(sign_in(official).get(held.get_absolute_url())).split("<main")[1]


def test_the_officer_sees_whose_mail_did_not_arrive(sign_in, official, member, meeting):
    actions.add_material(by=official, meeting=meeting, files=[factories.make_upload()])
    Notice.objects.update(mail_state="failed", error="550", attempts=1)
    page = text(sign_in(official).get(meeting.get_absolute_url()))
    assert "보내지 못한 메일" in page and "나단원" in page
    assert "보내지 못한 메일" not in text(sign_in(member).get(meeting.get_absolute_url()))


def test_advice_is_not_offered_any_more_when_the_duty_is_settled(sign_in, member, meeting, duty, official):
    url = reverse("meetings:advise", args=[meeting.items.first().pk])
    assert url in text(sign_in(member).get(meeting.get_absolute_url()))
    duty.state = "settled"
    duty.save()
    assert url not in text(sign_in(member).get(meeting.get_absolute_url()))
    duty.state = "open"
    duty.save()
    actions.cancel(by=official, meeting=meeting, reason="누수")
    assert url not in text(sign_in(member).get(meeting.get_absolute_url()))


def titles(response):
    return [meeting.title for meeting in response.context["page"]]


def test_my_meetings_to_come_and_past(
    sign_in, official, duty, panel, member, project, other_official, vendor, auditor
):
    now = timezone.now()
    row(official, duty, panel, 1)
    row(official, duty, panel, 2, starts_at=now - timedelta(hours=1))
    row(official, duty, panel, 3, starts_at=now - timedelta(days=2))
    row(official, duty, panel, 4, state="cancelled")
    hold(row(official, duty, panel, 5, starts_at=now - timedelta(days=3)), official)
    other = factories.make_panel(project, name="다른 추진단")
    row(official, duty, other, 6)
    url = reverse("meetings:list")
    browser = sign_in(member)
    assert titles(browser.get(url)) == ["회의 2", "회의 1"]
    assert titles(browser.get(url, {"when": "past"})) == ["회의 4", "회의 3", "회의 5"]
    assert titles(sign_in(official).get(url)) == ["회의 2", "회의 1", "회의 6"]
    assert titles(sign_in(auditor).get(url)) == ["회의 2", "회의 1", "회의 6"]
    for person in (other_official, vendor):
        assert titles(sign_in(person).get(url)) == []
        assert titles(sign_in(person).get(url, {"when": "past"})) == []


def test_long_lists_have_pages(sign_in, official, duty, panel, member):
    for number in range(12):
        row(official, duty, panel, number)
    page = sign_in(member).get(reverse("meetings:list"), {"page": "2"})
    assert len(titles(page)) == 2


def count_queries(browser, url):
    browser.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(url).status_code == 200
    return len([query for query in queries if not query["sql"].startswith(TRANSACTION_CONTROL)])


def test_the_list_takes_as_many_queries_with_fifty_rows_as_with_one(sign_in, official, duty, panel, member):
    browser = sign_in(official)
    row(official, duty, panel)
    one = count_queries(browser, reverse("meetings:list") + "?size=50")
    for number in range(50):
        row(official, duty, panel, number)
    assert count_queries(browser, reverse("meetings:list") + "?size=50") == one


def test_the_page_takes_as_many_queries_with_fifty_rows_as_with_one(
    sign_in, official, panel, held, member, item
):
    browser = sign_in(official)
    actions.add_material(by=official, meeting=held, files=[factories.make_upload()])
    minute(held, official)
    actions.submit_advice(by=member, item=item, body="의견")
    one = count_queries(browser, held.get_absolute_url())
    for number in range(50):
        seat = factories.make_member(panel, name=f"단원 {number}")
        AdviceNote.objects.create(
            item=item, membership=seat, body="의견", state="submitted", submitted_at=timezone.now()
        )
        held.attendances.create(membership=seat, state="present", recorded_by=official)
        held.items.create(order=number + 3, title=f"안건 {number}")
        held.materials.create(document=factories.make_document(by=official), added_by=official)
    assert len(selectors.roster(held)) == 51
    assert count_queries(browser, held.get_absolute_url()) == one


def test_a_meeting_on_a_day_off_is_called_and_warned_of(sign_in, official, duty, panel, member):
    year = timezone.localdate().year + 1
    told = []
    for day in (f"{year}-12-25", first_working_day(year).isoformat()):
        url = reverse("meetings:schedule", args=[duty.pk])
        response = sign_in(official).post(url, call_of(panel) | {"day": day}, follow=True)
        told.append("쉬는 날입니다." in text(response))
    assert told == [True, False]
    assert Meeting.objects.count() == 2


def test_moving_to_a_day_off_is_warned_of(sign_in, official, meeting):
    day = f"{timezone.localdate().year + 1}-12-25"
    sent = {"day": day, "starts": "14:00", "ends": "16:00", "place": "시청"}
    response = sign_in(official).post(reverse("meetings:move", args=[meeting.pk]), sent, follow=True)
    assert "쉬는 날입니다." in text(response)


def first_working_day(year):
    return work_calendar().next_working_day(date(year, 6, 15))


@pytest.mark.parametrize(
    ("disposition", "badge"),
    [("accepted", "success"), ("partial", "information"), ("rejected", "warning"), ("not_relevant", "gray")],
)
def test_what_became_of_advice_has_its_colour(sign_in, official, note, disposition, badge):
    answered = actions.answer_advice(by=official, note=note, disposition=disposition, answer="까닭")
    page = text(sign_in(official).get(note.item.meeting.get_absolute_url()))
    tag = page.split(answered.disposition_word)[0].rsplit("<span", 1)[1]
    assert badge in tag or badge[:4] in tag


def test_a_member_finds_the_duty_and_the_process(sign_in, member, official, meeting):
    page = text(sign_in(member).get(meeting.get_absolute_url()))
    assert f'href="{meeting.duty.get_absolute_url()}"' in page
    assert f'href="{meeting.duty.stage.get_absolute_url()}"' in page
    assert f'href="{meeting.panel.project.get_absolute_url()}"' not in page
    assert f'href="{meeting.panel.project.get_absolute_url()}"' in text(
        sign_in(official).get(meeting.get_absolute_url())
    )


def test_decisions_are_drawn_like_the_minutes(sign_in, official, meeting):
    hold(meeting, official)
    minutes = minute(meeting, official, "published")
    minutes.decisions = "- 하나\n- 둘 <script>"
    minutes.save()
    page = text(sign_in(official).get(meeting.get_absolute_url()))
    assert "<li>하나</li>" in page
    assert "둘 &lt;script&gt;" in page


def test_the_buttons_say_what_they_do(sign_in, official, meeting):
    client = sign_in(official)
    page = text(client.get(meeting.get_absolute_url()))
    assert ">회의 옮기기</a>" in page
    assert ">회의 취소</a>" in page
    form = text(client.get(reverse("meetings:cancel", args=[meeting.pk])))
    assert form.count("회의 취소") >= 2
