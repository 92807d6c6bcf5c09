"""A call as an iCalendar file (RFC 5545): its last moment and the days of the panel's work. Asks no database."""

from collections.abc import Iterable
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event, vText, vUri

from seoul_gov.ui.ics import seoul
from seoul_gov.ui.korean import SEOUL

from .models import ActivityDate, RecruitmentCall

PRODUCT = "-//Seoul//IT Governance Portal//KO"


def calendar_of(call: RecruitmentCall, dates: Iterable[ActivityDate]) -> str:
    """The call's calendar as text with CRLF lines; nobody is named in it."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", vText(call.title))
    calendar.add_component(seoul())
    last = call.closes_at - timedelta(minutes=30)
    calendar.add_component(entry(call, "end", f"신청 마감: {call.title}", last, call.closes_at))
    for date in dates:
        title = f"{date.what}({call.panel.name})"
        calendar.add_component(entry(call, f"date-{date.pk}", title, date.starts_at, date.ends_at))
    return calendar.to_ical().decode()


def entry(call: RecruitmentCall, key: str, title: str, starts_at, ends_at) -> Event:
    url = settings.PORTAL_BASE_URL + call.get_absolute_url()
    event = Event()
    event.add("uid", f"call-{call.pk}-{key}@{urlsplit(settings.PORTAL_BASE_URL).hostname}")
    event.add("sequence", call.version + call.is_cancelled)
    event.add("dtstamp", (call.published_at or call.created_at).astimezone(SEOUL))
    event.add("dtstart", starts_at.astimezone(SEOUL))
    event.add("dtend", ends_at.astimezone(SEOUL))
    event.add("summary", title)
    event.add("url", vUri(url))
    if call.is_cancelled:
        event.add("status", "CANCELLED")
    return event
