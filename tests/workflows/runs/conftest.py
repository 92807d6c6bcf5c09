import pytest

from tests import factories


@pytest.fixture
def run(official):
    """An advisory process in its planning stage."""
    project = factories.make_confirmed_project(officer=official, status="running")
    return factories.make_run(project, stage_key="planning")
