import pytest
from django.contrib.auth.models import AnonymousUser

from tests import factories
from workflows.opinions import actions, permissions

from .conftest import fresh, give


def may(user, round):
    return bool(permissions.can_give(user, round))


def test_citizens_and_members_speak(round, running, citizen):
    member = factories.make_member(factories.make_panel(running)).user
    assert may(fresh(citizen), round)
    assert may(fresh(member), round)


@pytest.mark.parametrize(
    ("who", "why"),
    [
        ("official", "시 직원"),
        ("other_official", "시 직원"),
        ("administrator", "시 직원"),
        ("vendor", "수행사"),
    ],
)
def test_others_are_told_why_not(round, request, who, why):
    assert why in permissions.can_give(request.getfixturevalue(who), round).reason


def test_visitors_are_asked_to_sign_in(round):
    assert "로그인" in permissions.can_give(AnonymousUser(), round).reason
    assert not permissions.can_manage(AnonymousUser(), round.duty.stage.run.project)


def test_a_contract_that_ended_keeps_nobody_out(round, vendor, running):
    running.parties.update(ended_at=round.opened_at)
    assert may(vendor, round)


def reads(person, opinion):
    return bool(permissions.can_read_file(person, opinion))


@pytest.mark.parametrize("how", ["hidden", "withdrawn"])
def test_a_file_is_everybodys_until_it_is_off_the_page(
    round, citizen, neighbour, official, head, other_official, how
):
    opinion = give(citizen, round, upload=factories.make_upload())
    everybody = [AnonymousUser(), neighbour, head, other_official, fresh(citizen), official]
    assert all(reads(person, opinion) for person in everybody)
    if how == "hidden":
        opinion = actions.hide(by=official, opinion=opinion, reason="욕설")
    else:
        opinion = actions.withdraw(by=citizen, opinion=opinion)
    assert [reads(person, opinion) for person in everybody] == [False] * 4 + [True] * 2
