"""What a failed mail means: whose fault it is, and whether trying again makes sense. Pure, no database.

A mail server refuses a person (an unknown address, a full mailbox), or it refuses everybody (it is away, silent,
overloaded, or does not know us). Only the first kind is ever for good at once: what concerns everybody is mended
by an administrator, and then everything goes out.
"""

import smtplib
from datetime import timedelta

SERVICE_CLOSING = 421
PERSON_DEFERRED = timedelta(days=1)
SERVER_AWAY = timedelta(days=7)
ATTEMPTS_AT_LEAST = 8
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=30), timedelta(hours=1)


def codes(problem: Exception) -> list[int]:
    """The SMTP codes with which one person's mail was refused; empty when it was not about the person."""
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        return [code for code, _ in problem.recipients.values()]
    if isinstance(problem, smtplib.SMTPDataError):
        return [problem.smtp_code]
    return []


def concerns_server(problem: Exception) -> bool:
    """Whether the next mail would fail the same way: nobody answers, or the server turns everybody away."""
    if not isinstance(problem, OSError):
        return False
    return not codes(problem) or SERVICE_CLOSING in codes(problem)


def is_final(problem: Exception) -> bool:
    """Whether trying again is useless: refused for good (5xx), or no mail can be made of it."""
    if not isinstance(problem, OSError):
        return True
    return bool(codes(problem)) and all(500 <= code < 600 for code in codes(problem))


def is_hopeless(problem: Exception, *, attempts: int, age: timedelta) -> bool:
    """Whether to give up: at once when final, else after a day (the person) or a week (the server) of trying."""
    patience = SERVER_AWAY if concerns_server(problem) else PERSON_DEFERRED
    return is_final(problem) or (attempts >= ATTEMPTS_AT_LEAST and age > patience)


def pause(attempts: int) -> timedelta:
    """How long to wait after so many attempts: 30 seconds, then twice as long each time, at most an hour."""
    return min(FIRST_PAUSE * 2 ** min(attempts - 1, 10), LONGEST_PAUSE)
