import pytest
from django.contrib.auth.models import AnonymousUser

from projects.enums import ProjectStatus
from selection import permissions
from seoul_gov.accounts.middleware import Visitor
from tests import factories
from tests.selection.people import answered, submitted

pytestmark = pytest.mark.django_db

WRITERS = {"official"}
READERS = {"official", "head", "governance_officer", "auditor"}
EVERYBODY = READERS | {"other_official", "administrator", "citizen"}
TABLE = {
    "can_read": READERS,
    "can_answer": WRITERS,
    "can_restart": WRITERS,
    "can_submit": WRITERS,
    "can_abandon": WRITERS,
    "can_concur": {"governance_officer"},
    "can_confirm_departure": {"governance_officer"},
    "can_approve": {"head"},
    "can_send_back": {"head", "governance_officer"},
}


@pytest.mark.parametrize("verb", TABLE)
def test_who_may(request, project, verb):
    assessment = submitted(project)
    may = {who for who in EVERYBODY if getattr(permissions, verb)(request.getfixturevalue(who), assessment)}

    assert may == TABLE[verb]


@pytest.mark.parametrize("verb", TABLE)
def test_a_visitor_may_nothing_and_is_told_why(project, verb):
    verdict = getattr(permissions, verb)(Visitor(), submitted(project))

    assert not verdict
    assert verdict.reason.endswith("다.")
    assert isinstance(Visitor(), AnonymousUser)


def test_who_may_begin_and_see_a_projects_list(request, project):
    people = {who: request.getfixturevalue(who) for who in EVERYBODY}

    assert {who for who, person in people.items() if permissions.can_begin(person, project)} == WRITERS
    assert {who for who, person in people.items() if permissions.can_read_project(person, project)} == READERS


def test_a_draft_project_is_seen_by_its_department_alone(official, governance_officer):
    project = factories.make_project(officer=official, status=ProjectStatus.DRAFT)

    assert permissions.can_read_project(official, project)
    assert not permissions.can_read_project(governance_officer, project)


def test_vendors_and_members_do_not_read_assessments(project, official):
    assessment = answered(project)
    vendor = factories.make_vendor(project=project)
    member = factories.make_member(factories.make_panel(project)).user

    assert not permissions.can_read(vendor, assessment)
    assert not permissions.can_read(member, assessment)


def test_administrators_keep_the_criteria(request):
    may = {who for who in EVERYBODY if permissions.can_keep_editions(request.getfixturevalue(who))}

    assert may == {"administrator"}
    assert not permissions.can_keep_editions(Visitor())
