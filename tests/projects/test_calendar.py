from datetime import date

import pytest

from projects import norms
from projects.calendar import WorkCalendar, work_calendar
from projects.models import Holiday, Norm
from projects.norms import NormSpec

KOREA = WorkCalendar({})


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 11, 23), True),
        (date(2026, 11, 22), False),  # Sunday
        (date(2026, 10, 5), False),  # 개천절 대체공휴일
        (date(2026, 6, 3), False),  # 지방선거
        (date(2027, 2, 9), False),  # 설날 대체공휴일
        (date(2018, 5, 7), False),  # 어린이날 대체공휴일
        (date(2018, 2, 15), False),  # 설날 연휴
    ],
)
def test_working_days_of_korea(day, worked):
    assert KOREA.is_working_day(day) is worked


@pytest.mark.parametrize(
    ("day", "red"),
    [
        (date(2026, 11, 22), True),  # Sunday
        (date(2026, 11, 21), False),  # Saturday
        (date(2026, 10, 3), True),  # 개천절, a Saturday
        (date(2026, 11, 24), True),  # the city's own day off
        (date(2026, 10, 5), False),  # worked after all
    ],
)
def test_sundays_and_holidays_are_printed_in_red(day, red):
    calendar = WorkCalendar({date(2026, 11, 24): True, date(2026, 10, 5): False})
    assert calendar.is_red(day) is red


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2026, 11, 20), 1, date(2026, 11, 23)),
        (date(2026, 9, 22), 3, date(2026, 9, 29)),  # over 추석
        (date(2026, 11, 23), -1, date(2026, 11, 20)),
        (date(2026, 11, 23), 0, date(2026, 11, 23)),
    ],
)
def test_adding_working_days(start, count, end):
    assert KOREA.add_working_days(start, count) == end


def test_a_period_that_ends_on_a_day_off_ends_on_the_next_working_day():
    assert KOREA.add_calendar_days(date(2026, 11, 14), 7) == date(2026, 11, 23)
    assert KOREA.add_calendar_days(date(2026, 11, 29), -7) == date(2026, 11, 20)


def test_the_city_adds_and_takes_back_days(db):
    Holiday.objects.create(day=date(2026, 11, 23), name="임시공휴일")
    Holiday.objects.create(day=date(2026, 10, 5), name="근무일로 바뀜", is_off=False)
    calendar = work_calendar()
    assert not calendar.is_working_day(date(2026, 11, 23))
    assert calendar.is_working_day(date(2026, 10, 5))
    assert calendar.next_working_day(date(2026, 11, 21)) == date(2026, 11, 24)


SPEC = NormSpec("test.days", "시험 기간", 7, "일", "시험")


def test_a_norm_is_its_default_until_it_is_edited(db):
    assert norms.value(SPEC) == 7
    assert (norms.load([SPEC]), norms.load([SPEC])) == (1, 0)
    Norm.objects.filter(key=SPEC.key).update(value=15)
    norms.load([SPEC])
    assert norms.value(SPEC) == 15
