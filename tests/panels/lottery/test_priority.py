from fractions import Fraction

import pytest

from panels.lottery.priority import Shares, Strict, Tiers, Unweighted, Weights, default_weights, read_priority


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
        ("weights:4,2", "우선순위 단계는 3개인데 'weights:4,2'에는 2개가 있습니다."),
        ("weights:4,2,0", "가중치 '4,2,0'에 0보다 크지 않거나 수가 아닌 것이 있습니다."),
        ("weights:4,x,1", "가중치 '4,x,1'에 0보다 크지 않거나 수가 아닌 것이 있습니다."),
        ("shares:18,x,3", "좌석 'x'을(를) 읽을 수 없습니다. 18, 18-, -3, 15-18, - 처럼 적습니다."),
        ("shares:18,,3", "좌석 ''을(를) 읽을 수 없습니다. 18, 18-, -3, 15-18, - 처럼 적습니다."),
        ("shares:9-8,-,-", "좌석의 최소가 최대보다 큽니다."),
        ("shares:18,9,4", "단계별 최소 좌석을 더하면 정원 30명을 넘습니다."),
        ("shares:18,9,2", "단계별 최대 좌석을 더해도 정원 30명이 되지 않습니다."),
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
