"""Times at which an office does something: the demo may be loaded at night or on a Sunday."""

from datetime import datetime, time

from projects.calendar import work_calendar
from seoul_gov.ui.korean import SEOUL, today


def workday(count: int, hour: int) -> datetime:
    """That hour in Seoul of the ``count``-th working day after today or, when negative, before it."""
    return datetime.combine(work_calendar().add_working_days(today(), count), time(hour), SEOUL)
