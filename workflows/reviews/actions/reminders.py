"""Telling members once more that a review is soon due."""

from datetime import date

from django.db import transaction

from panels.models import Membership
from seoul_gov.audit import actions as audit
from seoul_gov.notifications.actions import Message, Recipient, notify
from seoul_gov.ui.korean import korean_date
from workflows.reviews import events, state
from workflows.reviews.models import ReviewRound

STEPS = (1, 3)
"""Days before the due day on which members are reminded; what fell out is made up for."""


@transaction.atomic
def remind(*, round: ReviewRound, members: list[Membership], today: date) -> int:
    """Write a reminder to these members, at most one a person, step and due day; answers how many are new.

    ``today`` is Seoul's day, at most three days before the due day.
    """
    left = (round.due_on - today).days
    step = next(step for step in STEPS if left <= step)
    facts = {
        "round": round,
        "due": korean_date(round.due_on),
        "left": f"{left}일 남음" if left else "오늘까지",
    }
    told = notify(
        kind=events.REMINDED,
        to=[Recipient.of(seat.user) for seat in members],
        message=Message(
            subject=events.REMINDED.say(**facts),
            url=round.get_absolute_url(),
            detail="의견을 적어 제출해 주세요. 적어 두신 의견도 제출해야 담당자에게 전해집니다.",
            send_before=state.ends_at(round),
        ),
        scope=round.scope,
        key=f"{round.scope}:remind:{round.due_on}:{step}",
    )
    if told:
        audit.record(by=None, kind=events.REMINDED, on=round, chain=round.panel.project.audit_chain, **facts)
    return told
