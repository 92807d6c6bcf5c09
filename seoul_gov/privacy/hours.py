"""When offices work: what lies outside is looked at more closely."""

from datetime import date, timedelta

from django.conf import settings
from django.utils.module_loading import import_string

OPENS, CLOSES = 7, 21
"""From seven in the morning to nine in the evening, in Seoul."""
ONE_DAY = timedelta(days=1)


def days_off(first: date, last: date) -> list[date]:
    """The days from ``first`` to ``last`` that are not worked.

    The calendar belongs to a room above; PORTAL_WORK_CALENDAR names the function that gives it.
    """
    calendar = import_string(settings.PORTAL_WORK_CALENDAR)()
    days = (first + ONE_DAY * number for number in range((last - first).days + 1))
    return [day for day in days if not calendar.is_working_day(day)]
