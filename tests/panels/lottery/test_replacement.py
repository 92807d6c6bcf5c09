"""Members leave: who stays, stays; quotas are kept or the least breach is told."""

import pytest

from panels import lottery
from panels.lottery import sentences
from panels.lottery.replacement import remaining
from tests.panels.lottery.packages import LIMITS, package, packed, refilled
from tests.panels.lottery.pools import people, read, table


def test_those_who_stay_are_in_every_panel_and_the_gone_in_none():
    given = package()
    gone, *stay = given.result.draw.panel
    found = lottery.refill(given, [gone])
    file = lottery.examine(lottery.tickets(found))
    for members, _ in file.panels():
        assert set(stay) < set(members)
        assert gone not in members
        assert len(members) == 3
    assert [file.chances[identity] for identity in stay] == [1, 1]
    assert found.by_person(found.chances)[stay[0]] == 1
    assert found.rules.refill == lottery.Refill(given.commitment.hex, 1, tuple(stay), (gone,))


def test_nobody_of_the_household_of_one_who_stays():
    given = package()
    homes = {v.id: v.household for v in given.pool.volunteers}
    at_home = next(i for i in given.pool.ids if homes[i])
    mate = next(i for i in given.pool.ids if homes[i] == homes[at_home] and i != at_home)
    drawn = lottery.Draw("0" * 64, 0, (at_home, "p05", "p07"))
    seated = lottery.Package(given.pool, given.rules, given.commitment, lottery.Result("0,0,0", drawn))
    assert mate not in remaining(seated, ("p05",))[0].ids
    assert mate in remaining(seated, (at_home,))[0].ids
    assert remaining(seated, ("p05",), willing=["p06", mate])[0].ids == (at_home, "p06", "p07")


def test_a_second_replacement_continues_the_first():
    given = package()
    first = refilled(given, given.result.draw.panel[0])
    second = refilled(first, first.result.draw.panel[-1])
    assert (second.turn, second.origin, second.result.i) == (2, given.commitment.hex, 2)
    assert second.rules.refill.gone == tuple(
        sorted([given.result.draw.panel[0], first.result.draw.panel[-1]])
    )
    assert second.result.draw.seed == first.result.draw.seed == given.result.draw.seed


def test_the_least_breach_when_no_refill_keeps_the_quotas():
    pool, rules = read(people({"F,young": 1, "M,young": 2, "M,old": 1}), table(LIMITS), 3)
    given = packed(pool, rules, "0,0,0")
    found = lottery.refill(given, ["p00"])
    assert isinstance(found, lottery.LeastBreach)
    assert sentences.way(found.relaxation.in_order) == "F 최소 1명 → 0명, M 최대 2명 → 3명"
    assert found.lottery.rules.refill.breach == found.relaxation.in_order
    file = lottery.examine(lottery.tickets(found.lottery))
    assert [members for members, _ in file.panels()] == [("p01", "p02", "p03")]


def test_a_strict_order_counts_who_stays():
    """One of the first tier stays and one leaves; nobody else is in it."""
    words = {"tier_column": "tier", "tier_order": "A,B", "priority": "strict"}
    limits = {("gender", "F"): (0, 3), ("gender", "M"): (0, 3)}
    pool, rules = read(people({"F,A": 2, "M,B": 2}, "id,gender,tier"), table(limits), 3, **words)
    found = lottery.refill(packed(pool, rules, "0,0,0"), ["p00"])
    file = lottery.examine(lottery.tickets(found))
    assert [members for members, _ in file.panels()] == [("p01", "p02", "p03")]


def test_what_stands_against_a_replacement_is_known_before():
    pool, rules = read(people({"F,young": 1, "M,young": 2, "M,old": 1}), table(LIMITS), 3)
    given = packed(pool, rules, "0,0,0")
    found = lottery.foresee(given, ["p00"])
    assert found.relaxation == lottery.refill(given, ["p00"]).relaxation
    assert lottery.foresee(package(), package().result.draw.panel[:1]) is None
    with pytest.raises(lottery.Refused):
        lottery.foresee(package(None), ["p00"])


def test_too_few_who_are_willing():
    given = package()
    found = lottery.refill(given, given.result.draw.panel[:2], willing=[])
    assert isinstance(found, lottery.Infeasible)
    assert (found.relaxation, sum(kind.count for kind in found.recruit)) == (None, 2)


@pytest.mark.parametrize(
    ("given", "withdrawn", "reason"),
    [
        (package(None), ["p00"], "result.json: 아직 추첨하지 않았습니다. 추첨 값을 알려 주어야 합니다."),
        (
            package(),
            ["q9"],
            "--withdrawn: 'q9'은(는) 명단에 없습니다.\n--withdrawn: 추진단에서 빠지는 사람이 없습니다.",
        ),
    ],
)
def test_what_is_no_replacement(given, withdrawn, reason):
    with pytest.raises(lottery.Refused) as refusal:
        lottery.refill(given, withdrawn)
    assert str(refusal.value) == reason
