"""Who may read and do what: every kind of person against one meeting."""

import pytest

from tests import factories
from tests.workflows.meetings.calls import minute
from workflows.meetings import permissions

pytestmark = pytest.mark.django_db

PEOPLE = (
    "official", "head", "other_official", "governance_officer", "auditor", "administrator",
    "member", "secretary", "stranger", "vendor", "citizen",
)  # fmt: skip


@pytest.fixture
def stranger(project):
    """A member of another panel of the same kind in the same project."""
    return factories.make_member(factories.make_panel(project, name="시민참여단 2")).user


@pytest.fixture
def vendor(project):
    return factories.make_vendor(project=project)


@pytest.fixture
def people(request):
    return {name: request.getfixturevalue(name) for name in PEOPLE}


def allowed(people, question):
    return {name for name, person in people.items() if question(person)}


def test_staff_of_the_project_and_this_panels_members_read(people, meeting):
    readers = {"official", "head", "governance_officer", "auditor", "member", "secretary"}
    assert allowed(people, lambda person: permissions.can_read(person, meeting)) == readers


def test_the_departments_officers_call_and_manage(people, meeting, project):
    assert allowed(people, lambda person: permissions.can_schedule(person, project)) == {"official"}
    assert allowed(people, lambda person: permissions.can_manage(person, meeting)) == {"official"}


def test_the_secretary_records_too(people, meeting):
    assert allowed(people, lambda person: permissions.can_record(person, meeting)) == {
        "official",
        "secretary",
    }


def test_members_with_a_voice_advise(people, meeting):
    assert allowed(people, lambda person: permissions.can_advise(person, meeting)) == {"member"}


@pytest.mark.parametrize("state", ["draft", "withheld", "published"])
def test_members_read_the_minutes_once_they_are_published(people, meeting, official, state):
    minutes = minute(meeting, official, state)
    readers = {"official", "head", "governance_officer", "auditor", "secretary"}
    readers |= {"member"} if state == "published" else set()
    asked = {name: person for name, person in people.items() if permissions.can_read(person, meeting)}
    assert allowed(asked, lambda person: permissions.can_read_minutes(person, meeting, minutes)) == readers


def test_an_auditor_reads_without_names(people, meeting):
    assert not permissions.sees_names(people["auditor"], meeting)
    for name in ("official", "head", "governance_officer", "member", "secretary"):
        assert permissions.sees_names(people[name], meeting)


def test_who_left_reads_nothing_any_more(panel, member, meeting):
    panel.memberships.update(state="withdrawn")
    assert not permissions.can_read(member, meeting)


def test_a_refusal_says_why(citizen, meeting, project):
    assert permissions.can_schedule(citizen, project).reason == permissions.OFFICERS_ONLY
    assert permissions.can_record(citizen, meeting).reason == permissions.RECORDERS_ONLY
    assert permissions.can_advise(citizen, meeting).reason == permissions.MEMBERS_ONLY
