from datetime import datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from seoul_gov.notifications.models import Notice
from seoul_gov.ui.korean import SEOUL
from tests import factories
from tests.workflows.meetings.calls import call


@pytest.fixture(autouse=True)
def november():
    """The tests name days of the weeks after this one; people and their roles are older than those days."""
    with time_machine.travel(datetime(2026, 11, 2, 9, tzinfo=SEOUL)):
        yield


@pytest.fixture
def project(official):
    """An advisory project whose analysis stage is open."""
    found = factories.make_confirmed_project(officer=official)
    factories.make_run(found)
    return found


@pytest.fixture
def duty(project):
    return factories.make_duty(project)


@pytest.fixture
def panel(project):
    return factories.make_panel(project)


@pytest.fixture
def member(panel):
    """A member's account."""
    return factories.make_member(panel, name="나단원").user


@pytest.fixture
def colleague(panel):
    """Another member's account."""
    return factories.make_member(panel, name="다단원").user


@pytest.fixture
def secretary(panel, other_department):
    """The panel's 간사: an official who has no role in the department."""
    user = factories.make_official("officer", department=other_department, name="라간사")
    factories.make_member(panel, user=user, role="secretary")
    return user


@pytest.fixture
def meeting(official, duty, panel, member):
    """A meeting in ten days, with a member invited; what was told of it is forgotten."""
    called = call(official, duty, panel)
    Notice.objects.all().delete()
    return called


@pytest.fixture
def item(meeting):
    """The meeting's 자문 안건."""
    return meeting.items.get(needs_advice=True)


@pytest.fixture
def begun(meeting):
    """The meeting, begun an hour ago."""
    now = timezone.now()
    meeting.announced_at = now - timedelta(days=11)
    meeting.starts_at, meeting.ends_at = now - timedelta(hours=1), now + timedelta(hours=1)
    meeting.save()
    return meeting
