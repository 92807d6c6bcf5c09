"""The day is Seoul's day everywhere, whatever the host believes: fifteen boundaries, run under three host zones by R10."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from panels import tasks
from panels.calls import state as calls
from panels.calls.forms.calls import LastMomentField
from panels.calls.models import Application, RecruitmentCall
from panels.erasure import norms
from panels.models import Membership
from projects import actions as projects
from seoul_gov.audit.models import Event
from seoul_gov.celery import app
from seoul_gov.notifications.actions import Recipient
from seoul_gov.notifications.letters import compose
from seoul_gov.notifications.models import Notice
from seoul_gov.ui.forms import DateField
from seoul_gov.ui.korean import SEOUL, dday, korean_date, korean_datetime, today
from seoul_gov.ui.sheets import safe
from tests import factories
from tests.drills._world import make_round
from tests.panels.recruiting import appoint, make_call
from workflows.driver import reminders as desks
from workflows.meetings import ics
from workflows.meetings import reminders as meetings
from workflows.meetings.models import Meeting
from workflows.reviews import actions as reviews
from workflows.reviews.state import ends_at

pytestmark = pytest.mark.django_db

DUE = date(2027, 6, 30)
LAST_SECOND = datetime(2027, 6, 30, 23, 59, 59, tzinfo=SEOUL)
MIDNIGHT = LAST_SECOND + timedelta(seconds=1)
# The same two seconds as UTC has them: half of the night belongs to the day before.
IN_UTC = datetime(2027, 6, 30, 14, 59, 59, tzinfo=UTC)


@pytest.fixture
def round(official):
    """A review that may be answered until the 30th of June 2027."""
    with time_machine.travel(datetime(2027, 6, 20, 9, tzinfo=SEOUL)):
        round, members = make_round(official, members=2)
        round.due_on = DUE
        round.save(update_fields=["due_on"])
        round.member = members[0]
    return round


def comment(round, moment):
    with time_machine.travel(moment, tick=False):
        return reviews.save_comment(by=round.member, round=round, anchor="whole", body="의견", nonce=uuid4())


def test_01_until_the_30th_includes_its_last_second(round):
    assert comment(round, LAST_SECOND).pk
    assert comment(round, IN_UTC).pk


def test_02_the_first_second_of_the_next_day_is_too_late(round):
    with pytest.raises(ValidationError, match=r"검토 기한\(2027. 6. 30.\(수\)\)이 지났습니다"):
        comment(round, MIDNIGHT)
    assert ends_at(round) == MIDNIGHT


def test_03_fifteen_hours_utc_is_the_next_day(client):
    with time_machine.travel(IN_UTC, tick=False):
        assert (today(), timezone.localdate(), dday(DUE)) == (DUE, DUE, "오늘")
    with time_machine.travel(IN_UTC + timedelta(seconds=1), tick=False):
        assert today() == timezone.localdate() == date(2027, 7, 1)
        assert dday(DUE) == "1일 지남"


def test_04_a_project_registered_at_new_year_has_the_new_years_number(official):
    def registered(moment):
        with time_machine.travel(moment, tick=False):
            draft = factories.make_project(officer=official, status="draft", number=None, submitted_at=None)
            return projects.submit(by=official, project=draft).number

    new_year = datetime(2027, 1, 1, tzinfo=SEOUL)
    assert registered(new_year - timedelta(seconds=1)).startswith("2026-")
    assert registered(new_year).startswith("2027-")


def test_05_the_29th_of_february_is_a_day_of_leap_years_alone():
    field = DateField()
    assert field.clean("2028-02-29") == date(2028, 2, 29)
    assert korean_date(date(2028, 2, 29)) == "2028. 2. 29.(화)"
    with pytest.raises(ValidationError):
        field.clean("2027-02-29")


def test_06_half_past_two_that_never_was(client, official):
    """Korea's last summer time began at two at night on 8 May 1988: the hour after does not exist."""
    assert korean_datetime(datetime(1988, 5, 7, 17, 30, tzinfo=UTC)) == "1988. 5. 8.(일) 03:30"
    duty = factories.make_duty(factories.make_confirmed_project(officer=official, status="running"))
    panel = factories.make_panel(duty.stage.run.project)
    client.force_login(official)
    typed = {"title": "옛 회의", "day": "1988-05-08", "starts": "02:30", "ends": "03:30", "place": "시청"}
    answer = client.post(reverse("meetings:schedule", args=[duty.pk]), typed | {"panel": panel.pk})
    assert answer.status_code in (200, 409)
    assert "옛 회의" in answer.content.decode()
    assert not Meeting.objects.exists()


def test_07_a_clock_that_is_set_back_reminds_nobody_twice(official):
    meeting, members = make_meeting(official, datetime(2027, 6, 30, 14, tzinfo=SEOUL))
    counts = []
    now = datetime(2027, 6, 30, 12, 5, tzinfo=SEOUL)
    back = now - timedelta(minutes=10)
    for moment in (
        now - timedelta(hours=21),
        now,
        back,
        back + timedelta(minutes=6),
        now + timedelta(minutes=1),
    ):
        with time_machine.travel(moment, tick=False):
            counts.append(meetings.remind(timezone.now()))
    assert counts == [2, 2, 0, 0, 0]
    assert Notice.objects.filter(kind="meetings.reminded", recipient=members[0]).count() == 2
    assert meeting.uid == "boundary"


def make_meeting(official, starts):
    """A meeting at that moment with two members, called long ago."""
    project = factories.make_confirmed_project(officer=official, status="running")
    duty, panel = factories.make_duty(project), factories.make_panel(project)
    members = [factories.make_member(panel, name=f"단원 {number}").user for number in range(2)]
    meeting = Meeting.objects.create(
        duty=duty,
        panel=panel,
        title="경계 회의",
        starts_at=starts,
        ends_at=starts + timedelta(hours=1),
        place="시청",
        uid="boundary",
        called_by=official,
        announced_at=starts - timedelta(days=30),
    )
    return meeting, members


def test_08_an_export_has_seouls_day():
    assert safe(IN_UTC) == "2027-06-30 23:59"
    assert safe(IN_UTC + timedelta(seconds=1)) == "2027-07-01 00:00"


def test_09_a_mail_says_seouls_hour(official):
    meeting, members = make_meeting(official, datetime(2027, 6, 30, 15, 30, tzinfo=UTC))
    with time_machine.travel(datetime(2027, 6, 30, 0, 0, tzinfo=SEOUL), tick=False):
        assert meetings.remind(timezone.now()) == 2
    letter = compose(Notice.objects.filter(recipient=members[0]).get())
    assert "2027. 7. 1.(목) 00:30" in letter.subject + letter.body


def test_10_a_calendar_entry_names_seouls_zone(official):
    meeting, members = make_meeting(official, datetime(2027, 6, 30, 15, 30, tzinfo=UTC))
    text = ics.invitation(meeting, Recipient.of(members[0]))
    assert "DTSTART;TZID=Asia/Seoul:20270701T003000" in text


def test_11_what_beat_starts_goes_by_seouls_morning(official, department):
    assert str(app.conf.timezone) == settings.TIME_ZONE == "Asia/Seoul"
    make_round(official, members=1)
    nine = datetime.combine(date(2027, 6, 30), time(9), SEOUL)
    with time_machine.travel(nine - timedelta(seconds=1), tick=False):
        assert desks.remind(timezone.now()) == 0
    with time_machine.travel(nine, tick=False):
        assert desks.remind(timezone.now()) > 0


def test_12_the_record_is_searched_by_seouls_days(client, auditor):
    for moment, sentence in ((IN_UTC, "마지막 초"), (IN_UTC + timedelta(seconds=1), "첫 초")):
        Event.objects.create(
            at=moment,
            key="x.y",
            sentence=f"{sentence}입니다.",
            actor="a",
            object_type="t",
            object_id="1",
            chain="c",
        )
    client.force_login(auditor)
    until = client.get("/audit/", {"until": "2027-06-30"}).content.decode()
    since = client.get("/audit/", {"since": "2027-07-01"}).content.decode()
    assert [words in until for words in ("마지막 초", "첫 초")] == [True, False]
    assert [words in since for words in ("마지막 초", "첫 초")] == [False, True]


def test_13_a_call_until_one_minute_to_midnight_takes_the_last_second(official):
    ends = LastMomentField().clean("2027-06-30T23:59")
    call = make_call(official, "경계 모집")
    RecruitmentCall.objects.filter(pk=call.pk).update(opens_at=ends - timedelta(days=9), closes_at=ends)
    call.refresh_from_db()
    moments = (LAST_SECOND, IN_UTC, MIDNIGHT)
    assert [calls.phase(call, moment) for moment in moments] == ["taking", "taking", "over"]
    assert call.last_day == DUE


def test_14_a_term_lasts_until_the_end_of_its_last_day(official):
    panel = factories.make_panel(factories.make_confirmed_project(officer=official))
    seat = factories.make_member(panel)
    appoint(seat, official)
    seat.appointment.starts_on, seat.appointment.ends_on = DUE - timedelta(days=9), DUE
    seat.appointment.save()
    states = []
    for moment in (LAST_SECOND, MIDNIGHT):
        with time_machine.travel(moment, tick=False):
            tasks.end_terms()
            states.append(Membership.objects.get(pk=seat.pk).state)
    assert states == ["active", "ended"]


def test_15_personal_data_stays_until_the_end_of_the_day_and_not_longer(official, citizen):
    withdrawn_at = LAST_SECOND - timedelta(days=norms.terms().withdrawn_days)
    Application.objects.create(
        call=make_call(official, "경계 모집"),
        applicant=citizen,
        state="withdrawn",
        number="B-1",
        submitted_at=withdrawn_at,
        withdrawn_at=withdrawn_at,
    )
    erased = []
    for moment in (LAST_SECOND, MIDNIGHT):
        with time_machine.travel(moment, tick=False):
            erased.append(tasks.erase_due())
    assert erased == [0, 1]
