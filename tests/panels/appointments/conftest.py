"""A panel in office whose members are appointed: the chair first, for two hundred days."""

from datetime import timedelta

import pytest

from panels import actions as panels
from panels.appointments.models import Appointment
from panels.models import Panel
from seoul_gov.ui.korean import today
from tests import factories


@pytest.fixture
def project(official):
    day = today()
    return factories.make_confirmed_project(
        officer=official, title="따릉이 앱 개편", start_date=day, end_date=day + timedelta(days=200)
    )


@pytest.fixture
def forming(project):
    return factories.make_panel(project, state="forming")


@pytest.fixture
def panel(forming, official):
    """In office, with a chair, a member and a secretary."""
    factories.make_member(forming, name="김단장", role="chair")
    factories.make_member(forming, name="이단원")
    colleague = factories.make_official("officer", department=forming.project.department)
    factories.make_member(forming, user=colleague, role="secretary")
    panels.activate(by=official, panel=forming, size_reason="소규모")
    return Panel.objects.get(pk=forming.pk)


@pytest.fixture
def appointment(panel):
    """The member's."""
    return Appointment.objects.with_facts().get(membership__name="이단원")


@pytest.fixture
def member(appointment):
    return appointment.membership.user
