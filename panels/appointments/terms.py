"""How long a term lasts, in days of Seoul. Pure."""

import calendar
from datetime import date, timedelta

DAY = timedelta(days=1)


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


def days_between(first: date, last: date) -> int:
    """How many days a term has, both ends counted; none where it ended before it began."""
    return max(0, (last - first).days + 1)


def last_of_service(starts_on: date, years: int, served: int) -> date:
    """The last day on which somebody may still serve who began on that day and had served so many days before."""
    return longest(starts_on, years * 12) - served * DAY
