"""The last day of a period in Seoul: the day it is counted from is left out (민법 제157조). Pure."""

from calendar import monthrange
from datetime import date, datetime, time, timedelta

from seoul_gov.ui.korean import SEOUL

ONE_DAY = timedelta(days=1)
MONTHS_A_YEAR = 12


def day_of(moment: datetime) -> date:
    """The day in Seoul on which the moment lies."""
    return moment.astimezone(SEOUL).date()


def beginning(day: date) -> datetime:
    """The first moment of the day in Seoul."""
    return datetime.combine(day, time.min, SEOUL)


def days_after(day: date, days: int) -> date:
    """The last day of so many days that begin after ``day``."""
    return day + timedelta(days=days)


def months_after(day: date, months: int) -> date:
    """The last day of so many months that begin after ``day``: the day before the one with the first day's number or,
    where the last month has no such day, its last one (민법 제160조)."""
    first = day + ONE_DAY
    years, month = divmod(first.month - 1 + months, MONTHS_A_YEAR)
    year, month = first.year + years, month + 1
    length = monthrange(year, month)[1]
    if first.day > length:
        return date(year, month, length)
    return date(year, month, first.day) - ONE_DAY


def years_after(day: date, years: int) -> date:
    """The last day of so many years that begin after ``day``."""
    return months_after(day, MONTHS_A_YEAR * years)
