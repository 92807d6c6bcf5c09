import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import AnonymousUser

from panels import permissions
from seoul_gov.accounts.middleware import Visitor
from seoul_gov.accounts.models import User
from tests import factories

pytestmark = pytest.mark.django_db

OFFICERS_ONLY = "이 사업을 맡은 부서의 사업담당자만 할 수 있습니다."


@pytest.fixture
def people(official, head, other_official, governance_officer, auditor, administrator, citizen, panel):
    return {
        "official": official,
        "head": head,
        "other_official": other_official,
        "governance_officer": governance_officer,
        "auditor": auditor,
        "administrator": administrator,
        "citizen": citizen,
        "member": factories.make_member(panel).user,
        "visitor": Visitor(),
    }


def who(people, allowed) -> set[str]:
    return {name for name, person in people.items() if allowed(person)}


def test_who_may_do_what(people, panel):
    staff = {"official", "head", "governance_officer", "auditor"}
    assert who(people, lambda user: permissions.can_read(user, panel)) == staff | {"member"}
    assert who(people, lambda user: permissions.can_list(user, panel.project)) == staff
    assert who(people, lambda user: permissions.can_create(user, panel.project)) == {"official"}
    assert who(people, lambda user: permissions.can_manage(user, panel)) == {"official"}
    assert who(people, lambda user: permissions.can_record_party(user, panel.project)) == {"official"}
    assert who(people, lambda user: permissions.sees_everybody(user, panel)) == staff
    assert who(people, lambda user: permissions.sees_addresses(user, panel)) == {"official", "head"}
    assert who(people, lambda user: permissions.sees_names(user, panel)) == staff - {"auditor"} | {"member"}


def test_reasons_are_told(people, panel):
    verdicts = [
        permissions.can_create(people["head"], panel.project),
        permissions.can_manage(people["head"], panel),
        permissions.can_record_party(people["head"], panel.project),
    ]
    assert [verdict.reason for verdict in verdicts] == [OFFICERS_ONLY] * 3


def test_member_of_another_panel_of_the_same_kind_reads_nothing(panel, advisory):
    other = factories.make_member(factories.make_panel(advisory, name="두 번째 시민참여단")).user
    assert not permissions.can_read(other, panel)


def test_seat_that_ended_reads_nothing(panel):
    seat = factories.make_member(panel)
    seat.state = "withdrawn"
    seat.save()
    assert not permissions.can_read(User.objects.get(pk=seat.user_id), panel)


def test_auditor_who_works_for_the_department_reads_names(official, panel):
    official.role_grants.create(role="auditor")
    assert permissions.sees_names(User.objects.get(pk=official.pk), panel)


def test_address_belongs_to_whoever_verified_it(panel, invite, citizen):
    membership, _ = invite(panel, citizen)
    assert permissions.can_answer(citizen, membership)
    assert permissions.can_answer(factories.make_user(), membership).reason == permissions.OTHER_ADDRESS
    EmailAddress.objects.filter(user=citizen).update(verified=False)
    assert not permissions.can_answer(citizen, membership)
    assert not permissions.can_answer(AnonymousUser(), membership)


def test_further_address_of_an_account_counts(panel, invite):
    person = factories.make_user()
    EmailAddress.objects.create(user=person, email="second@example.test", verified=True)
    membership, _ = invite(panel, person, email="Second@Example.test ")
    assert permissions.can_answer(person, membership)


def test_visitor_with_the_link_may_decline_and_a_stranger_signed_in_may_not(panel, invite, citizen):
    membership, _ = invite(panel, citizen)
    assert permissions.can_decline(Visitor(), membership)
    assert permissions.can_decline(citizen, membership)
    assert not permissions.can_decline(factories.make_user(), membership)


def test_only_the_person_in_the_seat_withdraws(panel, invite, official, citizen):
    seat = factories.make_member(panel)
    assert permissions.can_withdraw(seat.user, seat)
    assert permissions.can_withdraw(official, seat).reason == "본인의 활동만 그만둘 수 있습니다."
    assert not permissions.can_withdraw(Visitor(), invite(panel, citizen)[0])
