import pytest

from projects import permissions
from projects.models import Project
from tests import factories


@pytest.fixture
def people(official, head, other_official, governance_officer, auditor, citizen, administrator, project):
    return {
        "official": official,
        "head": head,
        "other_official": other_official,
        "governance_officer": governance_officer,
        "auditor": auditor,
        "citizen": citizen,
        "administrator": administrator,
        "vendor": factories.make_vendor(project=project),
    }


ALL = {
    "official",
    "head",
    "other_official",
    "governance_officer",
    "auditor",
    "citizen",
    "administrator",
    "vendor",
}


@pytest.mark.parametrize(
    ("ask", "yes"),
    [
        (permissions.can_read, {"official", "head", "governance_officer", "auditor"}),
        (permissions.can_edit, {"official"}),
        (permissions.can_submit, {"official"}),
        (permissions.can_upload, {"official", "vendor"}),
        (permissions.can_download, {"official", "head", "governance_officer", "auditor", "vendor"}),
    ],
)
def test_who_may_do_what_with_a_registered_project(people, project, ask, yes):
    assert {name for name in ALL if ask(people[name], project)} == yes
    assert all(ask(people[name], project).reason for name in ALL - yes)


def test_drafts_stay_in_their_department(people, project):
    Project.objects.update(status="draft")
    project.refresh_from_db()
    assert {name for name in ALL if permissions.can_read(people[name], project)} == {"official", "head"}
    assert {name for name in ALL if Project.objects.for_staff(people[name]).exists()} == {"official", "head"}


def test_the_list_shows_what_may_be_read(people, project):
    seen = {name for name in ALL if Project.objects.for_staff(people[name]).exists()}
    assert seen == {name for name in ALL if permissions.can_read(people[name], project)}


def test_who_lists_and_registers(people):
    assert {name for name in ALL if permissions.can_list(people[name])} == ALL - {"citizen", "vendor"}
    assert {name for name in ALL if permissions.can_register(people[name])} == {"official", "other_official"}


def test_a_contractor_whose_part_has_ended_is_out(people, project):
    project.parties.update(ended_at=project.submitted_at)
    assert not permissions.is_vendor(people["vendor"], project)


def test_a_visitor_is_no_contractor(project):
    from seoul_gov.accounts.middleware import Visitor

    assert not permissions.can_upload(Visitor(), project)
