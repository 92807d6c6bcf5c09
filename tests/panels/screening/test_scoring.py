"""Points, outcomes and tiers."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panels.calls.criteria import USUAL
from panels.screening.scoring import MOST, Mark, Outcome, Result, Rules, middle, points, result, shown, tier

RULES = Rules()


def yes(number):
    return Mark(True, Fraction(number))


NO = Mark(False, Fraction(0))


@pytest.mark.parametrize("weights", [of for kind, of in USUAL.items() if kind != "mixed"])
def test_the_best_levels_are_a_hundred_points(weights):
    assert points(dict.fromkeys(weights, MOST), weights) == 100
    assert points(dict.fromkeys(weights, 0), weights) == 0


def test_each_level_counts_for_its_weight():
    assert points({"record": 3, "utilisation": 4}, {"record": 60, "utilisation": 40}) == 68


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([], Result(Outcome.WAITING)),
        ([yes(80)], Result(Outcome.WAITING)),
        ([NO], Result(Outcome.WAITING)),
        ([yes(80), yes(60)], Result(Outcome.SCORED, Fraction(70), 1)),
        ([yes(80), yes(59)], Result(Outcome.DISPUTED)),
        ([yes(80), NO], Result(Outcome.DISPUTED)),
        ([NO, NO], Result(Outcome.INELIGIBLE)),
        ([yes(80), NO, NO], Result(Outcome.INELIGIBLE)),
        ([yes(80), NO, yes(70)], Result(Outcome.SCORED, Fraction(75), 1)),
        ([yes(90), yes(30), yes(40)], Result(Outcome.SCORED, Fraction(35), 3)),
        ([yes(80), yes(40), yes(60)], Result(Outcome.SCORED, Fraction(70), 1)),
    ],
)
def test_what_the_readings_come_to(marks, expected):
    assert result(marks, RULES) == expected


def test_only_the_last_two_are_settled():
    settled = [outcome for outcome in Outcome if Result(outcome).is_settled]
    assert settled == [Outcome.INELIGIBLE, Outcome.SCORED]


@pytest.mark.parametrize(("mean", "rank"), [(100, 1), (70, 1), (69, 2), (40, 2), (39, 3), (0, 3)])
def test_tiers_by_the_cut_offs(mean, rank):
    assert tier(Fraction(mean), RULES) == rank


@pytest.mark.parametrize(
    ("total", "words"), [(Fraction(70), "70점"), (Fraction(141, 2), "70.5점"), (Fraction(1999, 20), "100점")]
)
def test_points_as_people_read_them(total, words):
    assert shown(total) == words


@given(st.lists(st.integers(0, 100), min_size=2, max_size=3), st.randoms())
def test_the_order_of_the_readings_does_not_matter(totals, random):
    marks = [yes(one) for one in totals]
    mixed = marks[:]
    random.shuffle(mixed)
    assert result(marks, RULES) == result(mixed, RULES)
    assert min(totals) <= middle([Fraction(one) for one in totals]) <= max(totals)
