"""A project whose process has come to its end, with a record to report on."""

import pytest

from tests import factories
from workflows.reports import actions

from . import rows


@pytest.fixture
def closing(official):
    """A collaborating project in its last stage: its process has every kind of duty."""
    return factories.make_confirmed_project(
        officer=official, governance_type="collaboration", title="마을버스 알림 구축"
    )


@pytest.fixture
def run(closing):
    return factories.make_run(closing, stage_key="closing")


@pytest.fixture
def panel(closing):
    return factories.make_panel(closing, kind="working", name="실무추진단")


@pytest.fixture
def member(panel):
    return factories.make_member(panel, name="나단원").user


@pytest.fixture
def author(run):
    """A citizen whose opinion stands."""
    user = factories.make_user(name="다시민")
    rows.opinions(run, "accepted", authors=[user], topic="노선")
    return user


@pytest.fixture
def draft(run):
    return rows.report(run)


@pytest.fixture
def published(draft, official):
    return actions.publish(by=official, report=draft, version=draft.version)
