"""Telling members once more that a vote soon ends."""

from datetime import datetime, timedelta

from django.db import transaction

from seoul_gov.notifications.actions import Recipient
from workflows.decisions import events, selectors
from workflows.decisions.models import Resolution

from .sharing import notify_about, trail

AHEAD = timedelta(days=1)
"""How long before its end members are reminded of a vote."""


@transaction.atomic
def remind(*, resolution: Resolution, now: datetime) -> int:
    """Write a reminder to the members who have not voted, at most one a person; answers how many are new.

    The row is held and looked at afresh: nothing is written where the vote ended, or everybody has voted, a moment
    ago. A vote that was opened less than a day before its end is not reminded of.
    """
    votes = Resolution.objects.asking().with_facts().select_for_update(of=("self",))
    resolution = votes.filter(pk=resolution.pk).first()
    if resolution is None or not is_due(resolution, now):
        return 0
    told = notify_about(
        resolution,
        kind=events.REMINDED,
        to=[Recipient.of(ballot.membership.user) for ballot in selectors.silent(resolution)],
        detail="아직 투표하지 않으셨습니다. 기권도 투표해야 정족수에 들어갑니다.",
        asks=True,
    )
    if told:
        trail(by=None, kind=events.REMINDED, resolution=resolution, data={"count": told})
    return told


def is_due(resolution: Resolution, now: datetime) -> bool:
    """Whether the last day of a longer vote has begun and is not over."""
    start = resolution.closes_at - AHEAD
    return resolution.opened_at < start <= now < resolution.closes_at
