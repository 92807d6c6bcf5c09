"""Calling, moving and cancelling meetings."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar

from projects.models import Norm
from seoul_gov.audit.models import Event
from seoul_gov.notifications.actions import withdraw
from seoul_gov.notifications.models import Notice
from seoul_gov.ui.korean import SEOUL
from tests import factories
from tests.workflows.meetings.calls import call, hold
from workflows.meetings import actions
from workflows.meetings.agenda import Item
from workflows.meetings.models import Meeting, MeetingMaterial

pytestmark = pytest.mark.django_db


def in_days(days, hour=14):
    """So many days from today in Seoul."""
    day = timezone.now().astimezone(SEOUL).date() + timedelta(days=days)
    return datetime(day.year, day.month, day.day, hour, tzinfo=SEOUL)


def entries():
    """Each notice's calendar entry: (address, method, uid, sequence, start)."""
    found = []
    for notice in Notice.objects.exclude(calendar="").order_by("pk"):
        calendar = Calendar.from_ical(notice.calendar)
        [event] = calendar.walk("VEVENT")
        assert event["ATTENDEE"] == f"mailto:{notice.email}"
        found.append((notice.email, calendar["METHOD"], event["UID"], event["SEQUENCE"], event.start))
    return found


def test_everybody_in_office_is_invited_with_a_calendar_entry_of_their_own(
    official, duty, panel, member, colleague, secretary
):
    left = factories.make_member(panel, name="떠난이")
    left.state = "withdrawn"
    left.save()
    meeting = call(official, duty, panel, note="신분증을 가져오세요.", files=[factories.make_upload()])

    assert {notice.email for notice in Notice.objects.all()} == {
        member.email,
        colleague.email,
        secretary.email,
    }
    assert len(entries()) == 3
    assert {entry[1:4] for entry in entries()} == {("REQUEST", meeting.uid, 0)}
    notice = Notice.objects.get(email=member.email)
    assert (notice.kind, notice.is_legal, notice.url) == (
        "meetings.scheduled",
        True,
        f"/meetings/{meeting.pk}/",
    )
    assert notice.send_before == meeting.starts_at
    for words in (
        "시청 3층 회의실",
        "안건 1. 요구사항 목록",
        "안건 2. 예산 집행 현황",
        "신분증을 가져오세요.",
    ):
        assert words in notice.body
    assert [item.title for item in meeting.items.all()] == ["요구사항 목록", "예산 집행 현황"]
    assert [str(material) for material in meeting.materials.all()] == ["요구사항정의서.pdf"]


def test_it_is_written_to_the_projects_trail(official, duty, panel, member, project):
    meeting = call(official, duty, panel)
    event = Event.objects.of(project.audit_chain).first()
    assert (event.key, event.actor, event.object_id) == ("meetings.scheduled", "김담당", str(meeting.pk))
    assert event.sentence.startswith("‘요구사항 자문회의’ 회의를 소집했습니다(")


def test_calling_does_not_need_a_room_when_there_is_a_link(official, duty, panel, member):
    meeting = call(official, duty, panel, place="", video_link="https://video.example/1")
    assert (meeting.place, meeting.video_link) == ("", "https://video.example/1")
    assert "화상회의: https://video.example/1" in Notice.objects.get().body


@pytest.mark.parametrize(
    "who", ["other_official", "head", "governance_officer", "auditor", "member", "secretary", "citizen"]
)
def test_only_the_departments_officers_call_move_and_cancel(request, who, duty, panel, meeting):
    person = request.getfixturevalue(who)
    starts, ends = in_days(20), in_days(20, 16)
    with pytest.raises(PermissionDenied, match="사업담당자만"):
        call(person, duty, panel)
    with pytest.raises(PermissionDenied, match="사업담당자만"):
        actions.move(by=person, meeting=meeting, starts_at=starts, ends_at=ends, place="시청")
    with pytest.raises(PermissionDenied, match="사업담당자만"):
        actions.cancel(by=person, meeting=meeting, reason="사유")
    with pytest.raises(PermissionDenied, match="사업담당자만"):
        actions.add_material(by=person, meeting=meeting, files=[factories.make_upload()])
    assert Meeting.objects.count() == 1
    assert Notice.objects.count() == 0


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"items": []}, "안건을 하나 이상"),
        ({"items": [Item("구매 계약", "contract")]}, "예산·계약·검수는 시가 결정하는 일"),
        ({"items": [Item("")]}, None),
        ({"title": " "}, None),
        ({"place": ""}, "장소나 화상회의 주소"),
        ({"place": "", "video_link": "javascript:alert(1)"}, "URL"),
        ({"starts_at": timedelta(0)}, "이미 지난 시각입니다"),
        ({"starts_at": timedelta(days=10), "ends_at": timedelta(days=10)}, "끝나는 시각은"),
        ({"starts_at": timedelta(days=3)}, "회의는 7일 전까지 알려야 합니다"),
        ({"files": [factories.make_upload("바이러스.exe", b"MZ")]}, None),
    ],
)
def test_a_call_that_makes_no_sense_is_refused_and_leaves_nothing(
    official, duty, panel, member, facts, sentence
):
    now = timezone.now()
    facts = {name: now + value if isinstance(value, timedelta) else value for name, value in facts.items()}
    with pytest.raises(ValidationError, match=sentence):
        call(official, duty, panel, **facts)
    assert (Meeting.objects.count(), Notice.objects.count(), MeetingMaterial.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize(
    ("announced", "starts", "enough"),
    [
        # The day of the notice does not count and the hour does not matter.
        (datetime(2026, 12, 24, 23, 59, tzinfo=SEOUL), datetime(2026, 12, 31, 9, tzinfo=SEOUL), True),
        (datetime(2026, 12, 25, 0, 0, tzinfo=SEOUL), datetime(2026, 12, 31, 23, tzinfo=SEOUL), False),
        # Half past midnight in Seoul is still the day before in UTC.
        (datetime(2026, 12, 25, 0, 30, tzinfo=SEOUL), datetime(2027, 1, 1, 0, 30, tzinfo=SEOUL), True),
        (datetime(2028, 2, 22, 12, tzinfo=SEOUL), datetime(2028, 2, 29, 9, tzinfo=SEOUL), True),
    ],
)
def test_days_of_notice_are_days_in_seoul(official, duty, panel, member, announced, starts, enough):
    with time_machine.travel(announced, tick=False):
        if enough:
            meeting = call(official, duty, panel, starts_at=starts, short_notice_reason="급하지 않음")
            assert meeting.short_notice_reason == ""
        else:
            with pytest.raises(ValidationError, match="7일 전까지"):
                call(official, duty, panel, starts_at=starts)
            meeting = call(official, duty, panel, starts_at=starts, short_notice_reason=" 장애 대응 ")
            assert meeting.short_notice_reason == "장애 대응"


def test_the_period_of_notice_is_a_norm(official, duty, panel, member):
    Norm.objects.create(key="meeting.notice_days", label="통지", value=15, default=7, unit="일")
    with pytest.raises(ValidationError, match="15일 전까지"):
        call(official, duty, panel)
    call(official, duty, panel, starts_at=in_days(15))


def test_only_a_panel_at_work_in_this_project_is_called(official, duty, panel, project):
    with pytest.raises(ValidationError, match="의견을 낼 단원이 없는"):
        call(official, duty, panel)
    factories.make_member(panel)
    other = factories.make_panel(factories.make_project(officer=official))
    factories.make_member(other)
    with pytest.raises(ValidationError, match="이 사업에서 활동 중인 추진단을"):
        call(official, duty, other)
    panel.state = "dissolved"
    panel.save()
    with pytest.raises(ValidationError, match="이 사업에서 활동 중인 추진단을"):
        call(official, duty, panel)


def test_only_an_open_meeting_duty_is_called_for(official, duty, panel, member, project):
    with pytest.raises(ValidationError, match="회의 과제에서만"):
        call(official, duty.stage.duties.filter(kind="review").first(), panel)
    later = project.runs.get().stages.get(key="design").duties.filter(kind="meeting").first()
    with pytest.raises(ValidationError, match="아직 시작되지 않았습니다"):
        call(official, later, panel)
    duty.state = "settled"
    duty.save()
    with pytest.raises(ValidationError, match="이미 처리되었습니다"):
        call(official, duty, panel)


def test_moving_withdraws_what_was_pending_and_moves_the_calendars_entry(official, duty, panel, member):
    meeting = call(official, duty, panel)
    before = meeting.starts_at
    meeting = actions.move(
        by=official,
        meeting=meeting,
        starts_at=in_days(12),
        ends_at=in_days(12, 16),
        place="",
        video_link="https://video.example/1",
    )
    assert (meeting.sequence, meeting.place, meeting.starts_at) == (1, "", in_days(12))
    assert meeting.announced_at > before - timedelta(days=10)
    assert [entry[1:] for entry in entries()] == [
        ("REQUEST", meeting.uid, 0, before.astimezone(SEOUL).replace(microsecond=0)),
        ("REQUEST", meeting.uid, 1, in_days(12)),
    ]
    first, second = Notice.objects.order_by("pk")
    assert (first.mail_state, second.mail_state, second.kind) == ("withdrawn", "pending", "meetings.moved")
    assert "바뀌기 전: " in second.body and second.send_before == in_days(12)
    again = actions.move(
        by=official, meeting=meeting, starts_at=in_days(13), ends_at=in_days(13, 16), place="시청"
    )
    assert again.sequence == 2
    assert Notice.objects.filter(mail_state="pending").count() == 1


def test_moving_obeys_the_rules_of_calling(official, meeting):
    for starts, sentence in ((in_days(-1), "이미 지난 시각"), (in_days(2), "7일 전까지")):
        with pytest.raises(ValidationError, match=sentence):
            actions.move(
                by=official,
                meeting=meeting,
                starts_at=starts,
                ends_at=starts + timedelta(hours=1),
                place="시청",
            )
    meeting.refresh_from_db()
    assert meeting.sequence == 0
    moved = actions.move(
        by=official,
        meeting=meeting,
        starts_at=in_days(2),
        ends_at=in_days(2, 15),
        place="시청",
        short_notice_reason="장애",
    )
    assert moved.short_notice_reason == "장애"


def test_another_room_alone_needs_no_period_of_notice(official, duty, panel, member):
    starts = in_days(2)
    meeting = call(
        official, duty, panel, starts_at=starts, ends_at=in_days(2, 16), short_notice_reason="장애"
    )
    told = meeting.announced_at
    moved = actions.move(
        by=official, meeting=meeting, starts_at=starts, ends_at=in_days(2, 17), place="서소문청사"
    )
    assert (moved.place, moved.sequence, moved.short_notice_reason, moved.announced_at) == (
        "서소문청사",
        1,
        "장애",
        told,
    )
    assert Notice.objects.get(kind="meetings.moved").mail_state == "pending"


def test_a_meeting_in_a_closed_stage_is_not_moved_but_can_be_cancelled(official, meeting, duty):
    stage = duty.stage
    stage.state, stage.closed_at, stage.closed_by = "closed", timezone.now(), official
    stage.save()
    with pytest.raises(ValidationError, match="이미 끝났습니다"):
        actions.move(by=official, meeting=meeting, starts_at=in_days(9), ends_at=in_days(9, 16), place="시청")
    assert actions.cancel(by=official, meeting=meeting, reason="필요 없음").state == "cancelled"


def test_cancelling_takes_the_entry_away_and_says_why(official, duty, panel, member):
    meeting = call(official, duty, panel)
    meeting = actions.cancel(by=official, meeting=meeting, reason="  강의실 누수  ")
    assert (meeting.state, meeting.sequence, meeting.cancelled_reason) == ("cancelled", 1, "강의실 누수")
    first, second = Notice.objects.order_by("pk")
    assert (first.mail_state, second.mail_state, second.kind, second.is_legal) == (
        "withdrawn",
        "pending",
        "meetings.cancelled",
        True,
    )
    assert entries()[1][1:4] == ("CANCEL", meeting.uid, 1)
    assert "사유: 강의실 누수" in second.body
    assert second.send_before is None


def test_a_meeting_is_cancelled_for_a_reason_and_once(official, meeting):
    with pytest.raises(ValidationError, match="취소하는 사유"):
        actions.cancel(by=official, meeting=meeting, reason="  ")
    actions.cancel(by=official, meeting=meeting, reason="누수")
    for again in (
        lambda: actions.cancel(by=official, meeting=meeting, reason="누수"),
        lambda: actions.move(
            by=official, meeting=meeting, starts_at=in_days(9), ends_at=in_days(9, 16), place="시청"
        ),
    ):
        with pytest.raises(ValidationError, match="이미 처리한 회의입니다\\(취소\\)"):
            again()


def test_a_held_meeting_is_neither_moved_nor_cancelled(official, meeting):
    hold(meeting, official)
    with pytest.raises(ValidationError, match="이미 처리한 회의입니다\\(개최\\)"):
        actions.cancel(by=official, meeting=meeting, reason="누수")


def test_materials_are_told_before_and_after_the_meeting(official, meeting, member):
    uploads = [factories.make_upload("하나.pdf"), factories.make_upload("둘.pdf")]
    assert len(actions.add_material(by=official, meeting=meeting, files=uploads)) == 2
    notice = Notice.objects.get()
    assert (notice.kind, notice.calendar, notice.is_legal) == ("meetings.material_added", "", False)
    assert notice.subject == "‘요구사항 자문회의’ 회의에 자료를 올렸습니다(2건)."
    assert "하나.pdf\n둘.pdf" in notice.body
    hold(meeting, official)
    actions.add_material(by=official, meeting=meeting, files=[factories.make_upload()])
    assert Notice.objects.order_by("pk").last().send_before is None
    assert meeting.materials.count() == 3


def test_materials_need_a_file_and_a_meeting_that_is_on(official, meeting):
    with pytest.raises(ValidationError, match="올릴 파일을"):
        actions.add_material(by=official, meeting=meeting, files=[])
    with pytest.raises(ValidationError):
        actions.add_material(
            by=official,
            meeting=meeting,
            files=[factories.make_upload(), factories.make_upload("a.exe", b"MZ")],
        )
    assert meeting.materials.count() == 0
    actions.cancel(by=official, meeting=meeting, reason="누수")
    with pytest.raises(ValidationError, match="취소한 회의에는"):
        actions.add_material(by=official, meeting=meeting, files=[factories.make_upload()])


def test_who_left_the_panel_gets_nothing_that_is_still_waiting(official, duty, panel, member, colleague):
    call(official, duty, panel)
    withdraw(scope=f"panel:{panel.pk}", user=member)
    states = dict(Notice.objects.values_list("email", "mail_state"))
    assert states == {member.email: "withdrawn", colleague.email: "pending"}


def test_a_meeting_is_not_cancelled_over_advice_that_waits_for_its_answer(official, meeting, member, item):
    note = actions.submit_advice(by=member, item=item, body="의견")
    with pytest.raises(ValidationError, match="답하지 않은 자문의견이 1건 있습니다. 모두 답한 뒤에 취소해"):
        actions.cancel(by=official, meeting=meeting, reason="누수")
    actions.answer_advice(by=official, note=note, disposition="accepted", answer="사유")
    assert actions.cancel(by=official, meeting=meeting, reason="누수").state == "cancelled"


def test_calling_holds_the_project_before_the_process(official, duty, panel, member):
    with CaptureQueriesContext(connection) as queries:
        call(official, duty, panel)
    asked = [query["sql"].split("FROM", 1)[-1].split()[0] for query in queries if "SELECT" in query["sql"]]
    assert asked[:2] == ['"projects_project"', '"workflows_processrun"']


def test_a_panel_that_gives_opinions_is_not_asked_for_advice(official, duty, project):
    online = factories.make_panel(project, kind="online", name="온라인참여단")
    factories.make_member(online)
    with pytest.raises(ValidationError, match="의견제시까지만 합니다.*보고로 올려"):
        call(official, duty, online)
    report = [Item("추진 현황", needs_advice=False)]
    assert call(official, duty, online, items=report).pk


def test_at_the_end_every_panel_may_be_asked(official, project, panel, member):
    closing = factories.make_duty(project, kind="meeting", stage_key="closing")
    assert call(official, closing, panel).pk
