"""Telling members once more that a review is soon due, and newcomers that it is under way."""

from datetime import date

from django.db import transaction

from seoul_gov.audit import actions as audit
from seoul_gov.notifications.actions import Message, Recipient, notify
from seoul_gov.ui.korean import korean_date
from workflows.reviews import events, selectors, state
from workflows.reviews.models import ReviewRound

from .rounds import ask

STEPS = (1, 3)
"""Days before the due day on which members are reminded; what fell out is made up for."""


def still_asking(round: ReviewRound) -> ReviewRound | None:
    """The round as it stands, its row held; None where nobody is asked to speak any more."""
    rounds = ReviewRound.objects.asking().with_facts().select_for_update(of=("self",))
    return rounds.filter(pk=round.pk).first()


@transaction.atomic
def remind(*, round: ReviewRound, today: date) -> int:
    """Write a reminder to who has not spoken yet, at most one a person, step and due day; answers how many are new.

    ``today`` is Seoul's day. The row is held and looked at afresh: nothing is written where the round has ended, was
    extended or was answered by everybody a moment ago.
    """
    round = still_asking(round)
    left = (round.due_on - today).days if round else -1
    step = next((step for step in STEPS if 0 <= left <= step), None)
    if step is None:
        return 0
    facts = {
        "round": round,
        "due": korean_date(round.due_on),
        "left": f"{left}일 남음" if left else "오늘까지",
    }
    told = notify(
        kind=events.REMINDED,
        to=[Recipient.of(seat.user) for seat in selectors.still_to_speak(round).select_related("user")],
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


@transaction.atomic
def ask_newcomers(*, round: ReviewRound, today: date) -> int:
    """Ask who came into office after the round was opened; answers how many. Doing it again has no effect."""
    round = still_asking(round)
    count = ask(round) if round and today <= round.due_on else 0
    if count:
        chain = round.panel.project.audit_chain
        audit.record(by=None, kind=events.ASKED, on=round, chain=chain, round=round, count=count)
    return count
