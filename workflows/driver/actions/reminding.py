"""Telling a person once a day what is late or soon due for them."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.urls import reverse

from seoul_gov.audit import actions as audit
from seoul_gov.notifications.actions import Message, Recipient, notify
from seoul_gov.ui.errands import Errand
from seoul_gov.ui.korean import SEOUL, korean_date
from workflows.driver import events

LINES = 20


@transaction.atomic
def remind_desk(*, user, lines: list[Errand], day: date) -> int:
    """Write the day's digest to ``user``; answers 1, or 0 where that day's was written before.

    The mail is not sent any more after the end of the day in Seoul.
    """
    message = Message(
        subject=events.DESK_REMINDED.say(count=len(lines)),
        url=reverse("desk"),
        detail=digest(lines),
        send_before=datetime.combine(day + timedelta(days=1), time(), SEOUL),
    )
    told = notify(
        kind=events.DESK_REMINDED,
        to=[Recipient.of(user)],
        message=message,
        scope=f"desk:{user.pk}",
        key=occasion(day),
    )
    if told:
        audit.record(by=None, kind=events.DESK_REMINDED, on=user, chain=f"user:{user.pk}", count=len(lines))
    return told


def occasion(day: date) -> str:
    """What the ledger calls the digest of a day."""
    return f"desk:{day.isoformat()}"


def digest(lines: list[Errand]) -> str:
    """The lines as a mail tells them, the first ones by name."""
    told = [f"- {line.title} ({line.about}, 기한 {korean_date(line.due)})" for line in lines[:LINES]]
    rest = len(lines) - LINES
    return "\n".join(told + ([f"그 밖에 {rest}건이 더 있습니다."] if rest > 0 else []))
