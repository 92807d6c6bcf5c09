"""Tickets: everybody's within one of everybody else's of the kind, spread over all numbers."""

import hashlib
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from panels import lottery
from panels.lottery.households import seat_households
from panels.lottery.kinds import Shape
from panels.lottery.rounding import fewest_tickets, share_out
from panels.lottery.ticketing import scrambled
from tests.depth import examples
from tests.panels.lottery.pools import people, read, skewed, solved, table

LIMITS = {("gender", "F"): (1, 2), ("gender", "M"): (1, 2), ("age", "young"): (0, 3), ("age", "old"): (0, 3)}


def test_every_ticket_has_one_panel_and_chances_are_tickets():
    pool, rules = read(people({"F,young": 2, "M,young": 3, "M,old": 2}), table(LIMITS), 3)
    found, file = solved(pool, rules)
    lines = [line.split(",") for line in file.text.splitlines()[1:]]
    tickets = [number for first, last, _ in lines for number in range(int(first), int(last) + 1)]
    assert tickets == list(range(1000))
    counts = Counter()
    for first, last, members in lines:
        assert members.split() == sorted(set(members.split()))
        for identity in members.split():
            counts[identity] += int(last) - int(first) + 1
    assert counts == file.counts
    assert file.chances == {identity: count / 1000 for identity, count in counts.items()}
    assert sum(count for _, count in file.panels()) == 1000
    assert file.text.startswith("first,last,members\n0,")
    assert file.text.endswith("\n")
    assert file.sha256 == hashlib.sha256(file.text.encode()).hexdigest()
    assert file.achieved == pytest.approx(found.achieved, abs=0.001)


def test_everybodys_tickets_begin_with_every_digit():
    _, file = solved(*skewed(100))
    digits = np.zeros((len(file.ids), 10), dtype=int)
    for ticket, members in enumerate(file.members):
        digits[members, ticket // (file.size // 10)] += 1
    shares = digits / digits.sum(axis=1, keepdims=True)
    assert 0.08 < shares.min() < shares.max() < 0.12


@pytest.mark.parametrize("size", [1000, 10_000])
def test_scrambling_is_a_permutation_that_follows_from_its_key(size):
    numbers = scrambled(size, "key")
    assert sorted(numbers.tolist()) == list(range(size))
    assert numbers.tolist() == scrambled(size, "key").tolist() != scrambled(size, "other").tolist()
    digits = sorted(range(10), key=lambda digit: hashlib.sha256(f"key::{digit}".encode()).digest())
    assert (numbers // (size // 10))[:: size // 10].tolist() == digits


@pytest.mark.parametrize(
    ("people_of_a_kind", "tickets"), [(10, 1000), (15, 1000), (75, 10_000), (900, 100_000)]
)
def test_how_many_tickets_there_are(people_of_a_kind, tickets):
    pool, rules = read(
        people({"F,old": people_of_a_kind}), table({("gender", "F"): (0, 9), ("age", "old"): (0, 9)}), 3
    )
    found = lottery.solve(pool, rules)
    counts = share_out(found)
    assert counts.sum() == tickets
    assert fewest_tickets(found, counts).min() >= 0.99 * tickets * found.bound
    assert share_out(found, 10_000).sum() == 10_000


def test_more_tickets_where_the_usual_number_would_take_too_much():
    """76.9 of 1,000 tickets are 76."""
    quotas = table({("gender", "F"): (1, 1), ("gender", "M"): (2, 2), ("age", "old"): (0, 9)})
    _, file = solved(*read(people({"F,old": 13, "M,old": 2}), quotas, 3))
    assert file.size == 10_000
    assert file.achieved == 0.0769


def seats_of(shape, panels, rank):
    dealt = np.arange(len(panels))
    return seat_households(shape, np.array(panels), dealt, rank)


def test_turns_in_households_can_need_an_exchange():
    """Both kinds want the only household that neither has had: one of them must have waited."""
    shape = Shape((0, 1), (((0,), (1,)), ((2,), (3,))))
    tickets, members = seats_of(shape, [[1, 0], [1, 1], [1, 1], [0, 1], [1, 1], [1, 0]], np.arange(4))
    counts = Counter(members.tolist())
    assert abs(counts[0] - counts[2]) <= 1
    assert abs(counts[1] - counts[3]) <= 1
    homes = list(zip(tickets.tolist(), (members // 2).tolist(), strict=True))
    assert len(set(homes)) == len(homes)


@settings(max_examples=examples(25, 400), deadline=None, derandomize=True)
@given(st.integers(1, 5), st.integers(1, 3), st.integers(1, 2), st.data())
def test_households_share_their_turns_evenly(households, kinds, twins, data):
    """``twins`` are members of a household who are of one kind."""
    place = iter(range(1000))
    homes = tuple(
        tuple(tuple(next(place) for _ in range(twins)) for _ in range(kinds)) for _ in range(households)
    )
    shape = Shape(tuple(range(kinds)), homes)
    counts = st.lists(st.integers(0, households), min_size=kinds, max_size=kinds)
    panels = data.draw(st.lists(counts.filter(lambda own: sum(own) <= households), min_size=1, max_size=30))
    rank = np.array(data.draw(st.permutations(range(households * kinds * twins))))
    tickets, members = seats_of(shape, panels, rank)
    home = {one: n for n, parts in enumerate(homes) for part in parts for one in part}
    pairs = [(ticket, home[one]) for ticket, one in zip(tickets.tolist(), members.tolist(), strict=True)]
    assert len(set(pairs)) == len(pairs)
    used = Counter(members.tolist())
    for kind in range(kinds):
        own = [used[one] for parts in homes for one in parts[kind]]
        assert max(own) - min(own) <= 1
        assert sum(own) == sum(panel[kind] for panel in panels)


def test_a_lottery_with_households():
    found, file = solved(*skewed(100, homes=0.6, household="home"))
    assert found.space.shapes
    assert file.achieved >= 0.99 * found.bound


def test_households_that_often_sit_together_take_turns_too():
    """Two households of one shape in the same ticket keep their seats while the other tickets are shared out."""
    cells = [
        "F,mid,h1",
        "M,young,h0",
        "M,young,h5",
        "F,old,h5",
        "M,mid,",
        "M,mid,h2",
        "F,young,h2",
        "M,old,h3",
    ]
    cells += ["F,mid,", "F,old,h0", "F,old,h1", "M,mid,h2"]
    limits = {
        ("gender", "F"): (1, 2),
        ("gender", "M"): (1, 5),
        ("age", "young"): (1, 5),
        ("age", "old"): (1, 1),
    }
    text = "\n".join(["id,gender,age,home", *(f"p{number:02},{cell}" for number, cell in enumerate(cells))])
    pool, rules = read(text, table(limits | {("age", "mid"): (0, 4)}), 5, household="home")
    file = solved(pool, rules)[1]
    homes = {one.id: one.household for one in pool.volunteers if one.household}
    for members, _ in file.panels():
        together = [homes[one] for one in members if one in homes]
        assert len(together) == len(set(together))
    # young men of h0 and h5, each with an old woman at home, are of one kind
    assert abs(file.counts["p01"] - file.counts["p02"]) <= 1
    assert abs(file.counts["p03"] - file.counts["p09"]) <= 1
