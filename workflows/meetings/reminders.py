"""Reminding and inviting members, swept from the database: what a dead worker left is found by the next sweep."""

from datetime import datetime

from panels.selectors import recipients_by_panel
from seoul_gov.notifications.actions import ledger_key
from seoul_gov.notifications.selectors import written

from . import actions
from .actions.reminding import ledger
from .actions.sharing import call_key
from .models import Meeting
from .offsets import FARTHEST, due_offset


def remind(now: datetime) -> int:
    """Write the reminders that are due at ``now`` (aware) and not yet written; answers how many are new.

    Looks at the scheduled meetings of the next seven days in three queries, and at those with somebody left to
    tell once more each.
    """
    near = Meeting.objects.upcoming(now).in_work().filter(starts_at__lte=now + FARTHEST)
    due = {meeting: due_key(meeting, now) for meeting in near}
    untold = with_somebody_untold({meeting: key for meeting, key in due.items() if key})
    return sum(actions.remind(meeting=meeting, now=now) for meeting in untold)


def invite_newcomers(now: datetime) -> int:
    """Call to each meeting to come who has not been told of it as it now stands; answers how many were.

    Costs what ``remind`` costs: three queries, and more only where somebody is new.
    """
    to_come = Meeting.objects.upcoming(now).in_work()
    untold = with_somebody_untold({meeting: call_key(meeting) for meeting in to_come})
    return sum(actions.invite_newcomers(meeting=meeting, now=now) for meeting in untold)


def due_key(meeting: Meeting, now: datetime) -> str:
    """What the ledger calls the reminder that is due; empty where none is."""
    offset = due_offset(starts_at=meeting.starts_at, announced_at=meeting.announced_at, now=now)
    return ledger(meeting, offset) if offset else ""


def with_somebody_untold(occasions: dict[Meeting, str]) -> list[Meeting]:
    """Those of the meetings whose panel has a seat without a notice of the meeting's occasion, in two queries."""
    people = recipients_by_panel({meeting.panel_id for meeting in occasions})
    keys = {
        meeting: {
            ledger_key(f"meeting:{meeting.pk}:{occasion}", person)
            for person in people.get(meeting.panel_id, ())
        }
        for meeting, occasion in occasions.items()
    }
    told = written(key for own in keys.values() for key in own)
    return [meeting for meeting, own in keys.items() if own - told]
