"""Who may what, each refusal with its reason."""

import pytest
from django.contrib.auth.models import AnonymousUser

from workflows.reports import permissions

from . import rows

PEOPLE = [
    "official",
    "head",
    "governance_officer",
    "auditor",
    "other_official",
    "citizen",
    "member",
    "author",
]


@pytest.fixture
def people(request, official, head, governance_officer, auditor, other_official, citizen, member, author):
    known = {name: request.getfixturevalue(name) for name in PEOPLE}
    return known | {"visitor": AnonymousUser()}


def allowed(people, may):
    return {name for name, person in people.items() if may(person)}


def test_who_reads(people, draft):
    readers = {"official", "head", "governance_officer", "auditor"}
    assert allowed(people, lambda person: permissions.can_read(person, draft)) == readers
    draft.state = "published"
    assert allowed(people, lambda person: permissions.can_read(person, draft)) == set(people)


def test_who_writes_and_publishes(people, draft):
    project = draft.run.project
    assert allowed(people, lambda person: permissions.can_write(person, project)) == {"official"}
    assert allowed(people, lambda person: permissions.can_publish(person, project)) == {"official", "head"}


def test_who_is_asked(people, run):
    survey = rows.survey(run)
    assert allowed(people, lambda person: permissions.can_answer(person, survey)) == {"member", "author"}
    readers = {"official", "head", "governance_officer", "auditor", "member", "author"}
    assert allowed(people, lambda person: permissions.can_read_survey(person, survey)) == readers


def test_refusals_say_why(citizen, draft):
    project, survey = draft.run.project, rows.survey(draft.run)
    verdicts = (
        permissions.can_read(citizen, draft),
        permissions.can_read_project(AnonymousUser(), project),
        permissions.can_write(citizen, project),
        permissions.can_publish(citizen, project),
        permissions.can_answer(citizen, survey),
    )
    assert all(verdict.reason.endswith(("다.", "요.")) for verdict in verdicts)
