"""Months of the log: the first day stands for the month. Pure."""

import re
from datetime import date, timedelta

PATTERN = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])", re.ASCII)


def month_of(text: str) -> date | None:
    """The month of ``2026-11``; None where it is none."""
    found = PATTERN.fullmatch(text)
    return date(int(found[1]), int(found[2]), 1) if found else None


def month_before(day: date) -> date:
    """The month before the one in which the day lies."""
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)


def month_after(day: date) -> date:
    """The month after the one in which the day lies."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def last_day(month: date) -> date:
    return month_after(month) - timedelta(days=1)


def said(month: date) -> str:
    """``2026년 11월``."""
    return f"{month.year}년 {month.month}월"
