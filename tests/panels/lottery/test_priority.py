from fractions import Fraction

import pytest

from panels.lottery.priority import (
    SEATS,
    WEIGHTS,
    Shares,
    Strict,
    Tiers,
    Unweighted,
    Weights,
    default_weights,
    read_priority,
)


@pytest.mark.parametrize(
    ("text", "priority"),
    [
        ("", Weights((Fraction(4), Fraction(2), Fraction(1)))),
        ("weights:9, 3,0.5", Weights((Fraction(9), Fraction(3), Fraction(1, 2)))),
        ("shares:18,9,3", Shares(((18, 18), (9, 9), (3, 3)))),
        ("shares:18-,-,-3", Shares(((18, None), (None, None), (None, 3)))),
        ("shares:15-18,10,2-5", Shares(((15, 18), (10, 10), (2, 5)))),
        ("strict", Strict()),
        ("none", Unweighted()),
    ],
)
def test_what_can_be_written(text, priority):
    assert read_priority(text, 3, 30) == priority
    assert read_priority(str(priority), 3, 30) == priority


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("first", "'first'은(는) weights:…, shares:…, strict, none 가운데 하나가 아닙니다."),
        ("weights:4,2", "순위마다 하나씩 쉼표로 이어 3개를 적어 주세요. 지금은 2개입니다."),
        ("weights:", "순위마다 하나씩 쉼표로 이어 3개를 적어 주세요. 지금은 0개입니다."),
        ("weights:4,x,0", f"{WEIGHTS} 맞지 않는 것: x, 0"),
        ("weights:1000000,999999,0.0000001", f"{WEIGHTS} 맞지 않는 것: 1000000, 0.0000001"),
        ("shares:18,x,3", f"{SEATS} 맞지 않는 것: x"),
        ("shares:18,,3", f"{SEATS} 맞지 않는 것: 빈칸"),
        ("shares:9-8,-,-", "한 순위의 최소 자리가 최대 자리보다 큽니다."),
        ("shares:18,9,4", "순위별 최소 자리를 더하면 정원 30명을 넘습니다."),
        ("shares:18,9,2", "순위별 최대 자리를 더해도 정원 30명이 되지 않습니다."),
    ],
)
def test_what_cannot(text, reason):
    with pytest.raises(ValueError) as refusal:
        read_priority(text, 3, 30)
    assert str(refusal.value) == reason


def test_each_tier_weighs_twice_the_next():
    assert str(default_weights(4)) == "weights:8,4,2,1"


def test_only_weights_weigh():
    tiers = Tiers("tier", ("A", "B"), Weights((Fraction(3), Fraction(1))))
    assert [tiers.weight_of("A"), tiers.weight_of("B")] == [3, 1]
    assert Tiers("tier", ("A", "B"), Strict()).weight_of("A") == 1
