import pytest

from panels import lottery
from panels.lottery.priority import read_priority
from tests.panels.lottery.pools import people, read, table

LIMITS = {("gender", "F"): (0, 9), ("age", "old"): (0, 9)}


def test_what_each_option_costs():
    text = people({"F,old,A": 2, "F,old,B": 4}, "id,gender,age,tier")
    pool, rules = read(text, table(LIMITS), 2, tier_column="tier", tier_order="A,B,C")
    options = [
        read_priority(words, 3, 2)
        for words in ("none", "weights:4,2,1", "strict", "shares:1,1,0", "shares:-,-,1")
    ]
    free, weights, strict, shares, impossible = lottery.price(pool, rules, options)
    assert (free.overall.people, free.overall.seats, free.gini) == pytest.approx((6, 2, 0))
    assert (free.overall.least, free.overall.mean, free.overall.greatest) == pytest.approx(
        (1 / 3, 1 / 3, 1 / 3)
    )
    assert [tier for tier, _ in free.tiers] == ["A", "B"]
    assert [own.least for _, own in weights.tiers] == pytest.approx([1 / 2, 1 / 4])
    assert [own.seats for _, own in shares.tiers] == pytest.approx([1, 1])
    assert (strict.overall.none, strict.overall.greatest) == (4, 1)
    assert strict.gini == pytest.approx(4 / 6)
    assert (impossible.possible, impossible.overall, impossible.priority) == (False, None, options[4])


def test_gini():
    assert lottery.gini([0.5, 0.5]) == pytest.approx(0)
    assert lottery.gini([0, 0, 0, 1]) == pytest.approx(0.75)
