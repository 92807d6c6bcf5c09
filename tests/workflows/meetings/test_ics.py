from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from seoul_gov.notifications.actions import Recipient
from seoul_gov.ui.korean import SEOUL
from workflows.meetings import ics

MEMBER = Recipient("member@example.test", "나단원", 7)


@pytest.fixture(autouse=True)
def address(settings):
    settings.PORTAL_BASE_URL = "https://portal.example:8443"


def make_meeting(**facts):
    known = {
        "state": "scheduled",
        "uid": "abc@portal.example",
        "sequence": 0,
        "title": "요구사항 자문회의",
        "starts_at": datetime(2026, 12, 31, 15, 30, tzinfo=UTC),
        "ends_at": datetime(2026, 12, 31, 17, 0, tzinfo=UTC),
        "announced_at": datetime(2026, 12, 1, 0, 0, tzinfo=UTC),
        "place": "시청 3층; 회의실, 왼쪽",
        "video_link": "",
        "note": "",
        "called_by": SimpleNamespace(name="김담당", email="kim@example.test"),
        "get_absolute_url": lambda: "/meetings/12/",
    }
    return SimpleNamespace(**known | facts)


def event_of(meeting, person=MEMBER):
    calendar = Calendar.from_ical(ics.invitation(meeting, person))
    [event] = calendar.walk("VEVENT")
    return calendar, event


def test_an_invitation_says_when_in_korean_time_where_and_from_whom():
    text = ics.invitation(make_meeting(), MEMBER)
    calendar, event = event_of(make_meeting())
    assert (calendar["METHOD"], calendar["VERSION"]) == ("REQUEST", "2.0")
    assert "DTSTART;TZID=Asia/Seoul:20270101T003000\r\n" in text
    assert "DTEND;TZID=Asia/Seoul:20270101T020000\r\n" in text
    assert "DTSTAMP:20261201T000000Z\r\n" in text
    assert event.start == datetime(2027, 1, 1, 0, 30, tzinfo=SEOUL)
    assert (event["SUMMARY"], event["LOCATION"]) == ("요구사항 자문회의", "시청 3층; 회의실, 왼쪽")
    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == ("abc@portal.example", 0, "CONFIRMED")
    assert event["URL"] == "https://portal.example:8443/meetings/12/"
    assert (event["ORGANIZER"], event["ORGANIZER"].params["CN"]) == ("mailto:kim@example.test", "김담당")


def test_korean_time_comes_with_its_definition():
    calendar, _ = event_of(make_meeting())
    [zone] = calendar.walk("VTIMEZONE")
    [standard] = zone.walk("STANDARD")
    assert zone["TZID"] == "Asia/Seoul"
    assert standard["TZOFFSETTO"].td == standard["TZOFFSETFROM"].td == timedelta(hours=9)


def test_each_copy_names_its_recipient_alone_and_asks_for_no_reply():
    _, event = event_of(make_meeting())
    assert event["ATTENDEE"] == "mailto:member@example.test"
    assert dict(event["ATTENDEE"].params) == {
        "CN": "나단원",
        "CUTYPE": "INDIVIDUAL",
        "PARTSTAT": "NEEDS-ACTION",
        "ROLE": "REQ-PARTICIPANT",
        "RSVP": "FALSE",
    }


def test_a_change_keeps_the_uid_and_raises_the_sequence():
    _, event = event_of(make_meeting(sequence=3))
    assert (event["UID"], event["SEQUENCE"]) == ("abc@portal.example", 3)


def test_a_cancellation_takes_the_entry_away():
    calendar, event = event_of(make_meeting(state="cancelled", sequence=1))
    assert (calendar["METHOD"], event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 1)


def test_without_a_room_the_video_link_is_the_place():
    _, event = event_of(make_meeting(place="", video_link="https://video.example/1", note="안내\n둘째 줄"))
    assert event["LOCATION"] == "https://video.example/1"
    assert (
        event["DESCRIPTION"]
        == "https://video.example/1\n안내\n둘째 줄\nhttps://portal.example:8443/meetings/12/"
    )


def test_lines_are_folded_in_utf8_at_75_bytes():
    text = ics.invitation(make_meeting(title="가" * 100), MEMBER)
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert event_of(make_meeting(title="가" * 100))[1]["SUMMARY"] == "가" * 100


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=50))
def test_no_name_or_title_breaks_the_calendar(words):
    person = Recipient("a@example.test", f'"{words}":;,\r\nATTENDEE:mailto:b@example.test')
    calendar, event = event_of(make_meeting(title=f"회의 {words}", note=words), person)
    assert event["SUMMARY"] == f"회의 {words}"
    assert event["ATTENDEE"] == "mailto:a@example.test"
    assert len(calendar.walk()) == 4


def test_a_uid_is_ours():
    assert ics.uid_for("token") == "token@portal.example"
