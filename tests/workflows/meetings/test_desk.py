from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from projects.models import Norm
from seoul_gov.accounts.models import User
from seoul_gov.ui.korean import SEOUL
from tests import factories
from tests.counting import ONE_AND_FIFTY
from tests.workflows.meetings.calls import hold, minute, row
from workflows.meetings import actions, desk
from workflows.meetings.models import AdviceNote

pytestmark = pytest.mark.django_db

FRIDAY = datetime(2026, 11, 13, 14, tzinfo=SEOUL)


def waiting(user):
    """(action, url, due) of everything that waits, asked as in a new request."""
    fresh = User.objects.get(pk=user.pk)
    return [(errand.action, errand.url, errand.due) for errand in desk.waiting(fresh)]


def day(moment):
    return moment.astimezone(SEOUL).date()


def test_a_member_has_meetings_to_come_and_advice_to_write(member, meeting, item, project):
    assert waiting(member) == [
        ("회의 보기", f"/meetings/{meeting.pk}/", day(meeting.starts_at)),
        ("자문의견 쓰기", f"/meetings/items/{item.pk}/advice/", day(meeting.ends_at)),
    ]
    [first, _] = desk.waiting(User.objects.get(pk=member.pk))
    assert (first.title, first.about) == ("회의 보기: 요구사항 자문회의", str(project))
    assert first.note.endswith("시청 3층 회의실")
    actions.save_advice(by=member, item=item, body="생각 중")
    assert len(waiting(member)) == 2
    actions.submit_advice(by=member, item=item, body="의견")
    assert [line[0] for line in waiting(member)] == ["회의 보기"]


def test_advice_waits_until_the_duty_is_settled(member, begun, item, duty, official):
    assert [line[0] for line in waiting(member)] == ["자문의견 쓰기"]
    hold(begun, official)
    assert [line[0] for line in waiting(member)] == ["자문의견 쓰기"]
    duty.state = "settled"
    duty.save()
    assert waiting(member) == []


def test_a_meeting_to_come_is_shown_though_its_duty_is_settled(member, meeting, duty):
    duty.state = "waived"
    duty.save()
    assert [line[0] for line in waiting(member)] == ["회의 보기"]


def test_nothing_waits_for_others_nor_in_what_is_over(
    project, member, meeting, citizen, other_official, auditor, governance_officer, head
):
    stranger = factories.make_member(factories.make_panel(project, name="다른 추진단")).user
    for person in (stranger, citizen, other_official, auditor, governance_officer, head):
        assert waiting(person) == []
    assert desk.waiting(AnonymousUser()) == []
    run = project.runs.get()
    run.status, run.ended_at = "superseded", timezone.now()
    run.save()
    assert waiting(member) == []


def test_who_has_left_has_nothing_to_do(panel, member, meeting):
    panel.memberships.update(state="released")
    assert waiting(member) == []


def test_a_cancelled_meeting_asks_for_nothing(official, member, meeting):
    actions.cancel(by=official, meeting=meeting, reason="누수")
    assert (waiting(member), waiting(official)) == ([], [])


@pytest.mark.parametrize("who", ["official", "secretary"])
def test_after_its_end_a_meeting_needs_its_attendance_and_then_its_minutes(
    request, who, official, duty, panel, member
):
    person = request.getfixturevalue(who)
    with time_machine.travel(FRIDAY, tick=False):
        meeting = row(official, duty, panel, starts_at=FRIDAY - timedelta(hours=2))
        assert waiting(person) == [("출석 기록하기", f"/meetings/{meeting.pk}/attendance/", day(FRIDAY))]
        hold(meeting, official)
        minutes_line = ("회의록 쓰기", f"/meetings/{meeting.pk}/minutes/", date(2026, 11, 23))
        assert waiting(person) == [minutes_line]
        written = minute(meeting, official)
        assert waiting(person) == [minutes_line]
        written.state = "published"
        written.save()
        assert waiting(person) == []


def test_while_it_lasts_nobody_is_asked_for_the_attendance(official, begun):
    assert waiting(official) == []


def test_advice_is_answered_within_ten_working_days(official, secretary, panel, duty, member, colleague):
    meeting = row(official, duty, panel, starts_at=FRIDAY - timedelta(days=1))
    minute(hold(meeting, official), official, "withheld")
    item = meeting.items.get()
    for number, seat in enumerate(panel.memberships.filter(role="member")):
        AdviceNote.objects.create(
            item=item,
            membership=seat,
            body="의견",
            state="submitted",
            submitted_at=FRIDAY + timedelta(days=number),
        )
    assert waiting(official) == [("자문의견에 답하기", f"/meetings/{meeting.pk}/#advice", date(2026, 11, 27))]
    assert waiting(secretary) == []
    Norm.objects.create(key="meeting.answer_days", label="답변", value=1, default=10, unit="근무일")
    assert waiting(official)[0][2] == date(2026, 11, 16)


def test_advice_is_answered_whatever_becomes_of_the_process(official, project, begun, member, item):
    actions.submit_advice(by=member, item=item, body="의견")
    project.runs.get().stages.filter(state="open").update(state="pending")
    assert [line[0] for line in waiting(official)] == ["자문의견에 답하기"]
    with time_machine.travel(begun.ends_at, tick=False):
        assert [line[0] for line in waiting(official)] == ["자문의견에 답하기"]


def test_video_meetings_say_so(official, duty, panel, member):
    row(official, duty, panel, place="", video_link="https://video.example/1")
    assert desk.waiting(User.objects.get(pk=member.pk))[0].note.endswith("화상회의")


@pytest.mark.parametrize("count", ONE_AND_FIFTY)
@pytest.mark.parametrize("who", ["official", "member", "secretary"])
def test_a_desk_takes_three_queries_more_than_the_roles(request, who, official, duty, panel, member, count):
    person = request.getfixturevalue(who)
    past = timezone.now() - timedelta(days=1)
    seat = panel.memberships.get(user=member)
    for number in range(count):
        row(official, duty, panel, number)
        meeting = hold(row(official, duty, panel, number, starts_at=past), official)
        item = meeting.items.create(order=2, title="둘째")
        AdviceNote.objects.create(
            item=item, membership=seat, body="의견", state="submitted", submitted_at=past
        )
    fresh = User.objects.get(pk=person.pk)
    assert fresh.grants is not None
    with CaptureQueriesContext(connection) as queries:
        assert len(desk.waiting(fresh)) >= count
    assert len(queries) <= 3


def test_answering_falls_due_with_the_duty_where_that_is_sooner(official, member, begun, item, duty):
    note = actions.submit_advice(by=member, item=item, body="의견")
    hold(begun, official)
    minute(begun, official, "published")
    duty.due_on = day(note.submitted_at) + timedelta(days=1)
    duty.save()
    assert [line[2] for line in waiting(official)] == [duty.due_on]
    duty.due_on = day(note.submitted_at) + timedelta(days=90)
    duty.save()
    assert [line[2] < duty.due_on for line in waiting(official)] == [True]
