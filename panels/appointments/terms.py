"""How long a term lasts, in days of Seoul. Pure."""

import calendar
from collections.abc import Iterable
from datetime import date, timedelta

DAY = timedelta(days=1)
Span = tuple[date, date]
"""The first and the last day of some time."""


def months_on(day: date, months: int) -> date:
    """The same day so many months later; the last day of a month that is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def longest(starts_on: date, months: int) -> date:
    """The last day of the longest term that begins on that day: a day before the same day so many months later."""
    return months_on(starts_on, months) - DAY


def usual(starts_on: date, project_ends_on: date | None, months: int) -> date:
    """The last day of a term that nobody has set: the project's, within the longest; without one, the longest."""
    last = longest(starts_on, months)
    if project_ends_on is None or project_ends_on <= starts_on:
        return last
    return min(project_ends_on, last)


def days_before(day: date, spans: Iterable[Span]) -> int:
    """How many days before that one lie in any of the spans, both ends counted; a day in several counts once."""
    count, reached = 0, date.min
    for first, last in sorted(spans):
        first, last = max(first, reached), min(last, day - DAY)
        if first <= last:
            count, reached = count + (last - first).days + 1, last + DAY
    return count


def last_of_service(starts_on: date, years: int, served: int) -> date:
    """The last day on which somebody may still serve who began on that day and had served so many days before."""
    return longest(starts_on, years * 12) - served * DAY
