"""Who gets a seat by principle, and what departures make of it."""

import hashlib
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from panels.selections.enums import Standing
from panels.selections.proposal import Draw, Fact, NotDrawn, Terms, propose, seal, settle
from tests.depth import examples

CHOSEN, ALTERNATE, NOT_CHOSEN = Standing


def fact(number, points, side=""):
    return Fact(number, None if points is None else Fraction(points), side, "" if points else "자격 없음")


def facts(**points):
    return [fact(number, own) for number, own in points.items()]


def terms(seats=2, draws_lots=False, alternates=10):
    return Terms({"": seats} if isinstance(seats, int) else seats, draws_lots, alternates)


def test_points_alone():
    found = propose(facts(A=50, B=90, C=70, D=60, E=None), terms())
    assert found.chosen == ("B", "C")
    assert found.waiting == ("D", "A")
    assert found.placed == {
        "B": (CHOSEN, None),
        "C": (CHOSEN, None),
        "D": (ALTERNATE, 1),
        "A": (ALTERNATE, 2),
        "E": (NOT_CHOSEN, None),
    }
    assert found.ineligible == {"E": "자격 없음"} and not found.is_lottery


def test_only_so_many_wait_in_order():
    found = propose(facts(A=90, B=80, C=70, D=60), terms(1, alternates=2))
    assert found.placed["C"] == (ALTERNATE, 2) and found.placed["D"] == (NOT_CHOSEN, None)


@pytest.mark.parametrize("draws_lots", [True, False])
def test_everybody_has_a_seat_where_they_go_round(draws_lots):
    found = propose(facts(A=50, B=90, C=None), terms(3, draws_lots))
    assert found.chosen == ("B", "A") and found.waiting == ()


def test_nobody_may_be_chosen():
    found = propose(facts(A=None), terms())
    assert (found.chosen, found.placed) == ((), {"A": (NOT_CHOSEN, None)})


def test_lots_have_to_be_drawn_first():
    with pytest.raises(NotDrawn):
        propose(facts(A=90, B=80, C=70), terms(2, draws_lots=True))
    with pytest.raises(NotDrawn):
        propose(facts(A=90, B=80, C=80), terms(2))


def test_equals_inside_the_line_need_no_lots():
    assert set(propose(facts(A=90, B=90, C=80), terms(2)).chosen) == {"A", "B"}


def test_lots_among_equals_at_the_line():
    draw = Draw(False, ("C",), ("D", "B"))
    found = propose(facts(A=90, B=80, C=80, D=80, E=70, F=70), terms(2), draw)
    assert found.chosen == ("A", "C")
    assert found.waiting[:2] == ("D", "B"), "in the order in which they were drawn to be asked"
    assert set(found.waiting[2:]) == {"E", "F"}


def test_who_was_told_a_rank_by_the_draw_has_one():
    draw = Draw(False, ("A",), ("C", "B", "D"))
    found = propose(facts(A=80, B=80, C=80, D=80), terms(1, alternates=1), draw)
    assert [found.placed[one] for one in "CBD"] == [(ALTERNATE, 1), (ALTERNATE, 2), (ALTERNATE, 3)]


def test_a_panel_is_taken_as_it_was_drawn():
    draw = Draw(True, ("D", "A"), ("C",))
    found = propose(facts(A=50, B=90, C=70, D=60, E=None), terms(2, draws_lots=True), draw)
    assert found.is_lottery and found.chosen == ("D", "A")
    assert found.placed["C"] == (ALTERNATE, 1)
    assert found.placed["B"] == found.placed["E"] == (NOT_CHOSEN, None)


def test_each_side_has_its_own_line():
    people = [
        fact("A", 90, "citizen"),
        fact("B", 80, "citizen"),
        fact("C", 50, "expert"),
        fact("D", 40, "expert"),
    ]
    found = propose(people, terms({"citizen": 1, "expert": 1}))
    assert found.chosen == ("A", "C")
    assert found.placed["B"] == found.placed["D"] == (ALTERNATE, 1)
    settled = settle(found, {"A"})
    assert settled.chosen == ("B", "C"), "the next of the same side moves up"


def test_the_order_of_equals_is_a_hash_over_all_numbers():
    people = facts(A=90, B=50, C=50, D=50)
    assert seal("DACB", "B") == hashlib.sha256(b"A\nB\nC\nD\nB").hexdigest()
    found = propose(people, terms(1))
    assert found.waiting == tuple(sorted("BCD", key=lambda own: seal("ABCD", own)))


def test_one_number_more_may_change_every_place():
    def order(others):
        found = propose(facts(A=90, **dict.fromkeys(("B", "C", "D", "E", *others), 50)), terms(1))
        return [one for one in found.waiting if one in "BCDE"]

    orders = {tuple(order((f"X{number}",))) for number in range(30)}
    assert len(orders) > 5


def test_who_is_left_out_gives_way_to_the_next_who_can_sit():
    found = propose(facts(A=90, B=80, C=70, D=60), terms())
    settled = settle(found, {"A"}, barred={"C"})
    assert settled.chosen == ("B", "D") and settled.left_out == ("A",)
    assert settled.placed == {
        "B": (CHOSEN, None),
        "D": (CHOSEN, None),
        "C": (ALTERNATE, 1),
        "A": (NOT_CHOSEN, None),
    }


def test_who_is_taken_in_needs_a_seat():
    found = propose(facts(A=90, B=80, C=70, D=60), terms())
    assert settle(found, {"D"}).sides[0].is_overfull
    settled = settle(found, {"A", "D"})
    assert settled.chosen == ("B", "D") and not settled.sides[0].is_overfull


def test_the_seat_of_who_was_drawn_stays_free():
    found = propose(facts(A=50, B=90, C=70), terms(1, True), Draw(True, ("A",), ("C",)))
    settled = settle(found, {"A"})
    assert settled.chosen == () and settled.left_out == ("A",)
    assert settled.placed["C"] == (ALTERNATE, 1)


@settings(
    max_examples=examples(25, 400),
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(st.lists(st.integers(0, 6), min_size=1, max_size=12), st.integers(1, 8), st.sets(st.integers(0, 11)))
def test_everybody_has_one_standing_and_seats_are_filled(points, seats, changed):
    people = [fact(f"N{n:02}", own or None) for n, own in enumerate(points)]
    try:
        found = propose(people, terms(seats))
    except NotDrawn:
        return
    scored = [one for one in people if one.points is not None]
    assert found.placed.keys() == {one.number for one in people}
    assert len(found.chosen) == min(seats, len(scored))
    last = min((one.points for one in scored if one.number in found.chosen), default=7)
    assert all(one.points < last or one.number in found.chosen for one in scored)
    left_out = {f"N{n:02}" for n in changed} & set(found.chosen)
    settled = settle(found, left_out)
    assert settled.placed.keys() == found.placed.keys()
    assert len(settled.chosen) == min(seats, len(scored) - len(left_out))
