"""People and things that every room's tests use: fixtures are people, factories are plain functions."""

import gc
import os

import pytest

from tests import factories

pytest_plugins = [
    "tests.browser",
    "tests.emptying",
    "tests.exacting",
    "tests.migrated",
    "tests.roomy",
    "tests.statements",
    "tests.strict",
]


def pytest_collection_finish():
    """What is loaded by now stays: the collector need not look at it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Dealt out to the processes: first what needs no database, while that is made; then journeys, for whatever is left
    to the end is short."""
    count = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", 1))
    free = [item for item in items if not needs_database(item)]
    free.sort(key=lambda item: not item.get_closest_marker("journey"))
    others = [item for item in items if needs_database(item)]
    long = [item for item in others if item.get_closest_marker("journey")]
    short = [item for item in others if not item.get_closest_marker("journey")]

    def hand(items, n):
        share = -(-len(items) // count)
        return items[n * share :][:share]

    items[:] = [item for n in range(count) for item in (*hand(free, n), *long[n::count], *hand(short, n))]


def needs_database(item):
    return item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(item.fixturenames)


@pytest.fixture
def department(db):
    return factories.make_department("디지털정책과")


@pytest.fixture
def other_department(db):
    return factories.make_department("교통정보과")


@pytest.fixture
def official(department):
    """A 사업담당자."""
    return factories.make_official("officer", department=department, name="김담당")


@pytest.fixture
def head(department):
    """The 부서장 of the same department."""
    return factories.make_official("head", department=department, name="박부서장")


@pytest.fixture
def other_official(other_department):
    """A 사업담당자 of another department."""
    return factories.make_official("officer", department=other_department, name="이타부서")


@pytest.fixture
def governance_officer(db):
    return factories.make_official("governance_officer", name="최거버")


@pytest.fixture
def auditor(db):
    return factories.make_official("auditor", name="정감사")


@pytest.fixture
def administrator(db):
    return factories.make_administrator()


@pytest.fixture
def citizen(db):
    return factories.make_user(name="한시민")


@pytest.fixture
def edition(db):
    """The guideline's own criteria, published."""
    return factories.make_edition()


@pytest.fixture
def project(official):
    """A registered development project of the department."""
    return factories.make_project(officer=official)
