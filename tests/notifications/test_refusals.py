import smtplib
from datetime import timedelta

import pytest

from seoul_gov.notifications import refusals

DAY, WEEK = timedelta(days=1), timedelta(days=7)


def at_recipient(code):
    return smtplib.SMTPRecipientsRefused({"a@example.test": (code, b"no")})


@pytest.mark.parametrize(
    ("problem", "final", "server"),
    [
        (at_recipient(550), True, False),
        (at_recipient(450), False, False),
        (at_recipient(421), False, True),
        (smtplib.SMTPDataError(554, b"spam"), True, False),
        (smtplib.SMTPDataError(452, b"full"), False, False),
        (smtplib.SMTPDataError(421, b"closing"), False, True),
        (smtplib.SMTPSenderRefused(550, b"who?", "a@example.test"), False, True),
        (smtplib.SMTPAuthenticationError(535, b"no"), False, True),
        (smtplib.SMTPServerDisconnected("gone"), False, True),
        (ConnectionRefusedError(), False, True),
        (TimeoutError(), False, True),
        (ValueError("no such header"), True, False),
        (LookupError("no such charset"), True, False),
    ],
)
def test_whose_fault_it_is_and_whether_it_is_for_good(problem, final, server):
    assert (refusals.is_final(problem), refusals.concerns_server(problem)) == (final, server)


@pytest.mark.parametrize(
    ("problem", "attempts", "age", "hopeless"),
    [
        (at_recipient(550), 1, timedelta(0), True),
        (at_recipient(450), 8, DAY, False),
        (at_recipient(450), 8, DAY + timedelta(seconds=1), True),
        (at_recipient(450), 7, WEEK, False),
        (TimeoutError(), 99, WEEK, False),
        (TimeoutError(), 8, WEEK + timedelta(seconds=1), True),
        (at_recipient(450), 99, -timedelta(minutes=10), False),
    ],
)
def test_giving_up_takes_both_time_and_attempts(problem, attempts, age, hopeless):
    assert refusals.is_hopeless(problem, attempts=attempts, age=age) is hopeless


def test_pauses_grow_up_to_an_hour():
    pauses = [refusals.pause(attempts).total_seconds() for attempts in (1, 2, 3, 7, 8, 9, 5000)]
    assert pauses == [30, 60, 120, 1920, 3600, 3600, 3600]
