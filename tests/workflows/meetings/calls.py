"""Meetings as officials call them."""

from datetime import timedelta

from django.utils import timezone

from workflows.meetings import actions
from workflows.meetings.agenda import Item
from workflows.meetings.models import Attendance, Meeting, Minutes

AGENDA = (Item("요구사항 목록", "scope"), Item("예산 집행 현황", "budget", needs_advice=False))


def call(official, duty, panel, **facts):
    """A meeting in ten days, called by its action."""
    starts_at = facts.pop("starts_at", timezone.now() + timedelta(days=10))
    known = {
        "title": "요구사항 자문회의",
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=2),
        "place": "시청 3층 회의실",
        "items": AGENDA,
    }
    return actions.schedule(by=official, duty=duty, panel=panel, **known | facts)


def row(official, duty, panel, number=0, **facts):
    """A meeting written straight to the table, in ten days."""
    starts_at = facts.pop("starts_at", timezone.now() + timedelta(days=10))
    known = {
        "title": f"회의 {number}",
        "place": "시청",
        "ends_at": starts_at + timedelta(hours=2),
        "uid": f"row-{duty.pk}-{Meeting.objects.count()}",
        "called_by": official,
        "announced_at": min(timezone.now(), starts_at - timedelta(days=20)),
    }
    meeting = Meeting.objects.create(duty=duty, panel=panel, starts_at=starts_at, **known | facts)
    meeting.items.create(order=1, title="안건")
    return meeting


def hold(meeting, official):
    """Written as held, with everybody in office present."""
    meeting.state, meeting.held_at = "held", timezone.now()
    meeting.save()
    for seat in meeting.panel.memberships.counted():
        Attendance.objects.create(meeting=meeting, membership=seat, state="present", recorded_by=official)
    return meeting


def minute(meeting, official, state="draft"):
    """Minutes of the meeting, written straight to the table."""
    reason = "개인정보" if state == "withheld" else ""
    return Minutes.objects.create(
        meeting=meeting,
        body="논의",
        body_html="<p>논의</p>",
        state=state,
        withheld_reason=reason,
        written_by=official,
    )
