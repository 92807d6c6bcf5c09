from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from auditlog.models import LogEntry
from django.contrib.auth import authenticate
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from seoul_gov.accounts import actions
from seoul_gov.accounts.enums import Role
from seoul_gov.accounts.models import RoleGrant, User
from tests import factories
from tests.accounts.codes import last_letter


def fresh(user):
    return User.objects.get(pk=user.pk)


def test_a_role_is_given_from_now_on_by_somebody_for_a_reason(administrator, citizen, department):
    grant = actions.grant(
        by=administrator, user=citizen, role=Role.OFFICER, department=department, reason="인사 발령"
    )
    assert (grant.granted_by, grant.reason, grant.ended_at) == (administrator, "인사 발령", None)
    assert fresh(citizen).role_labels == ["디지털정책과 사업담당자"]


@pytest.mark.parametrize("role", Role)
def test_a_role_is_held_once(administrator, citizen, department, role):
    place = department if role.needs_department else None
    actions.grant(by=administrator, user=citizen, role=role, department=place)
    with pytest.raises(ValidationError, match=actions.TWICE):
        actions.grant(by=administrator, user=citizen, role=role, department=place)
    assert citizen.role_grants.count() == 1


def test_a_role_can_be_held_in_two_departments(administrator, official, other_department):
    actions.grant(by=administrator, user=official, role=Role.OFFICER, department=other_department)
    assert len(fresh(official).departments_as(Role.OFFICER)) == 2


def test_a_role_may_come_back_as_a_new_grant(administrator, official, department):
    actions.end(by=administrator, grant=official.role_grants.get())
    actions.grant(by=administrator, user=official, role=Role.OFFICER, department=department)
    assert official.role_grants.count() == 2
    assert fresh(official).is_official


@pytest.mark.parametrize("role", [Role.OFFICER, Role.HEAD])
def test_some_roles_need_a_department(administrator, citizen, role):
    with pytest.raises(ValidationError, match=actions.NO_PLACE):
        actions.grant(by=administrator, user=citizen, role=role)


def test_nothing_is_given_to_or_in_what_is_switched_off(administrator, citizen, department):
    department.is_active = False
    department.save()
    with pytest.raises(ValidationError, match=actions.CLOSED_OFFICE):
        actions.grant(by=administrator, user=citizen, role=Role.HEAD, department=department)
    citizen.is_active = False
    citizen.save()
    with pytest.raises(ValidationError, match=actions.SWITCHED_OFF):
        actions.grant(by=administrator, user=citizen, role=Role.AUDITOR)


def test_an_end_counts_at_once(administrator, official, client):
    client.force_login(official)
    assert client.get("/projects/").status_code == 200
    actions.end(by=administrator, grant=official.role_grants.get())
    assert client.get("/projects/").status_code == 403


def test_an_end_may_lie_ahead(administrator, official):
    later = timezone.now() + timedelta(days=3)
    grant = actions.end(by=administrator, grant=official.role_grants.get(), at=later)
    assert (grant.ended_at, fresh(official).is_official) == (later, True)
    actions.end(by=administrator, grant=grant)
    assert not fresh(official).is_official


def test_an_end_is_neither_backdated_nor_undone(administrator, official):
    grant = official.role_grants.get()
    with pytest.raises(ValidationError, match=actions.BACKDATED):
        actions.end(by=administrator, grant=grant, at=timezone.now() - timedelta(seconds=1))
    actions.end(by=administrator, grant=grant)
    ended_at = official.role_grants.get().ended_at
    with pytest.raises(ValidationError, match="이미 끝난 역할입니다"):
        actions.end(by=administrator, grant=grant, at=timezone.now() + timedelta(days=1))
    assert official.role_grants.get().ended_at == ended_at


def test_somebody_always_manages(administrator):
    own = administrator.role_grants.get()
    with pytest.raises(ValidationError, match="마지막 시스템 관리자입니다"):
        actions.end(by=administrator, grant=own)
    facts = {"email": administrator.email, "name": administrator.name, "is_active": False}
    with pytest.raises(ValidationError, match="마지막 시스템 관리자입니다"):
        actions.change_person(by=administrator, user=administrator, **facts)
    second = factories.make_administrator(name="둘째")
    actions.end(by=second, grant=own)
    assert not fresh(administrator).is_administrator


def test_who_is_switched_off_does_not_count_as_administrator(administrator):
    second = factories.make_administrator(name="둘째")
    User.objects.filter(pk=second.pk).update(is_active=False)
    with pytest.raises(ValidationError, match="마지막 시스템 관리자입니다"):
        actions.end(by=administrator, grant=administrator.role_grants.get())


def test_an_administrator_for_a_while_does_not_count(administrator):
    second = factories.make_administrator(name="둘째")
    later = timezone.now() + timedelta(days=30)
    actions.end(by=administrator, grant=second.role_grants.get(), at=later)
    own = administrator.role_grants.get()
    for at in (None, later):
        with pytest.raises(ValidationError, match=actions.LAST):
            actions.end(by=second, grant=own, at=at)
    with pytest.raises(ValidationError, match=actions.LAST):
        actions.change_person(by=second, user=administrator, is_active=False)
    actions.change_person(by=administrator, user=second, is_active=False)


def test_a_new_person_sets_a_password_by_mail(administrator):
    person = actions.add_person(by=administrator, email=" New@City.example ", name="새사람")
    assert (person.email, person.has_usable_password()) == ("new@city.example", False)
    assert EmailAddress.objects.get(user=person).verified is False
    assert "/accounts/password/reset/" in last_letter(person.email).body


def test_one_address_one_person(administrator, citizen, official):
    with pytest.raises(ValidationError, match=actions.TAKEN):
        actions.add_person(by=administrator, email=citizen.email.upper(), name="둘째")
    with pytest.raises(ValidationError, match=actions.TAKEN):
        actions.change_person(
            by=administrator, user=official, email=citizen.email.upper(), name="김담당", is_active=True
        )


def test_what_is_not_said_stays(administrator, citizen):
    changed = actions.change_person(by=administrator, user=citizen)
    assert (changed.email, changed.name, changed.is_active) == (citizen.email, citizen.name, True)


def test_people_correct_their_own_name_alone(citizen, administrator):
    actions.rename(by=citizen, user=citizen, name="한고침")
    assert fresh(citizen).name == "한고침"
    entry = LogEntry.objects.get_for_object(citizen).latest("pk")
    assert entry.changes_dict["name"] == ["한시민", "한고침"]
    with pytest.raises(PermissionDenied, match="자기 이름만"):
        actions.rename(by=administrator, user=citizen, name="남")
    with pytest.raises(ValidationError):
        actions.rename(by=citizen, user=citizen, name="")


def test_a_new_address_closes_the_old_one(administrator, citizen, rf):
    old = citizen.email
    facts = {"name": "한시민", "is_active": True}
    actions.change_person(by=administrator, user=citizen, email="New@example.test", **facts)
    assert authenticate(rf.post("/"), email=old, password=factories.PASSWORD) is None
    assert authenticate(rf.post("/"), email="new@example.test", password=factories.PASSWORD) == citizen
    address = EmailAddress.objects.get(user=citizen)
    assert (address.email, address.verified, address.primary) == ("new@example.test", False, True)


def test_a_corrected_name_keeps_the_address(administrator, citizen):
    actions.change_person(
        by=administrator, user=citizen, email=citizen.email, name="한시민2", is_active=False
    )
    citizen = fresh(citizen)
    assert (citizen.name, citizen.is_active) == ("한시민2", False)
    assert EmailAddress.objects.get(user=citizen).verified is True


def test_a_lost_telephone(administrator, official, client):
    Authenticator.objects.create(user=official, type=Authenticator.Type.TOTP, data={"secret": "x"})
    client.force_login(official)
    actions.reset_login(by=administrator, user=official)
    assert not Authenticator.objects.filter(user=official).exists()
    assert not fresh(official).has_usable_password()
    assert client.get("/me/").status_code == 302
    assert "초기화" in last_letter(official.email).subject


def test_a_reset_leaves_a_trace(administrator, official):
    before = LogEntry.objects.count()
    actions.reset_login(by=administrator, user=official)
    entry = LogEntry.objects.latest("pk")
    assert LogEntry.objects.count() == before + 1
    assert (entry.actor, entry.object_pk) == (administrator, str(official.pk))
    assert "password" not in entry.changes_dict


def test_only_administrators_manage(official, governance_officer, auditor, citizen):
    grant = RoleGrant.objects.filter(user=official).get()
    facts = {"email": citizen.email, "name": "x", "is_active": True}
    for person in (official, governance_officer, auditor, citizen):
        for attempt in (
            lambda by: actions.grant(by=by, user=citizen, role=Role.AUDITOR),
            lambda by: actions.end(by=by, grant=grant),
            lambda by: actions.add_person(by=by, email="a@example.test", name="가"),
            lambda by: actions.change_person(by=by, user=citizen, **facts),
            lambda by: actions.reset_login(by=by, user=citizen),
        ):
            with pytest.raises(PermissionDenied, match="시스템 관리자만"):
                attempt(person)
