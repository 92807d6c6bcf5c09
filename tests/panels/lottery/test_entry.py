"""Input that is read, and input that is refused with every reason at once."""

import pytest

from panels import lottery
from panels.lottery.priority import Unweighted
from tests.panels.lottery.pools import read

POOL = "id,gender,age\nb,M,old\na,F,young\n"
QUOTAS = "feature,value,min,max\ngender,M,0,2\ngender,F,0,2\nage,young,0,2\nage,old,0,2\n"


def faults(pool=POOL, quotas=QUOTAS, size=1, **words):
    with pytest.raises(lottery.Refused) as refusal:
        read(pool, quotas, size, **words)
    return [str(fault) for fault in refusal.value.faults]


def test_a_pool_stands_in_order_whatever_the_order_of_its_rows():
    pool, rules = read(POOL, QUOTAS, 1)
    assert pool.volunteers == (lottery.Volunteer("a", ("F", "young")), lottery.Volunteer("b", ("M", "old")))
    assert rules.features == rules.columns == ("gender", "age")
    assert [quota.value for quota in rules.quotas] == ["F", "M", "old", "young"]


def test_columns_that_nobody_asks_for_are_not_looked_at():
    pool, _ = read("note,id,age,gender\nhello,a,young,F\n", QUOTAS, 1)
    assert pool.volunteers == (lottery.Volunteer("a", ("F", "young")),)


def test_who_does_not_meet_a_requirement_is_left_out():
    pool, rules = read("id,gender,age,use\na,F,old,yes\nb,F,old,no\n", QUOTAS, 1, requirements=("use = yes",))
    assert (pool.ids, pool.left_out, rules.requirements) == (("a",), ("b",), (("use", "yes"),))


def test_tiers_and_households():
    text = "id,gender,age,tier,home\na,F,old,A,h1\nb,M,old,B,\n"
    words = {"tier_column": "tier", "tier_order": "A, B", "household": "home"}
    pool, rules = read(text, QUOTAS, 1, **words)
    assert pool.volunteers[0] == lottery.Volunteer("a", ("F", "old"), "A", "h1")
    assert rules.columns == ("gender", "age", "tier", "home")
    assert str(rules.tiers.priority) == "weights:2,1"
    assert read(text, QUOTAS, 1, priority="none", **words)[1].tiers.priority == Unweighted()


def test_the_order_in_which_quotas_give_way():
    assert read(POOL, QUOTAS, 1)[1].giving_way == ("age", "gender")
    assert read(POOL, QUOTAS, 1, relaxed_first="gender")[1].giving_way == ("gender", "age")
    words = {"tier_column": "gender", "tier_order": "F,M", "priority": "shares:1,-"}
    rules = read(POOL, QUOTAS, 1, **words)[1]
    assert rules.giving_way == ("gender", "age")
    assert rules.limits()["gender", "F"] == (1, 1)


def test_bad_rows_are_named_all_at_once():
    pool = "id,gender,age\n,F,old\nb c,F,old\nd,X,new\nd,F,old\n"
    quotas = "feature,value,min,max\ngender,F,3,2\ngender,F,x,1\n,M,0,1\nid,a,0,1\nage,old,0,-1\n"
    assert faults(pool, quotas) == [
        "quotas.csv 2행: 최소 3이(가) 최대 2보다 큽니다.",
        "quotas.csv 3행: gender 'F'의 할당이 2행에 이미 있습니다.",
        "quotas.csv 3행: 'x'은(는) 0 이상의 정수가 아닙니다.",
        "quotas.csv 4행: feature와 value를 모두 적어야 합니다.",
        "quotas.csv 5행: 'id'에는 할당을 둘 수 없습니다.",
        "quotas.csv 6행: '-1'은(는) 0 이상의 정수가 아닙니다.",
        "pool.csv 2행: id가 비어 있습니다.",
        "pool.csv 3행: id 'b c'에 빈칸, 쉼표, 따옴표나 제어 문자가 있습니다.",
        "pool.csv 5행: id 'd'이(가) 4행에 이미 있습니다.",
    ]


def test_values_without_a_quota_and_unknown_tiers():
    pool = "id,gender,age,tier\na,X,old,A\nb,F,,Z\n"
    words = {"tier_column": "tier", "tier_order": "A,B"}
    assert faults(pool, **words) == [
        "pool.csv 2행: gender 'X'에는 할당이 없습니다.",
        "pool.csv 3행: age ''에는 할당이 없습니다.",
        "pool.csv 3행: tier 'Z'은(는) 우선순위 단계가 아닙니다.",
    ]


def test_tables_without_the_columns_that_they_need():
    assert faults("id,gender\na,F\n", household="home") == [
        "pool.csv 1행: 'age' 열이 없습니다.",
        "pool.csv 1행: 'home' 열이 없습니다.",
    ]
    assert faults(quotas="feature,value\n") == [
        "quotas.csv 1행: 'min' 열이 없습니다.",
        "quotas.csv 1행: 'max' 열이 없습니다.",
    ]
    assert faults(quotas="feature,value,min,max\n") == ["quotas.csv 1행: 할당이 하나도 없습니다."]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ({"size": 0}, "--size: 정원은 1명 이상이어야 합니다."),
        ({"tickets": 500}, "--tickets: 표는 1000장, 10000장, 100000장 가운데 하나여야 합니다."),
        ({"requirements": ("use",)}, "--require: 'use'은(는) 열=값 꼴이 아닙니다."),
        ({"relaxed_first": "job"}, "--relax: 할당이 없는 항목입니다: job"),
        ({"priority": "strict"}, "--tier-column: 우선순위를 쓰려면 단계가 적힌 열을 알려 주어야 합니다."),
        ({"tier_order": "A"}, "--tier-column: 우선순위를 쓰려면 단계가 적힌 열을 알려 주어야 합니다."),
        (
            {"tier_column": "gender", "tier_order": "A,A"},
            "--tier-order: 단계를 앞선 것부터 쉼표로 이어, 겹치지 않게 적어야 합니다.",
        ),
        (
            {"tier_column": "gender"},
            "--tier-order: 단계를 앞선 것부터 쉼표로 이어, 겹치지 않게 적어야 합니다.",
        ),
        (
            {"tier_column": "gender", "tier_order": "F,M", "priority": "weights:1"},
            "--priority: 순위마다 하나씩 쉼표로 이어 2개를 적어 주세요. 지금은 1개입니다.",
        ),
    ],
)
def test_words_that_make_no_sense(words, reason):
    assert faults(**words) == [reason]
