"""The fairest lottery: against every panel there is, at known answers, in larger pools, and stopped in the middle."""

from itertools import count

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from panels import lottery
from panels.lottery.leximin import leximin
from panels.lottery.lotteries import solve_watched, weights_of
from panels.lottery.space import space_of
from panels.lottery.watch import Watch
from tests.depth import examples
from tests.panels.lottery.pools import all_panels, people, read, skewed, slow_leximin, solved, table

LIMITS = {("gender", "F"): (1, 2), ("gender", "M"): (1, 2), ("age", "young"): (1, 3), ("age", "old"): (1, 3)}
ODD = "id,a,b,c\nk1,x,o,x\nk2,x,x,o\nk3,o,x,x\n"
"""Any two of three share a value: half of each is a relaxed panel, and whole panels hold one at most."""


def chances(pool, rules):
    found, _ = solved(pool, rules)
    assert found.exact
    return found.by_person(found.chances), found


def test_without_quotas_in_the_way_everybody_has_the_same_chance():
    pool, rules = read(people({"F,young": 2, "M,old": 3}), table(dict.fromkeys(LIMITS, (0, 2))), 2)
    found, file = solved(pool, rules)
    assert found.bound == pytest.approx(0.4)
    assert list(found.by_person(found.chances).values()) == pytest.approx([0.4] * 5)
    assert (file.size, found.method) == (1000, "leximin of the relaxation, peeled")
    assert set(file.counts.values()) == {400}


def test_the_last_of_her_kind_is_certain():
    pool, rules = read(people({"F,young": 1, "M,young": 3, "M,old": 2}), table(LIMITS), 3)
    by_person, found = chances(pool, rules)
    assert list(by_person.values()) == pytest.approx([1, 1 / 3, 1 / 3, 1 / 3, 1 / 2, 1 / 2])
    assert (found.achieved, found.bound) == pytest.approx((1 / 3, 1 / 3))


def test_whole_panels_where_the_relaxation_promises_too_much():
    quotas = {(f, v): (0, 1 if v == "x" else 2) for f in "abc" for v in "xo"}
    pool, rules = read(ODD + "k4,o,o,o\n", table(quotas), 2)
    by_person, found = chances(pool, rules)
    assert by_person == pytest.approx({"k1": 1 / 3, "k2": 1 / 3, "k3": 1 / 3, "k4": 1})
    assert found.bound == pytest.approx(1 / 3)
    assert "cuts" in found.method


def test_who_is_in_no_whole_panel_is_proved_to_be_shut_out():
    quotas = {(f, v): (1, 1) if v == "x" else (0, 2) for f in "abc" for v in "xo"}
    pool, rules = read(ODD + "k4,o,x,o\nk5,o,o,o\n", table(quotas), 2)
    by_person, found = chances(pool, rules)
    assert by_person == pytest.approx({"k1": 1, "k2": 0, "k3": 0, "k4": 1, "k5": 0})
    assert found.shut_out.tolist() == [
        found.space.volunteers[k.members[0]].id in ("k2", "k3", "k5") for k in found.space.kinds
    ]
    assert found.bound == pytest.approx(1)


def test_who_is_proved_to_be_shut_out_leaves_more_than_the_check_promised():
    """Two halves of a household are in no panel, which the relaxation does not see."""
    people = "id,gender,age,home\nk1,F,y,h\nk2,F,o,\nk3,M,y,\nk4,M,o,h\n"
    quotas = {("gender", "F"): (0, 1), ("gender", "M"): (0, 1), ("age", "y"): (0, 1), ("age", "o"): (0, 1)}
    pool, rules = read(people, table(quotas), 2, household="home")
    feasible = lottery.check(pool, rules)
    assert (feasible.bound, feasible.shut_out) == (pytest.approx(0.5), ())
    by_person, found = chances(pool, rules)
    assert by_person == pytest.approx({"k1": 0, "k2": 1, "k3": 1, "k4": 0})
    assert found.bound == pytest.approx(1)


def test_no_panel():
    pool, rules = read(people({"F,young": 2}), table(LIMITS), 2)
    with pytest.raises(lottery.NoPanel):
        lottery.solve(pool, rules)


def test_the_relaxation_itself_may_be_empty():
    pool, rules = read(people({"F,young": 2}), table(LIMITS), 2)
    space = space_of(pool, rules)
    with pytest.raises(lottery.NoPanel):
        leximin(space, weights_of(space, rules), [], lottery.Watch())


def test_who_is_certain_gets_no_more_when_others_rise():
    """The one of the first tier is certain early, while seats are still to be dealt among the others."""
    cells = {"F,o,C": 1, "M,o,B": 2, "X,o,B": 1, "Y,o,C": 1, "Y,o,Z": 1}
    ends = {"F": (0, 2), "M": (0, 1), "X": (0, 1), "Y": (0, 5)}
    limits = {("gender", value): both for value, both in ends.items()} | {("age", "o"): (0, 5)}
    words = {"tier_column": "tier", "tier_order": "Z,B,C", "priority": "weights:4,2,1"}
    found, file = solved(*read(people(cells, "id,gender,age,tier"), table(limits), 5, **words))
    chances = dict.fromkeys(found.pool.ids, 1.0) | {"p01": 0.5, "p02": 0.5}
    assert found.by_person(found.chances) == pytest.approx(chances)
    assert file.counts["p05"] == file.size


def test_who_can_rise_further_when_the_heaviest_tier_is_certain_does():
    """At the level at which one person is certain nobody else is settled yet."""
    cells = {"y,B": 2, "x,C": 1, "x,B": 1, "y,A": 1}
    words = {"tier_column": "tier", "tier_order": "A,B,C", "priority": "weights:100,10,1"}
    limits = {("area", "x"): (0, 2), ("area", "y"): (0, 2)}
    by_person, found = chances(*read(people(cells, "id,area,tier"), table(limits), 2, **words))
    assert found.bound == pytest.approx(1 / 100)
    assert list(by_person.values()) == pytest.approx([10 / 31, 10 / 31, 1 / 31, 10 / 31, 1])


def test_who_is_settled_takes_no_seat_that_is_left_for_others():
    """A settled kind is held to its people also while the seats of others are dealt."""
    rows = ["M,y,A", "F,o,B", "F,o,C", "M,o,B", "F,o,C", "F,y,C"]
    text = "\n".join(["id,gender,age,tier", *(f"p{number},{row}" for number, row in enumerate(rows))])
    limits = {("gender", "F"): (0, 2), ("gender", "M"): (1, 4), ("age", "y"): (1, 4), ("age", "o"): (0, 2)}
    pool, rules = read(text, table(limits), 4, tier_column="tier", tier_order="A,B,C")
    assert chances(pool, rules)[0] == pytest.approx(slow_leximin(pool, rules), abs=1e-6)


@st.composite
def requests(draw):
    """Pools of up to eight people with tight quotas, sometimes tiers and households."""
    count = draw(st.integers(4, 8))
    cell = st.tuples(
        st.sampled_from("FM"), st.sampled_from("yo"), st.sampled_from("ABC"), st.sampled_from(["", "h", "i"])
    )
    rows = draw(st.lists(cell, min_size=count, max_size=count))
    size = draw(st.integers(1, min(4, count - 1)))
    ends = st.tuples(st.integers(0, size), st.integers(0, size)).map(sorted)
    quotas = {label: draw(ends) for label in (("gender", "F"), ("gender", "M"), ("age", "y"), ("age", "o"))}
    tiers = {"tier_column": "tier", "tier_order": "A,B,C"}
    heavy = tiers | {"priority": "weights:100,10,1", "household": "home"}
    words = draw(st.sampled_from([{}, {"household": "home"}, tiers, heavy]))
    text = "\n".join(["id,gender,age,tier,home", *(f"p{n},{','.join(row)}" for n, row in enumerate(rows))])
    return read(text, table(quotas), size, **words)


@settings(
    max_examples=examples(20, 300),
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.filter_too_much],
)
@given(requests())
def test_leximin_of_every_panel_there_is(request):
    pool, rules = request
    panels = all_panels(pool, rules)
    feasible = lottery.check(pool, rules)
    assert isinstance(feasible, lottery.Feasible) == bool(panels)
    assume(panels)
    found, file = solved(pool, rules)
    slow = slow_leximin(pool, rules)
    assert found.by_person(found.chances) == pytest.approx(slow, abs=2e-6)
    weight = {v.id: float(rules.tiers.weight_of(v.tier)) if rules.tiers else 1 for v in pool.volunteers}
    lightest = min(weight.values())
    weight = {identity: own / lightest for identity, own in weight.items()}
    possible = [slow[i] / weight[i] for i in slow if any(i in panel for panel in panels)]
    assert found.bound == pytest.approx(min(possible), rel=1e-5)
    promised = [slow[i] / weight[i] for i in slow if i not in feasible.shut_out]
    assert min(promised) <= feasible.bound * (1 + 1e-6)
    assert {members for members, _ in file.panels()} <= set(panels)


@pytest.mark.parametrize(
    ("size", "areas", "seats", "slack", "seed"), [(100, 5, 30, 0.2, 1), (150, 25, 10, 0.1, 6)]
)
def test_pools_of_a_usual_size(size, areas, seats, slack, seed):
    found, file = solved(*skewed(size, areas, seats, slack, seed))
    assert found.exact
    assert found.achieved == pytest.approx(found.bound, rel=2e-6)
    assert file.achieved >= 0.99 * found.bound
    assert lottery.gini(file.chances.values()) == pytest.approx(
        lottery.gini(found.by_person(found.ideal).values()), abs=0.005
    )


def test_even_pools_give_everybody_the_same_chance_at_once():
    cells = {f"{gender},{age}": 50 for gender in "FM" for age in ("young", "old")}
    pool, rules = read(people(cells), table({**dict.fromkeys(LIMITS, (10, 10))}), 20)
    found, file = solved(pool, rules)
    assert (found.bound, set(file.counts.values()), file.size) == (pytest.approx(0.1), {1000}, 10_000)


@pytest.mark.parametrize(
    ("priority", "seats"),
    [("strict", (8, 2, 0)), ("shares:5,3-,-2", (5, 3, 2)), ("weights:1,1,1", None), ("none", None)],
)
def test_tiers(priority, seats):
    cells = {f"{gender},{age},{tier}": 3 for gender in "FM" for age in ("young", "old") for tier in "ABC"}
    quotas = {
        ("gender", "F"): (5, 7),
        ("gender", "M"): (3, 5),
        ("age", "young"): (4, 6),
        ("age", "old"): (4, 6),
    }
    text = people(cells, "id,gender,age,tier").replace("F,young,A", "F,young,B")
    words = {"tier_column": "tier", "tier_order": "A,B,C", "priority": priority}
    pool, rules = read(text, table(quotas), 10, **words)
    found, file = solved(pool, rules)
    sums = [sum(file.chances[v.id] for v in pool.volunteers if v.tier == tier) for tier in "ABC"]
    assert sums == pytest.approx(seats, abs=1e-9) if seats else max(file.chances.values()) < 0.3


def test_weights_count_from_the_lightest_tier_that_there_is():
    cells = {"F,old,A": 2, "F,old,B": 4}
    text, quotas = (
        people(cells, "id,gender,age,tier"),
        table({("gender", "F"): (0, 9), ("age", "old"): (0, 9)}),
    )
    words = {"tier_column": "tier", "tier_order": "A,B,C", "priority": "weights:4,2,1"}
    by_person, found = chances(*read(text, quotas, 2, **words))
    assert list(by_person.values()) == pytest.approx([0.5, 0.5, 0.25, 0.25, 0.25, 0.25])
    assert found.bound == pytest.approx(0.25)


def test_stopped_by_its_limit_it_gives_the_best_so_far_and_the_proved_bound():
    pool, rules = skewed(60, 5, 10, 0.1, 1)
    best = lottery.solve(pool, rules)
    assert best.method == "leximin of the relaxation, column generation"
    outcomes = set()
    for limit in (1, 20, 60, 150, 300, 500, 800, 5000):
        try:
            found = solve_watched(pool, rules, Watch(limit, clock=count().__next__))
        except lottery.OutOfTime:
            outcomes.add("nothing yet")
            continue
        lottery.examine(lottery.tickets(found, 1000))
        assert found.achieved <= best.achieved + 1e-6
        assert found.bound == pytest.approx(best.bound)
        assert found.exact == (found.achieved > best.achieved * (1 - 1e-5))
        outcomes.add(found.method.rpartition(", ")[2])
    assert outcomes == {"nothing yet", "stopped short of the bound", "column generation"}


def test_progress_and_cancelling():
    steps = []
    lottery.solve(
        *skewed(60, 5, 10, 0.1, 1), progress=lambda step, share: steps.append((step, round(share, 3)))
    )
    assert list(dict.fromkeys(step for step, _ in steps)) == ["bound", "panels", "columns"]
    assert all(0 <= share <= 1 for _, share in steps)
    panels = [share for step, share in steps if step == "panels"]
    assert panels == sorted(panels)
    with pytest.raises(lottery.Cancelled):
        lottery.solve(*skewed(60, 5, 10, 0.1, 1), cancel=count(-40).__next__)


def test_a_pool_in_which_peeling_meets_the_end_of_precision():
    found = lottery.solve(*skewed(500, 5))
    assert found.weights.sum() == pytest.approx(1)
    assert np.all(found.panels.sum(axis=1) == 30)
