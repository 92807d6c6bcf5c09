"""What PostgreSQL refuses is refused by either database."""

import pytest
from django.db import DataError, IntegrityError, transaction
from django.db.transaction import TransactionManagementError

from projects.models import Project
from seoul_gov.accounts.models import Department
from seoul_gov.audit.models import Event

pytestmark = [pytest.mark.django_db, pytest.mark.twice]


@pytest.mark.parametrize("name", ["가" * 101, "가\0나"])
def test_a_text_that_no_column_holds(department, name):
    with pytest.raises(DataError), transaction.atomic():
        Department.objects.create(name=name)
    with pytest.raises(DataError), transaction.atomic():
        Department.objects.update(name=name)
    with pytest.raises(DataError), transaction.atomic():
        Department.objects.bulk_create([Department(name=name)])


def test_a_text_that_just_fits(department):
    Department.objects.update(name="가" * 100)


def test_a_number_that_no_column_holds(project):
    with pytest.raises((DataError, IntegrityError)), transaction.atomic():
        Project.objects.update(version=2**31)
    Project.objects.update(version=2**31 - 1)


def test_a_nul_within_facts(db):
    with pytest.raises(DataError), transaction.atomic():
        Event.objects.create(key="x.y", object_id="1", data={"word": "가\0나"})


def test_rows_are_locked_in_a_transaction_alone(transactional_db):
    with pytest.raises(TransactionManagementError):
        Department.objects.select_for_update().first()
    with transaction.atomic():
        assert Department.objects.select_for_update(of=("self",)).first() is None
