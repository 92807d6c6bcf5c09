"""Telling members of a meeting that is near, and of one that was called before they came."""

from datetime import datetime

from django.db import transaction

from seoul_gov.ui.korean import SEOUL
from workflows.meetings import events
from workflows.meetings.models import Meeting
from workflows.meetings.offsets import due_offset

from .sharing import call_of, call_seats, notify_seats, particulars, trail


def still_to_come(meeting: Meeting, now: datetime) -> Meeting | None:
    """The meeting as it stands, its row held; None where it is no longer to be held."""
    meetings = Meeting.objects.with_facts().upcoming(now).in_work()
    return meetings.select_for_update(of=("self",)).filter(pk=meeting.pk).first()


@transaction.atomic
def remind(*, meeting: Meeting, now: datetime) -> int:
    """Write the reminder that is due at ``now`` for everybody in office; answers how many are new.

    The row is held and looked at afresh: a meeting that was moved a moment ago is not announced for its old time.
    Doing it again, from anywhere, has no effect: the ledger key names the start and the offset.
    """
    meeting = still_to_come(meeting, now)
    if meeting is None:
        return 0
    offset = due_offset(starts_at=meeting.starts_at, announced_at=meeting.announced_at, now=now)
    if offset is None:
        return 0
    count = notify_seats(
        meeting,
        kind=events.REMINDED,
        key=ledger(meeting, offset),
        detail=particulars(meeting),
        scope=call_of(meeting),
    )
    if count:
        trail(by=None, kind=events.REMINDED, meeting=meeting, data={"offset": offset, "count": count})
    return count


@transaction.atomic
def invite_newcomers(*, meeting: Meeting, now: datetime) -> int:
    """Call to the meeting who came into office after it was called, with a calendar entry; answers how many.

    Doing it again has no effect: who was told of the meeting as it now stands is known by the ledger key.
    """
    meeting = still_to_come(meeting, now)
    if meeting is None:
        return 0
    count = call_seats(meeting, event=events.SCHEDULED, detail=particulars(meeting))
    if count:
        trail(by=None, kind=events.INVITED, meeting=meeting, count=count)
    return count


def ledger(meeting: Meeting, offset: str) -> str:
    """The occasion: moving the meeting makes new ones."""
    return f"{meeting.starts_at.astimezone(SEOUL).isoformat()}:{offset}"
