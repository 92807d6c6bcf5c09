import pytest

from panels.models import Membership, Panel
from tests import factories
from workflows.issues import permissions

from .conftest import fresh


def stand(person, project):
    return permissions.standing(fresh(person), project)


@pytest.mark.parametrize(
    ("who", "side"),
    [
        ("official", "officer"),
        ("head", ""),
        ("governance_officer", ""),
        ("auditor", ""),
        ("member", "member"),
        ("colleague", "member"),
        ("secretary", ""),
        ("vendor", "vendor"),
    ],
)
def test_who_is_around_reads_and_three_sides_speak(running, who, side, request):
    found = stand(request.getfixturevalue(who), running)
    assert permissions.can_read(found)
    assert found.side == side
    assert bool(permissions.can_speak(found)) == bool(side)
    assert bool(permissions.can_settle(found)) == (side == "officer")


@pytest.mark.parametrize("who", ["other_official", "administrator", "citizen"])
def test_nobody_else_reads(running, who, request):
    found = stand(request.getfixturevalue(who), running)
    assert not permissions.can_read(found)
    assert "단원, 수행사만" in permissions.can_speak(found).reason


def test_a_member_of_another_project_does_not_read(running, official):
    other = factories.make_panel(factories.make_project(officer=official))
    assert not permissions.can_read(stand(factories.make_member(other).user, running))


@pytest.mark.parametrize("state", ["invited", "withdrawn", "released", "declined", "excluded", "cancelled"])
def test_only_a_seat_in_office_reads(running, member, state):
    Membership.objects.filter(user=member).update(state=state)
    assert not permissions.can_read(stand(member, running))


def test_a_panel_in_the_making_reads_and_does_not_speak_yet(running, member, panel):
    Panel.objects.filter(pk=panel.pk).update(state="forming")
    found = stand(member, running)
    assert permissions.can_read(found)
    assert not permissions.can_speak(found)


def test_any_kind_of_panel_speaks(running):
    for kind in ("online", "expert", "joint_body", "pb_committee"):
        panel = factories.make_panel(running, kind=kind, name=kind)
        assert stand(factories.make_member(panel).user, running).side == "member"


def test_a_dissolved_panel_reads_no_more(running, member, panel):
    Panel.objects.filter(pk=panel.pk).update(state="dissolved")
    assert not permissions.can_read(stand(member, running))


def test_a_contract_that_ended_opens_nothing(running, vendor, panel):
    running.parties.update(ended_at=panel.created_at)
    assert not permissions.can_read(stand(vendor, running))


def test_working_for_the_contractor_is_no_way_round_the_rules_for_members(running, vendor, member):
    running.parties.get().vendor.staff.add(member)
    assert stand(member, running).side == "member"


def test_a_member_who_became_an_official_is_an_official_alone(running, member, department):
    member.role_grants.create(role="officer", department=department)
    found = stand(member, running)
    assert (found.side, found.voice) == ("officer", None)


def test_names_are_known_to_the_department_and_within_the_panel(
    running, member, colleague, secretary, official, head, governance_officer, auditor, vendor
):
    seat = member.memberships.get()
    outside = factories.make_member(factories.make_panel(running, name="온라인", kind="online")).user
    known = (colleague, secretary, official, head, governance_officer)
    assert all(stand(person, running).knows(seat) for person in known)
    assert not any(stand(person, running).knows(seat) for person in (auditor, vendor, outside))


def test_an_issue_is_taken_back_by_who_raised_it(running, issue, member, colleague, official):
    assert permissions.can_withdraw(member, stand(member, running), issue)
    for person in (colleague, official):
        verdict = permissions.can_withdraw(person, stand(person, running), issue)
        assert "제기한 사람만" in verdict.reason


def test_who_speaks_no_more_takes_nothing_back(running, issue, member, panel):
    Panel.objects.filter(pk=panel.pk).update(state="forming")
    assert not permissions.can_withdraw(member, stand(member, running), issue)
