"""Several at the same moment: no number twice, no gap, no second end."""

from datetime import timedelta

import pytest

from panels import actions as panels
from panels.appointments import actions
from panels.appointments.models import Appointment, AppointmentPaper
from panels.models import Membership
from seoul_gov.accounts.models import User
from seoul_gov.ui.korean import today
from tests import factories
from tests.workflows.reviews.test_races import refusals, together

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def department(transactional_db):
    """Committed, so that every thread sees it."""
    return factories.make_department("디지털정책과")


def fresh(user):
    """The person as a new request sees them."""
    return User.objects.get(pk=user.pk)


def test_panels_that_begin_at_once_share_no_number(official):
    def begin(number):
        project = factories.make_confirmed_project(officer=official)
        panel = factories.make_panel(project, state="forming")
        for _ in range(number + 1):
            factories.make_member(panel)
        return lambda: panels.activate(by=fresh(official), panel=panel, size_reason="소규모")

    assert refusals(together(*map(begin, range(3)))) == []
    assert sorted(Appointment.objects.values_list("serial", flat=True)) == [1, 2, 3, 4, 5, 6]


def test_a_certificate_ordered_twice_at_once_has_one_number(appointment, member, official):
    Appointment.objects.update(starts_on=today() - timedelta(days=9), ends_on=today() - timedelta(days=1))
    ended = together(*[lambda: actions.end_term(appointment=appointment)] * 2)
    assert sorted(ended) == [False, True]
    assert Membership.objects.get(pk=appointment.membership_id).state == "ended"
    orders = [
        lambda person=person: actions.order_certificate(by=fresh(person), appointment=appointment)
        for person in (member, official, member)
    ]
    assert len(refusals(together(*orders))) == 2
    assert Appointment.objects.get(pk=appointment.pk).certificate_serial == 1
    assert AppointmentPaper.objects.count() == 2
