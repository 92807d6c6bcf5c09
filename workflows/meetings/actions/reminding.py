"""Reminding members of a meeting that is near."""

from datetime import datetime

from django.db import transaction

from seoul_gov.ui.korean import SEOUL
from workflows.meetings import events
from workflows.meetings.models import Meeting
from workflows.meetings.offsets import due_offset

from .sharing import call_of, notify_seats, particulars, trail


@transaction.atomic
def remind(*, meeting: Meeting, now: datetime) -> int:
    """Write the reminder that is due at ``now`` for everybody in office; answers how many are new.

    The row is held and looked at afresh: a meeting that was moved a moment ago is not announced for its old time.
    Doing it again, from anywhere, has no effect: the ledger key names the start and the offset.
    """
    meeting = Meeting.objects.with_facts().select_for_update(of=("self",)).get(pk=meeting.pk)
    offset = due_offset(starts_at=meeting.starts_at, announced_at=meeting.announced_at, now=now)
    if not meeting.is_scheduled or offset is None:
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


def ledger(meeting: Meeting, offset: str) -> str:
    """The occasion: moving the meeting makes new ones."""
    return f"{meeting.starts_at.astimezone(SEOUL).isoformat()}:{offset}"
