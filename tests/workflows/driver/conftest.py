import pytest

from tests import factories
from workflows.driver import actions


@pytest.fixture
def confirmed(official):
    """An advisory development project that waits for its process."""
    return factories.make_confirmed_project(officer=official)


@pytest.fixture
def run(official, confirmed):
    """Its process, in the planning stage."""
    return actions.start(by=official, project=confirmed)


@pytest.fixture
def second_official(department):
    """Another 사업담당자 of the department."""
    return factories.make_official("officer", department=department, name="서담당")
