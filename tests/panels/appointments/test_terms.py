from datetime import date

import pytest

from panels.appointments import norms, terms
from panels.appointments.models import Appointment
from panels.models import Panel
from projects import norms as all_norms
from projects.models import Norm


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 11, 27), 24, date(2028, 11, 27)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 1, 31), -1, date(2025, 12, 31)),
    ],
)
def test_months_later_is_the_same_day_or_the_months_last(day, months, later):
    assert terms.months_on(day, months) == later


def test_a_usual_term_ends_with_the_project_within_two_years():
    start = date(2026, 11, 27)
    longest = date(2028, 11, 26)
    assert terms.usual(start, date(2027, 6, 30), 24) == date(2027, 6, 30)
    assert terms.usual(start, date(2030, 1, 1), 24) == longest
    assert terms.usual(start, None, 24) == longest
    assert terms.usual(start, start, 24) == longest  # the project is over: its end says nothing


def test_service_counts_the_days_before():
    start = date(2026, 1, 1)
    assert terms.last_of_service(start, 6, 0) == date(2031, 12, 31)
    assert terms.last_of_service(start, 6, 365) == date(2030, 12, 31)


def test_a_day_served_twice_counts_once():
    first, second = (date(2025, 1, 1), date(2025, 1, 10)), (date(2025, 1, 6), date(2025, 1, 15))
    inside, later = (date(2025, 1, 2), date(2025, 1, 3)), (date(2025, 2, 1), date(2025, 2, 28))
    spans = [later, second, first, inside, (date(2025, 3, 1), date(2025, 2, 1))]
    assert terms.days_before(date(2026, 1, 1), spans) == 15 + 28
    assert terms.days_before(date(2025, 2, 11), spans) == 15 + 10
    assert terms.days_before(date(2025, 1, 1), spans) == 0
    assert terms.days_before(date(2025, 1, 1), []) == 0


@pytest.mark.django_db
def test_committees_have_the_ordinances_term():
    assert norms.months_of(Panel(kind="citizen")) == 24
    assert norms.months_of(Panel(kind="pb_committee")) == 36
    assert norms.months_of(Panel(kind="citizen", adopted_from="정보화위원회")) == 36
    assert all_norms.load(norms.SPECS) == len({spec.key for spec in norms.SPECS}) == 4
    Norm.objects.filter(key="panel.term.months").update(value=12)
    assert norms.months_of(Panel(kind="citizen")) == 12
    assert (norms.service_years(), norms.notice_days()) == (6, 14)


def test_an_appointment_is_called_by_its_numbers():
    appointment = Appointment(year=2026, serial=12)
    assert (str(appointment), appointment.certificate_number) == ("제2026-12호", "")
