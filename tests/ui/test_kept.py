"""A query that is put together once answers what it would have answered anew."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from seoul_gov.accounts.models import User
from seoul_gov.ui.kept import Blank, Kept
from tests import factories

BY_NAME = Kept(lambda: User.objects.filter(name=Blank("name", User, "name")).order_by("pk"))
ADDRESSES = Kept(lambda: User.objects.filter(pk=Blank("pk", User)).values_list("email", flat=True))

pytestmark = pytest.mark.django_db


def test_the_same_statement_is_asked_with_other_values():
    first, second = factories.make_user(name="김하나"), factories.make_user(name="이둘")
    with CaptureQueriesContext(connection) as asked:
        assert BY_NAME.ask(name="김하나") == [first]
        assert BY_NAME.ask(name="이둘") == [second]
        assert BY_NAME.first(name="박셋") is None
        assert ADDRESSES.ask(pk=second.pk) == [second.email]
    assert len(asked) == 4


def test_rows_are_read_anew_each_time():
    person = factories.make_user(name="김하나")
    assert BY_NAME.first(name="김하나").is_active
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert not BY_NAME.first(name="김하나").is_active


def test_what_a_field_cannot_hold_is_nowhere(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert ADDRESSES.ask(pk=2**64) == []
        assert BY_NAME.first(name="가" * 1000) is None
