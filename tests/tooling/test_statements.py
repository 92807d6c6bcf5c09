"""The second round is of few tests, and of every kind of statement."""

import sys

from django.db import connection

from seoul_gov.accounts.models import User
from tests.statements import Sent, fewest, is_portals, kind_of


def test_what_a_test_asks_for_itself_is_not_the_portals(official):
    found = []

    def noted(execute, *asked):
        found.append(is_portals(sys._getframe(1)))
        return execute(*asked)

    with connection.execute_wrapper(noted):
        User.objects.get().departments_as("officer")
    assert found == [False, True]


def test_how_many_rows_and_values_there_are_makes_no_other_kind():
    one = 'INSERT INTO "a" ("x", "y") VALUES (%s, NULL)'
    assert kind_of(f"{one}, (%s, NULL), (%s, NULL)") == kind_of(one)
    assert kind_of('WHERE "x" IN (%s, %s, %s) LIMIT 21') == kind_of('WHERE "x" IN (%s) LIMIT 1')
    assert kind_of('SAVEPOINT "s140213_x17"') == kind_of('SAVEPOINT "s140999_x2"')
    assert kind_of('WHERE "x" = %s') != kind_of('WHERE "y" = %s')


def test_few_tests_send_every_kind():
    tests = {
        "all but one": Sent(10, {"a", "b", "c"}),
        "one of them": Sent(5, {"a"}),
        "another": Sent(5, {"b"}),
        "the last": Sent(5, {"d"}),
        "none": Sent(0, set()),
    }
    assert fewest(tests) == ["all but one", "the last"]


def test_the_cheap_one_is_taken():
    tests = {"dear": Sent(500, {"a", "b"}), "cheap": Sent(20, {"a", "b"}), "half": Sent(20, {"a"})}
    assert fewest(tests) == ["cheap"]


def test_what_is_asked_anyway_counts():
    tests = {"one": Sent(10, {"a", "b"}), "two": Sent(10, {"b", "c"})}
    assert fewest(tests, [Sent(10, {"a", "b"})]) == ["two"]
    assert fewest(tests, [Sent(10, {"a", "b", "c", "d"})]) == []
