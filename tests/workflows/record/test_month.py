"""The public calendar."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from projects.models import Holiday
from seoul_gov.ui.korean import SEOUL, today
from tests import factories
from tests.counting import ONE_AND_FIFTY
from tests.workflows.record import happenings
from workflows.record import month

pytestmark = pytest.mark.django_db
CALENDAR = reverse("record:calendar")


def at(day, hour=14):
    return datetime(2026, 5, day, hour, tzinfo=SEOUL)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("2026-05", date(2026, 5, 1)),
        ("2018-01", date(2018, 1, 1)),
        ("2099-12", date(2099, 12, 1)),
        ("2017-12", None),
        ("2100-01", None),
        ("2026-13", None),
        ("0000-01", None),
        ("0000-00", None),
        ("2026-5", None),
        ("٢٠٢٦-٠٥", None),
        ("x", None),
        ("", None),
    ],
)
def test_the_address_names_the_month_and_nonsense_is_this_one(text, first):
    assert month.first_day(text, date(2026, 7, 15)) == (first or date(2026, 7, 1))


def test_it_ends_where_its_years_do():
    assert (month.Month(month.FIRST, (), False).before, month.Month(month.LAST, (), False).after) == ("", "")
    middle = month.Month(date(2026, 1, 1), (), False)
    assert (middle.before, middle.after, middle.label) == ("2025-12", "2026-02", "2026년 1월")


def test_it_holds_meetings_and_the_ends_of_rounds(client, official, followed, panel, duty):
    factories.make_meeting(panel, duty, title="오월 회의", starts_at=at(6))
    factories.make_meeting(panel, duty, title="말일 회의", starts_at=at(31, 23))
    factories.make_meeting(panel, duty, title="취소 회의", starts_at=at(7), state="cancelled")
    factories.make_meeting(panel, duty, title="유월 회의", starts_at=at(31, 23) + timedelta(hours=1))
    happenings.opinion_round(duty, topic="걸친 의견", opens_on=date(2026, 4, 20), closes_on=date(2026, 5, 8))
    happenings.opinion_round(duty, topic="긴 의견", opens_on=date(2026, 4, 1), closes_on=date(2026, 6, 30))
    page = client.get(CALENDAR, {"month": "2026-05"})
    days = {
        day.day.day: [(e.word, e.title) for e in day.happenings] for day in page.context["month"].busy_days
    }
    assert days == {
        6: [("회의", "오월 회의")],
        8: [("의견수렴 마감", "걸친 의견")],
        31: [("회의", "말일 회의")],
    }
    assert reverse("record:project", args=[followed.pk]) in page.content.decode()
    followed.status = "not_applicable"
    followed.save()
    assert client.get(CALENDAR, {"month": "2026-05"}).context["month"].busy_days == []


def test_sundays_and_holidays_are_red(client):
    Holiday.objects.create(day=date(2026, 5, 6), name="임시공휴일")
    Holiday.objects.create(day=date(2026, 5, 5), name="옮긴 어린이날", is_off=False)
    days = [day for week in client.get(CALENDAR, {"month": "2026-05"}).context["month"].weeks for day in week]
    red = [day.day.day for day in days if day.is_in_month and day.is_red]
    assert set(red) - {1} == {3, 6, 10, 17, 24, 25, 31}  # the first of May is off in some years only


def test_it_says_today_and_what_a_cell_hides(client, panel, duty):
    for number in range(4):
        factories.make_meeting(panel, duty, title=f"오늘 회의 {number}", starts_at=datetime.now(SEOUL))
    page = client.get(CALENDAR)
    shown = page.context["month"]
    day = next(day for week in shown.weeks for day in week if day.is_today)
    assert (day.day, len(day.shown), day.hidden) == (today(), 2, 2)
    assert "외 2건" in page.content.decode()
    assert not shown.is_cut


def test_a_month_that_is_too_full_says_so(client, panel, duty, monkeypatch):
    monkeypatch.setattr(month, "MOST", 1)
    factories.make_meeting(panel, duty, starts_at=at(6))
    assert "일정이 많아 일부만 보여 드립니다." in client.get(CALENDAR, {"month": "2026-05"}).content.decode()


@pytest.mark.parametrize("count", ONE_AND_FIFTY)
def test_it_costs_five_queries_at_most(client, panel, duty, count, django_assert_max_num_queries):
    for number in range(count):
        factories.make_meeting(panel, duty, starts_at=at(number % 28 + 1))
        happenings.opinion_round(duty, opens_on=date(2026, 5, 2), closes_on=date(2026, 5, 9))
    with django_assert_max_num_queries(5):
        page = client.get(CALENDAR, {"month": "2026-05"})
    assert page.status_code == 200
