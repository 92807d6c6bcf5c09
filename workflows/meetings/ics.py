"""A meeting as an iCalendar invitation (RFC 5545, 5546). Reads what it is given, asks no database.

The UID never changes and SEQUENCE rises with each change, so that a calendar moves or removes the entry that it
has instead of adding one. Each recipient's copy names nobody but them.
"""

from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event, vCalAddress, vText, vUri

from seoul_gov.notifications.actions import Recipient
from seoul_gov.ui.ics import seoul
from seoul_gov.ui.korean import SEOUL

from .enums import MeetingState

PRODUCT = "-//Seoul//IT Governance Portal//KO"
NOT_IN_A_PARAMETER = str.maketrans({'"': "'", **dict.fromkeys(range(32), " ")})


def invitation(meeting, person: Recipient) -> str:
    """The invitation to the meeting, or its cancellation, for one person, as text with CRLF lines."""
    cancelled = meeting.state == MeetingState.CANCELLED
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if cancelled else "REQUEST")
    calendar.add_component(seoul())
    calendar.add_component(event(meeting, person, cancelled))
    return calendar.to_ical().decode()


def event(meeting, person: Recipient, cancelled: bool) -> Event:
    url = settings.PORTAL_BASE_URL + meeting.get_absolute_url()
    entry = Event()
    entry.add("uid", meeting.uid)
    entry.add("sequence", meeting.sequence)
    entry.add("dtstamp", meeting.announced_at)
    entry.add("dtstart", meeting.starts_at.astimezone(SEOUL))
    entry.add("dtend", meeting.ends_at.astimezone(SEOUL))
    entry.add("summary", meeting.title)
    entry.add("location", meeting.place or meeting.video_link)
    entry.add("description", "\n".join(filter(None, (meeting.video_link, meeting.note, url))))
    entry.add("url", vUri(url))
    entry.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    entry.add("organizer", address(meeting.called_by.name, meeting.called_by.email))
    entry.add("attendee", attendee(person))
    return entry


def attendee(person: Recipient) -> vCalAddress:
    """The one who is invited; the portal keeps no replies, so none is asked for."""
    invited = address(person.name, person.email)
    invited.params["CUTYPE"] = vText("INDIVIDUAL")
    invited.params["ROLE"] = vText("REQ-PARTICIPANT")
    invited.params["PARTSTAT"] = vText("NEEDS-ACTION")
    invited.params["RSVP"] = vText("FALSE")
    return invited


def address(name: str, email: str) -> vCalAddress:
    found = vCalAddress(f"mailto:{email}")
    found.params["CN"] = vText(name.translate(NOT_IN_A_PARAMETER))
    return found


def uid_for(token: object) -> str:
    """A world-wide unique name for a meeting, from a random token."""
    return f"{token}@{urlsplit(settings.PORTAL_BASE_URL).hostname}"
