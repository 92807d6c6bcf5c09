"""Reminders: swept from the database, written once whatever happens."""

import threading
from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from seoul_gov.audit.models import Event
from seoul_gov.notifications import actions as notifications
from seoul_gov.notifications.models import Notice
from seoul_gov.ui.korean import SEOUL
from tests import factories
from tests.counting import ONE_AND_FIFTY
from tests.workflows.meetings.calls import call, hold, row
from workflows.meetings import actions, reminders, tasks

pytestmark = pytest.mark.django_db

START = datetime(2027, 1, 1, 0, 30, tzinfo=SEOUL)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@pytest.fixture
def meeting(official, duty, panel, member, colleague):
    """Half an hour into the year, with two members."""
    return row(official, duty, panel, starts_at=START, announced_at=START - 20 * DAY)


def offsets():
    """Which reminders each address has, the oldest first."""
    found = {}
    for notice in Notice.objects.order_by("pk"):
        found.setdefault(notice.email, []).append(notice.ledger_key.split(":")[-2])
    return found


def test_everybody_in_office_is_reminded_a_week_a_day_and_two_hours_before(
    meeting, member, colleague, secretary
):
    moment = START - 8 * DAY
    while moment < START + HOUR:
        reminders.remind(moment)
        moment += timedelta(minutes=30)
    assert offsets() == dict.fromkeys([member.email, colleague.email, secretary.email], ["7d", "1d", "2h"])


def test_a_reminder_says_when_and_what_about_and_is_not_sent_too_late(meeting, member):
    assert reminders.remind(START - DAY) == 2
    notice = Notice.objects.get(recipient=member)
    assert notice.subject == "‘회의 0’ 회의가 열립니다(2027. 1. 1.(금) 00:30 ~ 02:30)."
    assert (notice.kind, notice.is_legal, notice.url) == (
        "meetings.reminded",
        False,
        meeting.get_absolute_url(),
    )
    assert notice.send_before == START
    assert "안건 1. 안건" in notice.body
    assert notice.ledger_key == f"meeting:{meeting.pk}:2027-01-01T00:30:00+09:00:1d:{member.pk}"
    event = Event.objects.first()
    assert (event.key, event.actor, event.data) == (
        "meetings.reminded",
        "시스템",
        {"offset": "1d", "count": 2},
    )


def test_doing_it_again_or_after_the_clock_went_back_has_no_effect(meeting):
    now = START - 7 * DAY + timedelta(minutes=5)
    assert reminders.remind(now) == 2
    for again in (now, now - timedelta(minutes=10), now - timedelta(minutes=4), now + HOUR):
        assert reminders.remind(again) == 0
    assert Notice.objects.count() == 2


def test_after_an_outage_only_the_nearest_goes_out(meeting, member):
    reminders.remind(START - HOUR)
    assert offsets()[member.email] == ["2h"]


def test_once_it_has_begun_nobody_is_reminded(meeting):
    assert reminders.remind(START) == 0
    assert reminders.remind(START + DAY) == 0


def test_a_meeting_called_at_short_notice_has_only_the_reminders_that_lie_ahead(meeting, member):
    meeting.announced_at = START - 20 * HOUR
    meeting.save()
    for hours in (19, 3, 1):
        reminders.remind(START - hours * HOUR)
    assert offsets()[member.email] == ["2h"]


@pytest.mark.parametrize("state", ["held", "cancelled"])
def test_what_is_over_or_called_off_is_not_announced(meeting, state):
    meeting.state = state
    meeting.save()
    assert reminders.remind(START - DAY) == 0


def test_who_has_left_is_not_reminded_and_who_came_late_is(panel, meeting, member, colleague):
    reminders.remind(START - 7 * DAY)
    panel.memberships.filter(user=member).update(state="withdrawn")
    newcomer = factories.make_member(panel, name="새단원").user
    reminders.remind(START - 3 * DAY)
    reminders.remind(START - DAY)
    assert offsets() == {
        member.email: ["7d"],
        colleague.email: ["7d", "1d"],
        newcomer.email: ["7d", "1d"],
    }


def test_a_dissolved_panel_is_not_reminded(panel, meeting):
    panel.state = "dissolved"
    panel.save()
    assert reminders.remind(START - DAY) == 0
    assert actions.remind(meeting=meeting, now=START - DAY) == 0


@pytest.mark.parametrize(
    "facts", [{"status": "superseded", "ended_at": START}, {"governance_type": "citizen_led"}]
)
def test_a_process_that_ended_or_went_stale_calls_nobody(project, meeting, facts):
    project.runs.update(**facts)
    for sweep, act in (
        (reminders.remind, actions.remind),
        (reminders.invite_newcomers, actions.invite_newcomers),
    ):
        assert sweep(START - DAY) == 0
        assert act(meeting=meeting, now=START - DAY) == 0
    assert not Notice.objects.exists()


def test_who_comes_after_the_call_is_invited_once_with_a_calendar_entry(official, duty, panel, member):
    meeting = call(official, duty, panel)
    now = timezone.now()
    assert reminders.invite_newcomers(now) == 0
    newcomer = factories.make_member(panel, name="새단원").user
    assert [reminders.invite_newcomers(now) for _ in range(2)] == [1, 0]
    assert actions.invite_newcomers(meeting=meeting, now=now) == 0
    notice = Notice.objects.get(recipient=newcomer)
    assert (notice.kind, notice.is_legal, notice.scope) == (
        "meetings.scheduled",
        True,
        f"panel:{panel.pk}/meeting:{meeting.pk}/call",
    )
    assert "SEQUENCE:0" in notice.calendar
    event = Event.objects.get(key="meetings.invited")
    assert (event.actor, event.sentence) == (
        "시스템",
        "‘요구사항 자문회의’ 회의 소집을 새로 들어온 1명에게 알렸습니다.",
    )


def test_who_comes_after_a_change_is_invited_to_the_meeting_as_it_stands(official, duty, panel, member):
    meeting = call(official, duty, panel)
    later = meeting.starts_at + DAY
    actions.move(by=official, meeting=meeting, starts_at=later, ends_at=later + HOUR, place="시청")
    newcomer = factories.make_member(panel, name="새단원").user
    assert reminders.invite_newcomers(timezone.now()) == 1
    assert "SEQUENCE:1" in Notice.objects.get(recipient=newcomer).calendar
    assert Notice.objects.filter(recipient=member).count() == 2


@pytest.mark.parametrize("count", ONE_AND_FIFTY)
def test_a_sweep_without_newcomers_takes_three_queries(official, duty, panel, member, count):
    for number in range(count):
        row(official, duty, panel, number)
    now = timezone.now()
    assert reminders.invite_newcomers(now) == count
    with CaptureQueriesContext(connection) as queries:
        assert reminders.invite_newcomers(now) == 0
    assert len(queries) == 3


def test_a_moved_meeting_has_reminders_of_its_own(official, meeting, member):
    with time_machine.travel(START - 6 * DAY, tick=False):
        reminders.remind(timezone.now() - 2 * HOUR)
        later = START + 14 * DAY
        actions.move(by=official, meeting=meeting, starts_at=later, ends_at=later + HOUR, place="시청")
    assert reminders.remind(START - DAY) == 0
    for days in (7, 1):
        reminders.remind(later - days * DAY)
    kinds = Notice.objects.filter(recipient=member).order_by("pk").values_list("kind", "mail_state")
    assert list(kinds) == [
        ("meetings.reminded", "withdrawn"),
        ("meetings.moved", "pending"),
        ("meetings.reminded", "pending"),
        ("meetings.reminded", "pending"),
    ]


def test_cancelling_and_holding_withdraw_what_is_pending(official, meeting, member):
    reminders.remind(START - DAY)
    with time_machine.travel(START - 20 * HOUR, tick=False):
        actions.cancel(by=official, meeting=meeting, reason="누수")
    assert set(Notice.objects.filter(kind="meetings.reminded").values_list("mail_state", flat=True)) == {
        "withdrawn"
    }


def test_the_row_is_looked_at_afresh(official, meeting):
    """A sweep that read the meeting before it was moved writes nothing for its old time."""
    stale = type(meeting).objects.get(pk=meeting.pk)
    meeting.starts_at += 14 * DAY
    meeting.ends_at += 14 * DAY
    meeting.save()
    assert actions.remind(meeting=stale, now=START - DAY) == 0
    hold(meeting, official)
    assert actions.remind(meeting=stale, now=meeting.starts_at - DAY) == 0


def test_who_wants_no_mail_about_meetings_gets_no_reminder_by_mail(meeting, member, colleague):
    notifications.unsubscribe(user_id=member.pk, group="meetings")
    reminders.remind(START - DAY)
    states = dict(Notice.objects.values_list("email", "mail_state"))
    assert states == {member.email: "none", colleague.email: "pending"}


def test_the_task_does_it_now(meeting):
    with time_machine.travel(START - DAY, tick=False):
        tasks.remind_meetings()
        tasks.remind_meetings()
    kinds = Notice.objects.order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["meetings.scheduled"] * 2 + ["meetings.reminded"] * 2


@pytest.mark.parametrize("count", ONE_AND_FIFTY)
def test_a_sweep_with_nothing_to_write_takes_three_queries(official, duty, panel, member, count):
    for number in range(count):
        row(
            official,
            duty,
            panel,
            number,
            starts_at=START + number * timedelta(minutes=1),
            announced_at=START - 20 * DAY,
        )
    now = START - DAY + HOUR
    assert reminders.remind(now) == count
    with CaptureQueriesContext(connection) as queries:
        assert reminders.remind(now) == 0
    assert len(queries) == 3


@pytest.mark.django_db(transaction=True)
def test_many_sweeps_at_once_remind_once(meeting):
    barrier = threading.Barrier(4)

    def sweep():
        try:
            barrier.wait()
            reminders.remind(START - DAY)
        finally:
            connection.close()

    sweeps = [threading.Thread(target=sweep) for _ in range(4)]
    for one in sweeps:
        one.start()
    for one in sweeps:
        one.join()
    assert Notice.objects.count() == 2
    assert Event.objects.filter(key="meetings.reminded").count() == 1
