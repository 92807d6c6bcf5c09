from datetime import timedelta

import pytest
from django.contrib.auth import authenticate
from django.db import IntegrityError, transaction
from django.utils import timezone

from seoul_gov.accounts.enums import Role
from seoul_gov.accounts.middleware import Visitor
from seoul_gov.accounts.models import RoleGrant, User
from tests import factories


def test_addresses_ignore_case(db):
    factories.make_user(email="Kim@Example.test")
    assert User.objects.get().email == "kim@example.test"
    assert User.objects.get_by_natural_key("KIM@example.test").pk == User.objects.get().pk
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email="KIM@example.test", name="둘째")


def test_roles_are_read_once(official, django_assert_num_queries):
    person = User.objects.get(pk=official.pk)
    with django_assert_num_queries(1):
        assert person.has_role(Role.OFFICER)
        assert person.is_official
        assert len(person.departments_as(Role.OFFICER, Role.HEAD)) == 1
        assert person.role_labels == ["디지털정책과 사업담당자"]


def test_an_ended_or_future_grant_is_no_role(official):
    grant = official.role_grants.get()
    grant.ended_at = timezone.now()
    grant.save()
    RoleGrant.objects.create(user=official, role=Role.AUDITOR, granted_at=timezone.now() + timedelta(days=1))
    assert not User.objects.get(pk=official.pk).is_official


def test_who_is_switched_off_has_no_role(official):
    official.is_active = False
    official.save()
    assert User.objects.get(pk=official.pk).grants == ()


def test_a_department_role_names_its_department(citizen):
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleGrant.objects.create(user=citizen, role=Role.HEAD)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.AUDITOR])
def test_a_role_is_granted_once(citizen, department, role):
    place = department if role.needs_department else None
    RoleGrant.objects.create(user=citizen, role=role, department=place)
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleGrant.objects.create(user=citizen, role=role, department=place)


def test_visitor_holds_nothing():
    visitor = Visitor()
    assert (visitor.has_role(Role.OFFICER), visitor.departments_as(Role.HEAD), visitor.is_official) == (
        False,
        frozenset(),
        False,
    )


@pytest.mark.parametrize(("demo", "let_in"), [(True, True), (False, False)])
def test_demo_logins_end_with_the_demo(db, rf, settings, demo, let_in):
    settings.PORTAL_DEMO = demo
    user = factories.make_user(email=f"officer@{settings.PORTAL_DEMO_DOMAIN}")
    found = authenticate(rf.post("/"), email=user.email, password=factories.PASSWORD)
    assert (found == user) is let_in
