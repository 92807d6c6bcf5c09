"""Attendance and minutes."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from seoul_gov.audit.models import Event
from seoul_gov.notifications.actions import Message, Recipient, notify
from seoul_gov.notifications.models import Notice
from tests import factories
from tests.workflows.meetings.calls import hold, minute
from workflows.meetings import actions, events, selectors
from workflows.runs.models import DutyRun

pytestmark = pytest.mark.django_db


def marks_of(meeting, state="present", **others):
    """The same mark for every seat, but for those named."""
    return {seat.pk: others.get(seat.name, state) for seat in selectors.roster(meeting)}


@pytest.mark.parametrize("who", ["official", "secretary"])
def test_the_officer_and_the_secretary_record_who_was_there(request, who, begun, member, colleague):
    person = request.getfixturevalue(who)
    meeting = actions.record_attendance(
        by=person, meeting=begun, marks=marks_of(begun, 다단원="absent", 나단원="video")
    )
    assert (meeting.state, meeting.held_at is not None) == ("held", True)
    rows = {row.membership.name: (row.state, row.recorded_by) for row in selectors.attendance(meeting)}
    assert rows == {"나단원": ("video", person), "다단원": ("absent", person)}
    assert str(selectors.attendance(meeting)[0]) == "나단원 화상 출석"
    assert Event.objects.first().sentence == "‘요구사항 자문회의’ 회의의 출석을 기록했습니다(1명 출석)."


@pytest.mark.parametrize(
    "who", ["other_official", "head", "governance_officer", "auditor", "member", "citizen"]
)
def test_nobody_else_records(request, who, begun):
    person = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied, match="사업담당자와 추진단의 간사만"):
        actions.record_attendance(by=person, meeting=begun, marks=marks_of(begun))
    hold(begun, begun.called_by)
    with pytest.raises(PermissionDenied, match="사업담당자와 추진단의 간사만"):
        actions.write_minutes(by=person, meeting=begun, body="논의", decisions="", version=0)


def test_attendance_is_recorded_once_the_meeting_has_begun(official, meeting, member):
    with pytest.raises(ValidationError, match="회의가 시작된 뒤에"):
        actions.record_attendance(by=official, meeting=meeting, marks=marks_of(meeting))
    actions.cancel(by=official, meeting=meeting, reason="누수")
    with pytest.raises(ValidationError, match="취소한 회의입니다"):
        actions.record_attendance(by=official, meeting=meeting, marks=marks_of(meeting))


def test_every_seat_is_marked_and_no_other(official, begun, member, colleague, secretary):
    marks = marks_of(begun)
    stranger = factories.make_member(factories.make_panel(begun.panel.project, name="다른 추진단"))
    for wrong in (
        {},
        dict(list(marks.items())[:1]),
        marks | {stranger.pk: "present"},
        marks | {begun.panel.memberships.get(role="secretary").pk: "present"},
        dict.fromkeys(marks, "asleep"),
    ):
        with pytest.raises(ValidationError, match="모든 단원의 출석을"):
            actions.record_attendance(by=official, meeting=begun, marks=wrong)
    with pytest.raises(ValidationError, match="아무도 출석하지 않은"):
        actions.record_attendance(by=official, meeting=begun, marks=dict.fromkeys(marks, "absent"))
    begun.refresh_from_db()
    assert begun.state == "scheduled"


def test_attendance_may_be_corrected_for_those_who_were_marked(official, begun, member, colleague):
    marks = marks_of(begun)
    held = actions.record_attendance(by=official, meeting=begun, marks=marks)
    factories.make_member(begun.panel, name="새단원")
    assert marks_of(held) == marks
    again = actions.record_attendance(by=official, meeting=held, marks=marks_of(held, 다단원="absent"))
    assert again.held_at == held.held_at
    assert [row.state for row in selectors.attendance(again)] == ["present", "absent"]


def test_attendance_is_not_recorded_in_a_closed_stage(official, begun, member, duty):
    stage = duty.stage
    stage.state, stage.closed_at, stage.closed_by = "closed", timezone.now(), official
    stage.save()
    with pytest.raises(ValidationError, match="이미 끝났습니다"):
        actions.record_attendance(by=official, meeting=begun, marks=marks_of(begun))


def test_holding_wakes_what_follows_and_ends_the_call(official, begun, member, duty):
    follower = DutyRun.objects.create(
        stage=duty.stage, key="after", order=99, title="회의록", kind="minutes", actor="secretary",
        necessity="once_opened", source="", opened_by=duty.key, due_on=timezone.localdate(), state="dormant",
    )  # fmt: skip
    told = {"kind": events.REMINDED, "to": [Recipient.of(member)], "message": Message("회의", "/")}
    notify(scope=f"{begun.scope}/call", key="reminder", **told)
    notify(scope=begun.scope, key="answer", **told)
    actions.record_attendance(by=official, meeting=begun, marks=marks_of(begun))
    follower.refresh_from_db()
    assert follower.state == "open"
    assert sorted(Notice.objects.values_list("scope", "mail_state")) == [
        (begun.scope, "pending"),
        (f"{begun.scope}/call", "withdrawn"),
    ]


@pytest.fixture
def held(begun, official, member):
    return hold(begun, official)


def write(by, meeting, body="# 논의\n\n정했다.", version=0, decisions=" 채택 "):
    return actions.write_minutes(by=by, meeting=meeting, body=body, decisions=decisions, version=version)


def test_minutes_are_rendered_when_they_are_saved(official, secretary, held):
    minutes = write(secretary, held)
    assert (minutes.version, minutes.state, minutes.decisions, minutes.written_by) == (
        1,
        "draft",
        "채택",
        secretary,
    )
    assert minutes.body_html == "<h3>논의</h3>\n<p>정했다.</p>\n"
    assert str(minutes) == "요구사항 자문회의 회의록"
    again = write(official, held, body="고침", version=1)
    assert (again.pk, again.version, again.written_by) == (minutes.pk, 2, official)


def test_minutes_are_of_meetings_that_were_held_and_say_something(official, begun, member):
    with pytest.raises(ValidationError, match="출석을 기록한 회의에만"):
        write(official, begun)
    hold(begun, official)
    with pytest.raises(ValidationError, match="회의 내용을 적어 주세요"):
        write(official, begun, body=" \n ")


@pytest.mark.parametrize("seen", [0, 2])
def test_nobody_overwrites_what_they_have_not_seen(official, held, seen):
    write(official, held)
    with pytest.raises(ValidationError, match="그 사이 다른 화면에서"):
        write(official, held, body="다른 글", version=seen)
    assert selectors.minutes_of(held).body.startswith("# 논의")


def test_publishing_tells_the_members_and_freezes_the_words(official, member, held):
    write(official, held)
    with pytest.raises(ValidationError, match="그 사이 다른 화면에서"):
        actions.publish_minutes(by=official, meeting=held, version=7)
    minutes = actions.publish_minutes(by=official, meeting=held, version=1)
    assert (minutes.state, minutes.settled_at is not None) == ("published", True)
    notice = Notice.objects.get()
    assert (notice.recipient, notice.kind, notice.send_before) == (member, "meetings.minutes_published", None)
    with pytest.raises(ValidationError, match="이미 공개한"):
        actions.publish_minutes(by=official, meeting=held)
    with pytest.raises(ValidationError, match="고칠 수 없습니다"):
        write(official, held, version=1)


def test_withholding_says_why_and_takes_published_ones_back(official, held):
    write(official, held)
    with pytest.raises(ValidationError, match="공개하지 않는 사유"):
        actions.withhold_minutes(by=official, meeting=held, reason=" ")
    actions.publish_minutes(by=official, meeting=held)
    minutes = actions.withhold_minutes(by=official, meeting=held, reason="개인정보 포함", version=1)
    assert (minutes.state, minutes.withheld_reason) == ("withheld", "개인정보 포함")
    assert write(official, held, version=1).state == "withheld"
    published = actions.publish_minutes(by=official, meeting=held, version=2)
    assert (published.state, published.withheld_reason) == ("published", "")


def test_only_the_officer_decides_on_publication_and_only_of_minutes(official, secretary, held):
    for decide in (
        lambda by: actions.publish_minutes(by=by, meeting=held),
        lambda by: actions.withhold_minutes(by=by, meeting=held, reason="사유"),
    ):
        with pytest.raises(PermissionDenied, match="사업담당자만"):
            decide(secretary)
        with pytest.raises(ValidationError, match="회의록을 먼저"):
            decide(official)


def test_minutes_of_a_meeting_not_held_are_not_decided_on(official, begun, member):
    with pytest.raises(ValidationError, match="출석을 기록한 회의에만"):
        actions.publish_minutes(by=official, meeting=begun)


def test_the_state_of_minutes_in_words(held, official):
    assert held.has_settled_minutes is False
    minutes = minute(held, official, "withheld")
    assert (minutes.is_published, minutes.is_withheld, minutes.is_settled) == (False, True, True)
    held.refresh_from_db()
    assert held.has_settled_minutes is True
    assert timezone.now() - held.held_at < timedelta(minutes=1)


@pytest.mark.parametrize(
    ("body", "decisions", "kind"),
    [
        ("담당 900101-1234567", "", "주민등록번호"),
        ("논의", "010-1234-5678에 알리기로", "휴대전화번호"),
        ("hong@example.com", "", "이메일 주소"),
    ],
)
def test_minutes_with_personal_data_are_not_published(official, begun, member, body, decisions, kind):
    hold(begun, official)
    actions.write_minutes(by=official, meeting=begun, body=body, decisions=decisions, version=0)
    with pytest.raises(ValidationError, match=f"회의록에 개인정보\\({kind}"):
        actions.publish_minutes(by=official, meeting=begun)
    assert begun.minutes.state == "draft"
    actions.withhold_minutes(by=official, meeting=begun, reason="개인정보")
