from datetime import UTC, date, datetime

import pytest

from panels.erasure.periods import beginning, day_of, days_after, months_after, years_after


@pytest.mark.parametrize(
    ("day", "months", "last"),
    [
        (date(2026, 5, 27), 6, date(2026, 11, 27)),
        (date(2026, 2, 28), 6, date(2026, 8, 31)),  # the period begins on 1 March
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 8, 30), 6, date(2027, 2, 28)),  # 31 February is no day
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2026, 11, 30), 1, date(2026, 12, 31)),
        (date(2026, 5, 27), 0, date(2026, 5, 27)),
    ],
)
def test_months_begin_after_the_day(day, months, last):
    assert months_after(day, months) == last


def test_years_and_days():
    assert years_after(date(2024, 2, 28), 3) == date(2027, 2, 28)
    assert years_after(date(2024, 2, 29), 3) == date(2027, 2, 28)
    assert days_after(date(2026, 12, 30), 3) == date(2027, 1, 2)


def test_days_are_seouls():
    assert day_of(datetime(2026, 11, 27, 14, 59, tzinfo=UTC)) == date(2026, 11, 27)
    assert day_of(datetime(2026, 11, 27, 15, 0, tzinfo=UTC)) == date(2026, 11, 28)
    assert beginning(date(2026, 11, 28)) == datetime(2026, 11, 27, 15, 0, tzinfo=UTC)
