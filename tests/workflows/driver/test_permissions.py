"""Who reads, who moves and who decides."""

import pytest

from tests import factories
from tests.workflows.driver.walking import duty
from workflows.driver import actions, permissions

STAFF = ["official", "head", "second_official", "governance_officer", "auditor"]
STRANGERS = ["other_official", "citizen", "administrator"]


@pytest.mark.parametrize("who", STAFF)
def test_staff_of_the_project_read_it_with_its_evidence(request, run, who):
    user = request.getfixturevalue(who)
    assert permissions.can_read(user, run.project)
    assert permissions.can_read_evidence(user, run.project)


@pytest.mark.parametrize("who", STRANGERS)
def test_strangers_read_nothing(request, run, who):
    verdict = permissions.can_read(request.getfixturevalue(who), run.project)
    assert (bool(verdict), verdict.reason) == (False, "이 사업의 담당 직원과 참여하는 사람만 볼 수 있습니다.")


def test_members_and_contractors_read_without_the_evidence(run):
    member = factories.make_member(factories.make_panel(run.project)).user
    vendor = factories.make_vendor(project=run.project)
    for user in (member, vendor):
        assert permissions.can_read(user, run.project)
        assert not permissions.can_read_evidence(user, run.project)
        assert not permissions.can_drive(user, run.project)


def test_those_of_another_project_do_not(official, run):
    other = factories.make_confirmed_project(officer=official)
    member = factories.make_member(factories.make_panel(other)).user
    vendor = factories.make_vendor(project=other)
    assert not permissions.can_read(member, run.project)
    assert not permissions.can_read(vendor, run.project)


def test_a_member_who_left_does_not(run):
    seat = factories.make_member(factories.make_panel(run.project))
    seat.state = "withdrawn"
    seat.save()
    assert not permissions.can_read(seat.user, run.project)


@pytest.mark.parametrize("who", ["official", "head", "second_official"])
def test_the_department_moves_its_process(request, run, who):
    assert permissions.can_drive(request.getfixturevalue(who), run.project)


@pytest.mark.parametrize("who", ["governance_officer", "auditor", *STRANGERS])
def test_nobody_else_moves_it(request, run, who):
    verdict = permissions.can_drive(request.getfixturevalue(who), run.project)
    assert (bool(verdict), verdict.reason) == (
        False,
        "이 사업을 맡은 부서의 사업담당자와 부서장만 할 수 있습니다.",
    )


@pytest.mark.parametrize(("key", "deciders"), [("p3", ["head"]), ("ad1", ["governance_officer"])])
def test_who_decides_on_a_waiver(request, official, run, key, deciders):
    waiver = actions.request_waiver(by=official, duty=duty(run, key), reason="사유")
    everybody = ["official", "head", "second_official", "governance_officer", "auditor", *STRANGERS]
    allowed = [
        who for who in everybody if permissions.can_decide_waiver(request.getfixturevalue(who), waiver)
    ]
    assert allowed == deciders
