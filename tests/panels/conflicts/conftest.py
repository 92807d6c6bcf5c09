"""A 실무추진단 at work, a member of it who is suspended for an employer, and the company."""

import pytest

from panels import actions
from panels.conflicts.models import Suspension
from panels.models import ConflictDeclaration, Membership
from tests import factories

COMPANY = "한빛소프트(주)"


@pytest.fixture
def sit(working):
    """Seat somebody who declared that employer."""

    def call(employer="", *, panel=working, **facts):
        seat = factories.make_member(panel, **facts)
        ConflictDeclaration.objects.create(membership=seat, has_conflict=False, employer=employer)
        return seat

    return call


@pytest.fixture
def record(official, collaboration):
    """Record that a company is under contract for the project."""

    def call(name=COMPANY, kind="subcontractor", **facts):
        return actions.record_contract_party(
            by=official, project=collaboration, kind=kind, **{"vendor_name": name} | facts
        )

    return call


@pytest.fixture
def suspension(sit, record):
    """The suspension of a member who declared the company as employer."""
    seat = sit("주식회사 한빛 소프트", name="한시민")
    record()
    return Suspension.objects.get(membership=seat)


@pytest.fixture
def colleague(official):
    """Another officer of the same department."""
    return factories.make_official(
        "officer", department=official.role_grants.first().department, name="정우진"
    )


@pytest.fixture
def state_of():
    return lambda membership: Membership.objects.get(pk=membership.pk).state
