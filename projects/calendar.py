"""Working days of the Korean calendar: weekends, public and substitute holidays, and the city's own additions.

A period does not count its first day, and ends on the next working day where its last day is off (민법 제157조,
제161조).
"""

from dataclasses import dataclass
from datetime import date, timedelta

import holidays

from .models import Holiday

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class WorkCalendar:
    """Which days are worked: the Korean calendar with exceptions ``{day: is_off}``."""

    exceptions: dict[date, bool]

    def is_working_day(self, day: date) -> bool:
        if day in self.exceptions:
            return not self.exceptions[day]
        return day.weekday() < 5 and day not in public_holidays(day.year)

    def is_red(self, day: date) -> bool:
        """Whether calendars print the day in red: Sundays and holidays, not a plain Saturday."""
        if day in self.exceptions:
            return self.exceptions[day]
        return day.weekday() == 6 or day in public_holidays(day.year)

    def next_working_day(self, day: date) -> date:
        """The day itself if it is worked, else the first worked day after it."""
        while not self.is_working_day(day):
            day += ONE_DAY
        return day

    def previous_working_day(self, day: date) -> date:
        while not self.is_working_day(day):
            day -= ONE_DAY
        return day

    def add_working_days(self, day: date, count: int) -> date:
        """The ``count``-th working day after (or, when negative, before) the day."""
        step = ONE_DAY if count >= 0 else -ONE_DAY
        for _ in range(abs(count)):
            day += step
            while not self.is_working_day(day):
                day += step
        return day

    def add_calendar_days(self, day: date, count: int) -> date:
        """``count`` days after the day; a last day that is off moves to the next working day (before: to the last)."""
        landed = day + timedelta(days=count)
        return self.next_working_day(landed) if count >= 0 else self.previous_working_day(landed)


_years: dict[int, frozenset[date]] = {}


def public_holidays(year: int) -> frozenset[date]:
    """Public and substitute holidays of a year; computed once a process."""
    if year not in _years:
        _years[year] = frozenset(holidays.country_holidays("KR", years=year))
    return _years[year]


def work_calendar() -> WorkCalendar:
    """The calendar in force, with the city's own days, in one query."""
    return WorkCalendar(dict(Holiday.objects.values_list("day", "is_off")))
