"""Quotas that nobody can keep: against all ways there are, counted one by one."""

from itertools import combinations, combinations_with_replacement, product

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from panels import lottery
from panels.lottery import sentences
from panels.lottery.relaxation import ends_of
from panels.lottery.space import space_of
from tests.depth import examples
from tests.panels.lottery.pools import all_panels, as_set, keeps, people, read, skewed, slow_ways, table

WIDE = {("gender", "F"): (0, 9), ("gender", "M"): (0, 9), ("age", "young"): (0, 9), ("age", "old"): (0, 9)}


def found(cells, limits, size, **words):
    answer = lottery.check(*read(people(cells), table(WIDE | limits), size, **words))
    assert isinstance(answer, lottery.Infeasible)
    return answer


def told(answer):
    return [sentences.way(way) for way in answer.relaxation.ways]


def test_more_wanted_than_there_are():
    answer = found({"F,old": 2, "M,young": 5}, {("age", "old"): (4, 9)}, 4)
    assert told(answer) == ["old 최소 4명 → 2명"]
    assert answer.conflict == (lottery.Limit("age", "old", "min", 4),)
    assert answer.recruit == (lottery.Recruits(2, (("age", "old"),)),)
    assert (
        sentences.conflict(answer.conflict)
        == "지금 신청자로는 다음 할당을 함께 지킬 수 없습니다: old 최소 4명."
    )
    assert sentences.recruits(answer.recruit) == "다음과 같이 더 모집하면 구성할 수 있습니다: old 2명."


def test_minimums_that_sum_past_the_size():
    answer = found({"F,old": 5, "M,young": 5}, {("gender", "F"): (3, 9), ("gender", "M"): (3, 9)}, 4)
    assert sorted(told(answer)) == [
        "F 최소 3명 → 1명",
        "F 최소 3명 → 2명, M 최소 3명 → 2명",
        "M 최소 3명 → 1명",
    ]
    assert [limit.value for limit in answer.conflict] == ["F", "M"]
    assert answer.recruit is None
    assert sentences.recruits(None) == "할당이 서로 맞지 않아 더 모집해도 구성할 수 없습니다."


def test_maximums_that_do_not_reach_the_size():
    answer = found({"F,old": 5, "M,young": 5}, {("gender", "F"): (0, 1), ("gender", "M"): (0, 2)}, 4)
    assert sorted(told(answer)) == ["F 최대 1명 → 2명", "M 최대 2명 → 3명"]


def test_a_conflict_of_quotas_that_fix_a_number():
    """Whoever drops a least number keeps the greatest one all the same: no single quota is a conflict here."""
    rows = ["zzy", "yxy", "xyx", "yxx", "yzx", "xxx"]
    text = "\n".join(["id,a,b,c", *(f"p{number},{','.join(row)}" for number, row in enumerate(rows))])
    limits = {("a", "x"): (1, 2), ("a", "y"): (0, 1), ("a", "z"): (1, 2), ("b", "x"): (0, 2)}
    limits |= {("b", "y"): (1, 2), ("b", "z"): (2, 2), ("c", "x"): (0, 1), ("c", "y"): (2, 2)}
    pool, rules = read(text, table(limits), 2)
    answer = lottery.check(pool, rules)
    assert len(answer.conflict) == slow_conflict(pool, rules) == 2
    assert not possible(pool, rules, answer.conflict)


def test_fewer_volunteers_than_seats():
    answer = found({"F,old": 2}, {("gender", "M"): (1, 9)}, 4)
    assert (answer.relaxation, answer.conflict) == (None, ())
    assert sum(kind.count for kind in answer.recruit) == 2
    assert ("gender", "M") in answer.recruit[0].values
    assert sentences.conflict(()) == "할당을 모두 풀어도 정원을 채울 수 없습니다."


def test_nobody_at_all():
    answer = found({}, {}, 2)
    assert answer.recruit == (lottery.Recruits(2, ()),)
    assert sentences.recruits(answer.recruit) == "다음과 같이 더 모집하면 구성할 수 있습니다: 누구든지 2명."


def test_all_of_one_age():
    answer = found({"F,old": 4, "M,old": 4}, {("age", "young"): (1, 3), ("age", "old"): (1, 3)}, 4)
    assert told(answer) == ["old 최대 3명 → 4명, young 최소 1명 → 0명"]
    assert sum(kind.count for kind in answer.recruit) == 1


@pytest.mark.parametrize(
    ("order", "first"),
    [("", "young 최대 1명 → 2명"), ("gender", "F 최소 2명 → 1명"), ("age,gender", "young 최대 1명 → 2명")],
)
def test_the_declared_order(order, first):
    limits = {("gender", "F"): (2, 9), ("age", "young"): (0, 1)}
    answer = found({"F,young": 5, "M,old": 5}, limits, 4, relaxed_first=order)
    assert told(answer)[0] == sentences.way(answer.relaxation.in_order) == first
    assert sorted(told(answer)) == ["F 최소 2명 → 1명", "young 최대 1명 → 2명"]
    assert answer.relaxation.complete


def test_more_ways_than_are_told():
    cells = {f"{gender},{age}": 4 for gender in "FM" for age in ("young", "old")}
    limits = dict.fromkeys(WIDE, (8, 9))
    answer = found(cells, limits, 8)
    assert (answer.relaxation.least, len(answer.relaxation.ways), answer.relaxation.complete) == (
        16,
        20,
        False,
    )
    assert len(set(map(as_set, answer.relaxation.ways))) == 20


def test_seats_of_tiers_give_way_first():
    text = people({"F,old,A": 1, "M,old,B": 5}, "id,gender,age,tier")
    words = {"tier_column": "tier", "tier_order": "A,B", "priority": "shares:2,1"}
    answer = lottery.check(*read(text, table(WIDE | {("gender", "M"): (0, 2)}), 3, **words))
    assert sentences.way(answer.relaxation.in_order) == "A 최소 2명 → 1명, B 최대 1명 → 2명"


def test_households_that_cannot_be_parted():
    text = "id,gender,age,home\na,F,old,h\nb,F,old,h\nc,F,old,h\n"
    answer = lottery.check(*read(text, table(WIDE), 2, household="home"))
    assert (answer.relaxation, answer.conflict, answer.recruit) == (None, (), (lottery.Recruits(1, ()),))


@st.composite
def requests(draw):
    cell = st.tuples(st.sampled_from("FM"), st.sampled_from("yo"))
    rows = draw(st.lists(cell, min_size=3, max_size=6))
    size = draw(st.integers(1, 3))
    ends = st.tuples(st.integers(0, size), st.integers(0, size)).map(sorted)
    quotas = {label: draw(ends) for label in (("gender", "F"), ("gender", "M"), ("age", "y"), ("age", "o"))}
    text = "\n".join(["id,gender,age", *(f"p{n},{','.join(row)}" for n, row in enumerate(rows))])
    return read(text, table(quotas), size)


@settings(
    max_examples=examples(20, 300),
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.filter_too_much],
)
@given(requests())
def test_all_ways_a_smallest_conflict_and_the_fewest_recruits(request):
    pool, rules = request
    assume(not all_panels(pool, rules))
    answer = lottery.check(pool, rules)
    total, ways = slow_ways(pool, rules)
    assert (answer.relaxation.least, answer.relaxation.complete) == (total, len(ways) <= 20)
    assert set(map(as_set, answer.relaxation.ways)) <= ways
    assert len(answer.relaxation.ways) == min(len(ways), 20)
    assert len(answer.conflict) == slow_conflict(pool, rules)
    assert not possible(pool, rules, answer.conflict)
    fewest = slow_recruits(pool, rules)
    assert (answer.recruit and sum(kind.count for kind in answer.recruit)) == fewest
    if fewest:
        assert every_case_has_a_panel(pool, rules, answer.recruit)


def possible(pool, rules, limits) -> bool:
    """Whether some panel keeps these limits, whatever else it breaks."""
    for panel in combinations(pool.volunteers, rules.size):
        counts = dict.fromkeys(rules.limits(), 0)
        for one in panel:
            for label in zip(rules.features, one.values, strict=True):
                counts[label] += 1
        kept = (counts[x.feature, x.value] * (1 if x.side == "min" else -1) for x in limits)
        if all(
            count >= x.number * (1 if x.side == "min" else -1) for count, x in zip(kept, limits, strict=True)
        ):
            return True
    return False


def slow_conflict(pool, rules) -> int:
    limits = [end.limit for end in ends_of(space_of(pool, rules), rules.size)]
    sizes = (
        n
        for n in range(1, len(limits) + 1)
        for own in combinations(limits, n)
        if not possible(pool, rules, own)
    )
    return next(sizes)


def has_panel(pool, rules, more) -> bool:
    everybody = [*pool.volunteers, *(lottery.Volunteer(f"new{n}", values) for n, values in enumerate(more))]
    return any(keeps(panel, rules) for panel in combinations(everybody, rules.size))


def slow_recruits(pool, rules) -> int | None:
    kinds = list(
        product(*([q.value for q in rules.quotas if q.feature == feature] for feature in rules.features))
    )
    for count in range(1, rules.size + 1):
        if any(has_panel(pool, rules, more) for more in combinations_with_replacement(kinds, count)):
            return count
    return None


def every_case_has_a_panel(pool, rules, recruits) -> bool:
    lists = []
    for kind in recruits:
        values = dict(kind.values)
        open_or_not = [
            [values[feature]]
            if feature in values
            else [q.value for q in rules.quotas if q.feature == feature]
            for feature in rules.features
        ]
        lists += [list(product(*open_or_not))] * kind.count
    return all(has_panel(pool, rules, more) for more in product(*lists))


def test_a_large_pool_is_answered_at_once():
    pool, rules = skewed(200, 25, 30, 0.0, 20)
    answer = lottery.check(pool, rules)
    if isinstance(answer, lottery.Infeasible):
        assert answer.conflict
