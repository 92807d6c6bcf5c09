"""Reminding officials of issues that wait for an answer, swept from the database."""

from datetime import datetime

from projects.calendar import work_calendar
from seoul_gov.notifications.models import Notice
from seoul_gov.ui.korean import SEOUL

from . import actions
from .actions.reminders import due_step, reminder_scope
from .enums import Side
from .models import Issue

FIRST_HOUR = 9
"""Officials are written to in the morning of a day that is worked, not in the night."""


def remind(now: datetime) -> int:
    """Write the reminders that are due at ``now`` (aware) and not yet written; answers how many are new.

    What the department asked itself waits for others, and what was raised on this very day is fresh in everybody's
    mind. In three queries, and more only where somebody is to be told.
    """
    local, calendar = now.astimezone(SEOUL), work_calendar()
    today = local.date()
    if local.hour < FIRST_HOUR or not calendar.is_working_day(today):
        return 0
    last = calendar.add_working_days(today, 1)
    issues = Issue.objects.unanswered().in_work().exclude(side=Side.OFFICER).filter(reply_due_on__lte=last)
    scopes = {}
    for issue in issues.order_by("pk"):
        step = due_step(issue, today=today, calendar=calendar)
        if step and issue.raised_at.astimezone(SEOUL).date() < today:
            scopes[reminder_scope(issue, step)] = issue
    told = set(Notice.objects.filter(scope__in=scopes).values_list("scope", flat=True))
    untold = [issue for scope, issue in scopes.items() if scope not in told]
    return sum(actions.remind(issue=issue, today=today, calendar=calendar) for issue in untold)
