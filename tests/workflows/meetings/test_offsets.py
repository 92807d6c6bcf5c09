from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seoul_gov.ui.korean import SEOUL
from workflows.meetings.offsets import OFFSETS, due_offset

START = datetime(2027, 1, 1, 0, 30, tzinfo=SEOUL)
"""Half an hour into the year in Seoul: still the old year in UTC."""
LONG_AGO = START - timedelta(days=30)
SECOND = timedelta(seconds=1)


def due(now, announced_at=LONG_AGO):
    return due_offset(starts_at=START, announced_at=announced_at, now=now)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (START - timedelta(days=7) - SECOND, None),
        (START - timedelta(days=7), "7d"),
        (START - timedelta(days=1) - SECOND, "7d"),
        (START - timedelta(days=1), "1d"),
        (START - timedelta(hours=2) - SECOND, "1d"),
        (START - timedelta(hours=2), "2h"),
        (START - SECOND, "2h"),
        (START, None),
        (START + timedelta(days=1), None),
    ],
)
def test_the_nearest_moment_that_has_passed_is_due_until_the_start(now, expected):
    assert due(now) == expected


@pytest.mark.parametrize(
    ("announced", "now", "expected"),
    [
        (timedelta(days=7), timedelta(days=7), "7d"),
        (timedelta(days=7) - SECOND, timedelta(days=6), None),
        (timedelta(days=5), timedelta(days=2), None),
        (timedelta(days=5), timedelta(days=1), "1d"),
        (timedelta(hours=20), timedelta(hours=3), None),
        (timedelta(hours=20), timedelta(hours=1), "2h"),
        (timedelta(minutes=90), timedelta(minutes=30), None),
    ],
)
def test_what_lay_before_the_announcement_never_was_due(announced, now, expected):
    assert due(START - now, announced_at=START - announced) == expected


@settings(deadline=None)
@given(
    st.integers(-3 * 86_400, 10 * 86_400).map(lambda seconds: timedelta(seconds=seconds)),
    st.integers(0, 10 * 86_400).map(lambda seconds: timedelta(seconds=seconds)),
)
def test_it_is_the_smallest_that_fits_whatever_the_moment(before, announced):
    now, told = START - before, START - announced
    fits = [name for name, offset in OFFSETS.items() if told <= START - offset <= now < START]
    assert due(now, told) == (min(fits, key=OFFSETS.get) if fits else None)
