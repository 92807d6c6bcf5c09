"""Draining the outbox: claim rows, send each over one connection, note what became of it.

No transaction is open while the mail server is spoken to, so a slow server locks nobody out. A row is claimed for
LEASE and the claims renewed on the way; a worker that dies leaves its rows to the next one. A mail is doubled
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
from .ledger import note_and_ask
from .letters import compose
from .models import LETTER, SENDING_ORDER, MailState, Notice

log = logging.getLogger(__name__)

CHUNK = 100
HOLD = timedelta(seconds=30)
SECONDS_A_CHUNK = 60
# Between two mails lie at most a few times EMAIL_TIMEOUT: the claims never grow as old as LEASE.
RENEW_AFTER = 20


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
    round = Round(token)
    try:
        round.send()
    except ServerAway:
        release(token)
        hold_everything()
    finally:
        hang_up(round.server)
        release(token)
    return round.sent


def claimed(token: uuid.UUID):
    """What this worker has reserved and not yet dealt with."""
    return Notice.objects.filter(claim=token, mail_state=MailState.PENDING)


class Round:
    """What one worker has reserved, sent over one connection.

    What the server took is noted in the statement that asks for the next mail: one round trip a mail to the database.
    """

    def __init__(self, token: uuid.UUID):
        self.token, self.server = token, mail.get_connection()
        self.sent, self.unnoted, self.renewed = 0, None, monotonic()

    def send(self) -> None:
        """Send what is reserved, for SECONDS_A_CHUNK; raises ServerAway when no other mail would go out either."""
        started = monotonic()
        try:
            for notice in claimed(self.token).select_related("recipient").order_by(*SENDING_ORDER):
                if monotonic() - started > SECONDS_A_CHUNK:
                    break
                self.deliver(notice)
        finally:
            self.take(None)

    def deliver(self, notice: Notice) -> None:
        """Send one notice unless it was withdrawn, taken over or its time has passed."""
        if state := unwanted(notice):
            self.take(None)
            self.mine(notice).update(mail_state=state, **forgotten(notice))
            return
        try:
            if self.hand_over(notice):
                self.unnoted = notice.pk
                self.sent += 1
        except DatabaseProblem:
            raise
        except Exception as problem:  # one bad notice must not hold up the others
            postpone(self.mine(notice), notice, problem)

    def mine(self, notice: Notice):
        return claimed(self.token).filter(pk=notice.pk)

    def take(self, notice: Notice | None) -> bool:
        """Note what the server took last; answers whether the notice is still ours to send."""
        sent, self.unnoted = self.unnoted, None
        ours = note_and_ask(token=self.token, sent=sent, wanted=notice and notice.pk)
        self.renew()
        return ours

    def renew(self) -> None:
        """Claim what is left anew, long before the lease is over."""
        if monotonic() - self.renewed > RENEW_AFTER:
            claimed(self.token).update(claimed_at=timezone.now())
            self.renewed = monotonic()

    def hand_over(self, notice: Notice) -> bool:
        """Give the mail to the server; False when the notice is not ours to send any more.

        Servers end a connection after some mails: what fails on a used one is tried once on a new one.
        """
        if not self.take(notice):
            return False
        letter = compose(notice)
        used = not self.server.open()
        try:
            self.server.send_messages([letter])
            return True
        except OSError as problem:
            if not (used and refusals.concerns_server(problem)):
                raise
        hang_up(self.server)
        self.server.open()
        if not self.take(notice):
            return False
        self.server.send_messages([letter])
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
