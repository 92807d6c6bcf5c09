"""A project with an advisory type, the panel being formed in it, and what its members sign."""

import pytest

from panels import actions, invitations
from panels.enums import MemberRole
from panels.texts import load_texts
from projects.enums import GovernanceType
from tests import factories


@pytest.fixture
def texts(db):
    load_texts()


@pytest.fixture
def advisory(official):
    return factories.make_confirmed_project(officer=official, title="따릉이 앱 개편")


@pytest.fixture
def collaboration(official):
    return factories.make_confirmed_project(
        officer=official, governance_type=GovernanceType.COLLABORATION, title="응답소 앱 개편"
    )


@pytest.fixture
def panel(advisory):
    return factories.make_panel(advisory, state="forming")


@pytest.fixture
def working(collaboration):
    return factories.make_panel(collaboration, kind="working", name="실무추진단", state="forming")


@pytest.fixture
def mixed(advisory):
    return factories.make_panel(advisory, kind="mixed", name="혼합 자문단", state="forming")


@pytest.fixture
def invite(official, texts):
    """Invite a person (a new citizen, if none is named) and answer the seat and its secret."""

    def call(panel, person=None, **facts):
        person = person or factories.make_user(name="한시민")
        facts = {"email": person.email, "name": person.name, "role": MemberRole.MEMBER} | facts
        membership = actions.invite(by=official, panel=panel, **facts)
        return membership, invitations.secret_of(membership)

    return call
