"""Why somebody is certain, or can never be drawn."""

from panels import lottery
from panels.lottery.relaxation import Limit
from panels.lottery.watch import Watch
from tests.panels.lottery.pools import people, read, solved, table

WIDE = {("gender", "F"): (0, 9), ("gender", "M"): (0, 9), ("age", "young"): (0, 9), ("age", "old"): (0, 9)}


def reasons(cells, limits, size, header="id,gender,age", **words):
    pool, rules = read(people(cells, header), table(WIDE | limits), size, **words)
    found, file = solved(pool, rules)
    fixed = lottery.certain(file, Watch()), lottery.shut_out(found, Watch())
    return [{kind.ids: kind.quotas for kind in kinds} for kinds in fixed]


def test_a_quota_that_needs_all_its_volunteers():
    certain, out = reasons({"F,old": 2, "M,old": 5}, {("gender", "F"): (2, 9)}, 3)
    assert certain == {("p00", "p01"): (Limit("gender", "F", "min", 2),)}
    assert out == {}


def test_a_quota_that_takes_nobody():
    certain, out = reasons({"F,old": 2, "M,old": 5}, {("gender", "F"): (0, 0)}, 3)
    assert (certain, out) == ({}, {("p00", "p01"): (Limit("gender", "F", "max", 0),)})


def test_quotas_that_do_it_together():
    """Young people and women are needed, and the only young woman is both."""
    limits = {("gender", "F"): (1, 1), ("age", "young"): (1, 1)}
    certain, out = reasons({"F,young": 1, "M,old": 3, "M,young": 1}, limits, 2)
    assert certain == {("p00",): (Limit("gender", "F", "min", 1),)}
    assert out == {("p04",): (Limit("gender", "F", "min", 1), Limit("age", "young", "max", 1))}


def test_certain_by_fairness_alone():
    """No quota needs the second old man: the quotas leave him nobody to share with."""
    certain, _ = reasons({"F,old": 4, "M,old": 2}, {("gender", "F"): (0, 2)}, 4)
    assert certain == {("p04", "p05"): (Limit("gender", "F", "max", 2),)}
    certain, _ = reasons({"F,old": 4, "M,old": 1}, {("gender", "F"): (0, 4)}, 4)
    assert certain == {}


def test_certain_because_there_are_no_more_people_than_seats():
    certain, out = reasons({"F,old": 2, "M,old": 1}, {}, 3)
    assert (certain, out) == ({("p00", "p01"): (), ("p02",): ()}, {})


def test_certain_without_any_quota_that_does_it():
    header, words = (
        "id,gender,age,tier",
        {"tier_column": "tier", "tier_order": "A,B", "priority": "weights:9,1"},
    )
    certain, _ = reasons({"F,old,A": 1, "F,old,B": 3}, {}, 3, header, **words)
    assert certain == {("p00",): ()}


def test_a_strict_order():
    header, words = "id,gender,age,tier", {"tier_column": "tier", "tier_order": "A,B", "priority": "strict"}
    certain, out = reasons({"F,old,A": 3, "F,old,B": 3}, {}, 2, header, **words)
    assert (certain, out) == ({}, {("p03", "p04", "p05"): (Limit("tier", "B", "max", 0),)})
