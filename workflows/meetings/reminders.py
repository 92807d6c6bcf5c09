"""Reminding members of meetings, swept from the database: what a dead worker left is found by the next sweep."""

from datetime import datetime

from panels.enums import PanelState
from panels.models import Membership
from seoul_gov.notifications.actions import Recipient, ledger_key
from seoul_gov.notifications.selectors import written

from . import actions
from .actions.reminding import ledger
from .models import Meeting
from .offsets import FARTHEST, due_offset


def remind(now: datetime) -> int:
    """Write the reminders that are due at ``now`` (aware) and not yet written; answers how many are new.

    Looks at the scheduled meetings of the next seven days in three queries, and at those with somebody left to
    tell once more each.
    """
    meetings = list(Meeting.objects.upcoming(now).filter(starts_at__lte=now + FARTHEST))
    keys = {meeting: keys_of(meeting, seats, now) for meeting, seats in with_seats(meetings)}
    told = written(key for own in keys.values() for key in own)
    return sum(actions.remind(meeting=meeting, now=now) for meeting, own in keys.items() if own - told)


def with_seats(meetings: list[Meeting]):
    """Each meeting with the seats of its panel, in one query."""
    panels = {meeting.panel_id for meeting in meetings}
    seats = Membership.objects.active().filter(panel__in=panels).exclude(panel__state=PanelState.DISSOLVED)
    by_panel: dict[int, list[Membership]] = {}
    for seat in seats.select_related("user"):
        by_panel.setdefault(seat.panel_id, []).append(seat)
    return [(meeting, by_panel.get(meeting.panel_id, [])) for meeting in meetings]


def keys_of(meeting: Meeting, seats: list[Membership], now: datetime) -> set[str]:
    """The ledger keys of the reminder that is due, one a seat; none where no reminder is due."""
    offset = due_offset(starts_at=meeting.starts_at, announced_at=meeting.announced_at, now=now)
    if offset is None:
        return set()
    key = f"meeting:{meeting.pk}:{ledger(meeting, offset)}"
    return {ledger_key(key, Recipient.of(seat.user)) for seat in seats}
