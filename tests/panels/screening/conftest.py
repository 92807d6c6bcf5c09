"""A call whose time is over, with two applications, and three officers of its department."""

from datetime import timedelta

import pytest
from django.utils import timezone

from panels.calls import actions as calls
from panels.calls.models import RecruitmentCall
from tests import factories
from tests.factories import make_application


@pytest.fixture
def call(official, panel):
    call = calls.draft(by=official, panel=panel, terms=factories.make_terms())
    return calls.publish(by=official, call=call)


@pytest.fixture
def colleague(official, panel):
    return factories.make_official("officer", department=panel.project.department, name="둘째")


@pytest.fixture
def third(official, panel):
    return factories.make_official("officer", department=panel.project.department, name="셋째")


@pytest.fixture
def over(call):
    """Let the call's time run out."""

    def end():
        now = timezone.now()
        times = {"opens_at": now - timedelta(days=9), "closes_at": now - timedelta(seconds=1)}
        RecruitmentCall.objects.filter(pk=call.pk).update(**times)

    return end


@pytest.fixture
def application(call, over):
    application = make_application(call)
    over()
    return application
