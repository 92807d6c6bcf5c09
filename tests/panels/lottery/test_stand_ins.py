from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from panels import lottery
from panels.lottery.watch import Watch
from tests.depth import examples
from tests.panels.lottery.pools import keeps, people, read, table

LIMITS = {("gender", "F"): (1, 2), ("gender", "M"): (1, 2), ("age", "young"): (1, 2), ("age", "old"): (1, 2)}


def can_replace(pool, rules, panel, member, other) -> bool:
    return keeps([v for v in pool.volunteers if v.id in {*panel, other} - {member}], rules)


def covered(pool, rules, panel, others) -> set[str]:
    return {m for m in panel if any(can_replace(pool, rules, panel, m, other) for other in others)}


@settings(max_examples=examples(10, 150), deadline=None, derandomize=True)
@given(
    st.lists(
        st.tuples(st.sampled_from("FM"), st.sampled_from(["young", "old"]), st.sampled_from(["", "h"])),
        min_size=5,
        max_size=8,
    ),
    st.integers(1, 3),
)
def test_no_other_list_of_the_same_length_covers_more(rows, length):
    cells = [("F", "young", "h"), ("M", "old", ""), ("F", "old", ""), *rows]
    text = "\n".join(["id,gender,age,home", *(f"p{n:02},{','.join(row)}" for n, row in enumerate(cells))])
    pool, rules = read(text, table(LIMITS), 3, household="home")
    panel = ("p00", "p01", "p02")
    found = lottery.alternates(pool, rules, panel, "seed", Watch(), length)
    outside = [identity for identity in pool.ids if identity not in panel]
    assert len(set(found.ids)) == len(found.ids) == min(length, len(outside))
    assert set(found.ids) <= set(outside)
    assert set(found.uncovered) == set(panel) - covered(pool, rules, panel, found.ids)
    best = max(len(covered(pool, rules, panel, others)) for others in combinations(outside, len(found.ids)))
    assert len(covered(pool, rules, panel, found.ids)) == best


def test_among_equals_the_seed_decides():
    pool, rules = read(people({"F,young": 1, "M,old": 2, "F,old": 9}), table(LIMITS), 3)
    panel = ("p00", "p01", "p03")
    lists = {lottery.alternates(pool, rules, panel, seed, Watch(), 2).ids for seed in ("1", "2", "3", "4")}
    assert len(lists) > 1
    assert lottery.alternates(pool, rules, panel, "1", Watch()).ids[10:] == ()


def test_nobody_is_left():
    pool, rules = read(people({"F,young": 1, "M,old": 2}), table(LIMITS), 3)
    found = lottery.alternates(pool, rules, pool.ids, "seed", Watch())
    assert found == lottery.Alternates((), pool.ids)
