"""Times at which an office does something: the demo may be loaded at night or on a Sunday."""

from datetime import date, datetime, time

from projects.calendar import work_calendar
from seoul_gov.ui.korean import SEOUL, today


def workday(count: int, hour: int) -> datetime:
    """That hour in Seoul of the ``count``-th working day after today or, when negative, before it."""
    return datetime.combine(work_calendar().add_working_days(today(), count), time(hour), SEOUL)


def last_workday(day: date, hour: int) -> datetime:
    """That hour in Seoul of the day, or of the last working day before it where nobody works on it."""
    return datetime.combine(work_calendar().previous_working_day(day), time(hour), SEOUL)
