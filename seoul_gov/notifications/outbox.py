"""Draining the outbox: claim rows, send each over one connection, note what became of it.

No transaction is open while the mail server is spoken to, so a slow server locks nobody out. A row is claimed for
LEASE and the claim renewed before each mail; a worker that dies leaves its rows to the next one. A mail is doubled
only if the worker is killed between the server's yes and the note of it, and then it has the same Message-ID.

A server that is away or silent is asked once, not once a mail: everything that is due then waits for HOLD.
"""

import logging
import uuid
from contextlib import suppress
from datetime import timedelta
from time import monotonic

from django.core import mail
from django.db import Error as DatabaseProblem
from django.db import connection, transaction
from django.utils import timezone

from . import refusals
from .letters import compose
from .models import LETTER, SENDING_ORDER, MailState, Notice

log = logging.getLogger(__name__)

CHUNK = 20
HOLD = timedelta(seconds=30)
SECONDS_A_CHUNK = 60


class ServerAway(Exception):
    """Nobody's mail goes out just now."""


@transaction.atomic
def claim(limit: int = CHUNK) -> uuid.UUID | None:
    """Reserve up to ``limit`` due rows for this worker; None when there is nothing to send."""
    now = timezone.now()
    skip = connection.features.has_select_for_update_skip_locked
    due = Notice.objects.due(now).select_for_update(skip_locked=skip)
    ids = list(due.values_list("pk", flat=True)[:limit])
    if not ids:
        return None
    token = uuid.uuid4()
    Notice.objects.filter(pk__in=ids).update(claim=token, claimed_at=now)
    return token


def drain(limit: int = CHUNK) -> int:
    """Send one chunk of what is due; answers how many mails went out.

    Stops between two mails after SECONDS_A_CHUNK: what is left goes back at once, so that a slow server never
    holds the worker up to its time limit.
    """
    token = claim(limit)
    if token is None:
        return 0
    started, sent = monotonic(), 0
    server = mail.get_connection()
    try:
        for notice in claimed(token).select_related("recipient").order_by(*SENDING_ORDER):
            if monotonic() - started > SECONDS_A_CHUNK:
                break
            sent += deliver(notice, token, server)
    except ServerAway:
        release(token)
        hold_everything()
    finally:
        hang_up(server)
        release(token)
    return sent


def claimed(token: uuid.UUID):
    """What this worker has reserved and not yet dealt with."""
    return Notice.objects.filter(claim=token, mail_state=MailState.PENDING)


def deliver(notice: Notice, token: uuid.UUID, server) -> bool:
    """Send one claimed notice unless it was withdrawn, taken over or its time has passed.

    Raises ServerAway when the problem is not this mail's.
    """
    mine = claimed(token).filter(pk=notice.pk)
    if state := unwanted(notice):
        mine.update(mail_state=state, **forgotten(notice))
        return False
    try:
        if not hand_over(notice, mine, server):
            return False
    except DatabaseProblem:
        raise
    except Exception as problem:  # one bad notice must not hold up the others
        postpone(mine, notice, problem)
        return False
    sent = {"mail_state": MailState.SENT, "sent_at": timezone.now(), "error": ""} | forgotten(notice)
    # Also where it was withdrawn in that very moment: it did go out.
    Notice.objects.filter(pk=notice.pk, claim=token).update(**sent)
    return True


def forgotten(notice: Notice) -> dict[str, str]:
    """What is not kept of a mail that is dealt with: the text of a letter, which may open an account."""
    return {"body": ""} if notice.scope == LETTER else {}


def unwanted(notice: Notice) -> MailState | None:
    """What a mail that must not go out becomes; None for one that may."""
    if notice.send_before and timezone.now() >= notice.send_before:
        return MailState.EXPIRED
    if notice.recipient and not notice.recipient.is_active:
        return MailState.WITHDRAWN
    return None


def hand_over(notice: Notice, mine, server) -> bool:
    """Give the mail to the server; False when the notice is not ours to send any more.

    Servers end a connection after some mails: what fails on a used one is tried once on a new one.
    """
    letter = compose(notice)
    used = not server.open()
    try:
        return transmit(letter, notice, mine, server)
    except OSError as problem:
        if not (used and refusals.concerns_server(problem)):
            raise
    hang_up(server)
    server.open()
    return transmit(letter, notice, mine, server)


def transmit(letter, notice: Notice, mine, server) -> bool:
    """Send over the open connection, if the notice is still claimed by us and not withdrawn."""
    if not mine.update(claimed_at=timezone.now(), attempts=notice.attempts + 1):
        return False
    server.send_messages([letter])
    return True


def postpone(mine, notice: Notice, problem: Exception) -> None:
    """Try again with growing pauses, or give up; raises ServerAway when every other mail would fail too."""
    now, attempts = timezone.now(), notice.attempts + 1
    error = f"{type(problem).__name__}: {problem}"[:300]
    if refusals.is_hopeless(problem, attempts=attempts, age=now - notice.created_at):
        mine.update(mail_state=MailState.FAILED, error=error, attempts=attempts, **forgotten(notice))
        log.warning("notice %s cannot be delivered: %s", notice.pk, type(problem).__name__)
    else:
        later = now + refusals.pause(attempts)
        mine.update(error=error, attempts=attempts, claim=None, claimed_at=None, send_after=later)
    if refusals.concerns_server(problem):
        log.warning("the mail server is away: %s", type(problem).__name__)
        raise ServerAway from problem


def hold_everything() -> None:
    """Let what is due wait a little; the first of it then tries the server again."""
    now = timezone.now()
    Notice.objects.due(now).order_by().update(send_after=now + HOLD)


def release(token: uuid.UUID) -> None:
    """Give back what was reserved and not dealt with."""
    claimed(token).update(claim=None, claimed_at=None)


def hang_up(server) -> None:
    """Close the connection; a server that is gone cannot object."""
    with suppress(OSError):
        server.close()
