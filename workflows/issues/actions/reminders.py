"""Telling the officials that an issue waits for its answer."""

from datetime import date, datetime, time, timedelta

from django.db import transaction

from panels.selectors import officials
from projects.calendar import WorkCalendar
from seoul_gov.audit import actions as audit
from seoul_gov.notifications.actions import Message, Recipient, notify
from seoul_gov.ui.korean import SEOUL, dday, korean_date
from workflows.issues import events
from workflows.issues.models import Issue

from .sharing import facts_of, written_on

SOON, LATE = "soon", "late"


def due_step(issue: Issue, *, today: date, calendar: WorkCalendar) -> str:
    """Which reminder is due: from one working day before the last day on, and once that day is over."""
    if today > issue.reply_due_on:
        return LATE
    return SOON if today >= calendar.add_working_days(issue.reply_due_on, -1) else ""


def reminder_scope(issue: Issue, step: str) -> str:
    """What the reminder of that step is filed under: below the issue."""
    return f"{issue.scope}/remind:{step}"


@transaction.atomic
def remind(*, issue: Issue, today: date, calendar: WorkCalendar) -> int:
    """Remind the officials of an issue that waits for an answer, at most once a step; answers how many are new.

    ``today`` is Seoul's day. The row is held and looked at afresh: nothing is written where it was answered a moment
    ago.
    """
    waiting = Issue.objects.unanswered().in_work().with_facts().select_for_update(of=("self",))
    issue = waiting.filter(pk=issue.pk).first()
    step = due_step(issue, today=today, calendar=calendar) if issue else ""
    if not step:
        return 0
    facts = {"due": korean_date(issue.reply_due_on), "left": dday(issue.reply_due_on, today)}
    told = notify(
        kind=events.REMINDED,
        to=map(Recipient.of, officials(issue.duty.stage.run.project)),
        message=Message(
            subject=events.REMINDED.say(**facts_of(issue), **facts),
            url=issue.get_absolute_url(),
            detail=f"{issue.title}\n\n협의에 답해 주세요.",
            send_before=end_of(issue.reply_due_on) if step == SOON else None,
        ),
        scope=reminder_scope(issue, step),
        key=f"{issue.scope}:remind:{step}",
    )
    if told:
        audit.record(by=None, kind=events.REMINDED, **written_on(issue), **facts)
    return told


def end_of(day: date) -> datetime:
    """Midnight in Seoul after the day."""
    return datetime.combine(day + timedelta(days=1), time.min, SEOUL)
