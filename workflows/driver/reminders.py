"""One digest a day for whom something is late or soon due: the desk by mail, on working mornings."""

import logging
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from time import monotonic

from django.core.cache import cache
from django.db.models import Q

from panels.models import Membership
from projects.calendar import work_calendar
from seoul_gov.accounts.models import RoleGrant, User
from seoul_gov.notifications.actions import Recipient, ledger_key
from seoul_gov.notifications.selectors import written
from seoul_gov.ui.errands import Errand
from seoul_gov.ui.korean import SEOUL

from . import actions
from .actions.reminding import occasion
from .desk import desk_of

logger = logging.getLogger(__name__)

FROM = time(9)
SOON = timedelta(days=3)
CHUNK = 100
SECONDS_A_RUN = 30
A_DAY = 24 * 60 * 60


def remind(now: datetime) -> int:
    """Tell everybody who was not told today; answers how many were. ``now`` is aware.

    Nothing is told on days off and before nine in Seoul. Each person is written to in a transaction of their own, so
    that one's trouble is logged and does not keep the others from theirs; the ledger makes a second run of the same
    day silent. A run takes half a minute at most and the next one goes on after it, so that a city full of people keeps no
    other task waiting and nobody's desk is put together twice a day.
    """
    moment = now.astimezone(SEOUL)
    if moment.time() < FROM or not work_calendar().is_working_day(moment.date()):
        return 0
    return sum(_tell(user, moment.date()) for user in _untold(moment.date()))


def people():
    """Who can have something waiting: city staff and the members of panels, also the suspended who are to be heard."""
    staff = RoleGrant.objects.in_force().values("user")
    seated = Membership.objects.seated().values("user")
    return User.objects.filter(Q(pk__in=staff) | Q(pk__in=seated), is_active=True).order_by("pk")


def pressing(user, day: date) -> list[Errand]:
    """What is late for the person, or due within three days."""
    return [line for line in desk_of(user).lines if line.due and line.due <= day + SOON]


def _untold(day: date) -> Iterator[User]:
    """Who was not told today, after the last person that was looked at. That one is kept as a short cut alone: were it
    forgotten, the ledger would still know who was told."""
    place, ends = f"desks:{day.isoformat()}", monotonic() + SECONDS_A_RUN
    last = cache.get(place, 0)
    while chunk := people().filter(pk__gt=last)[:CHUNK]:
        keys = {ledger_key(occasion(day), Recipient.of(user)): user for user in chunk}
        told = written(keys)
        for key, user in keys.items():
            if key not in told:
                yield user
            last = user.pk
            if monotonic() >= ends:
                break
        cache.set(place, last, A_DAY)
        if monotonic() >= ends:
            return


def _tell(user: User, day: date) -> int:
    try:
        lines = pressing(user, day)
        return actions.remind_desk(user=user, lines=lines, day=day) if lines else 0
    except Exception:
        logger.exception("The day's digest for user %s failed.", user.pk)
        return 0
