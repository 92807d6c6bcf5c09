import pytest

from panels.models import Membership, Panel
from tests import factories
from workflows.reviews import actions, permissions
from workflows.reviews.selectors import own_review

from .conftest import comment, fresh, past, submitted


def stand(person, round):
    return permissions.standing(fresh(person), round)


def reads(person, round):
    return bool(permissions.can_read(stand(person, round)))


@pytest.mark.parametrize(
    "who", ["official", "head", "governance_officer", "auditor", "member", "colleague", "secretary", "vendor"]
)
def test_staff_the_panel_and_the_contractor_read(round, who, request):
    assert reads(request.getfixturevalue(who), round)


@pytest.mark.parametrize("who", ["other_official", "administrator", "citizen"])
def test_nobody_else_reads(round, who, request):
    assert not reads(request.getfixturevalue(who), round)


def test_another_panel_of_the_same_kind_does_not_read(round, running):
    other = factories.make_panel(running, name="둘째 시민참여단")
    assert not reads(factories.make_member(other).user, round)


def test_another_company_does_not_read(round, official):
    other = factories.make_project(officer=official)
    assert not reads(factories.make_vendor(project=other, name="다른업체(주)"), round)


@pytest.mark.parametrize("state", ["invited", "withdrawn", "released", "declined", "excluded", "cancelled"])
def test_only_a_seat_in_office_reads(round, member, state):
    Membership.objects.filter(user=member).update(state=state)
    assert not reads(member, round)


def test_a_dissolved_panel_reads_no_more(round, member):
    Panel.objects.filter(pk=round.panel_id).update(state="dissolved")
    assert not reads(member, round)


def test_a_contract_that_ended_opens_nothing(round, vendor, running):
    running.parties.update(ended_at=round.opened_at)
    assert not reads(vendor, round)


def test_the_contractor_learns_no_names(round, vendor, member, official, secretary):
    assert not stand(vendor, round).sees_names
    assert all(stand(person, round).sees_names for person in (member, official, secretary))


def test_the_auditor_learns_no_names_and_the_governance_officer_does(round, auditor, governance_officer):
    assert not stand(auditor, round).sees_names
    assert stand(governance_officer, round).sees_names


def sees(person, round):
    standing = stand(person, round)
    return bool(permissions.can_see_comments(standing, round, own_review(round, standing.voice)))


def test_a_member_judges_alone_first(round, member, colleague):
    submitted(colleague, round)
    assert not sees(member, round)
    comment(member, round)
    assert not sees(member, round)
    actions.submit(by=fresh(member), round=round)
    assert sees(member, round)


def test_after_the_end_every_member_sees_what_was_said(round, member, official):
    past(round)
    actions.close(by=official, round=round, note="의견이 없었습니다.")
    round.refresh_from_db()
    assert sees(member, round)


@pytest.mark.parametrize("who", ["official", "auditor", "secretary", "vendor"])
def test_who_does_not_judge_sees_at_once(round, who, request):
    assert sees(request.getfixturevalue(who), round)


def test_working_for_the_contractor_is_no_way_round_the_rules_for_members(round, member, running):
    factories.make_vendor(project=running)
    running.parties.get().vendor.staff.add(member)
    assert not sees(member, round)
    assert not stand(member, round).is_vendor


def test_a_member_who_became_an_official_is_an_official_alone(round, member, department):
    assert permissions.can_comment(fresh(member), round)
    member.role_grants.create(role="officer", department=department)
    assert stand(member, round).is_staff
    assert stand(member, round).voice is None
    assert not permissions.can_comment(fresh(member), round)


def test_a_secretary_whose_last_role_ended_reads_no_more(round, secretary):
    secretary.role_grants.update(ended_at=round.opened_at)
    assert not reads(secretary, round)


def test_a_seat_writes_and_the_rest_is_told_why_not(round, member, secretary, official):
    assert permissions.can_comment(fresh(member), round)
    for person in (secretary, official):
        assert "단원만" in permissions.can_comment(fresh(person), round).reason


def test_a_comment_is_changed_by_its_author(round, member, colleague, secretary):
    said = comment(member, round)
    assert permissions.can_change(fresh(member), said)
    for person in (colleague, secretary):
        assert not permissions.can_change(fresh(person), said)


def test_officers_manage_heads_read(running, official, head, other_official):
    assert permissions.can_manage(official, running)
    for person in (head, other_official):
        assert "사업담당자만" in permissions.can_manage(person, running).reason


def test_deliverables_are_for_staff_and_the_contractor(running, official, head, vendor, member, citizen):
    assert all(permissions.can_see_deliverables(person, running) for person in (official, head, vendor))
    assert not any(permissions.can_see_deliverables(person, running) for person in (member, citizen))
    assert all(permissions.can_upload(person, running) for person in (official, vendor))
    assert not any(permissions.can_upload(person, running) for person in (head, member, citizen))
    assert permissions.is_staff(head, running)
    assert not permissions.is_staff(vendor, running)
