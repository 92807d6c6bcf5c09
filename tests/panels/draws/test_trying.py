"""What a trial tells: lottery, prices, who is fixed and why; or what clashes."""

import json
from dataclasses import replace

import pytest

from panels import lottery
from panels.draws import drum, told, trying
from panels.draws.models import Trial
from panels.lottery import Cancelled, Change, Fixed, Limit, OutOfTime, Quota, Shares, read_priority
from tests.factories import make_entrant

PEOPLE = [
    make_entrant(f"N{number:02}", tier=1 + number % 3, values=(age, gender, "학생"))
    for number, (age, gender) in enumerate(
        [("20대", "여성"), ("20대", "남성"), ("60대", "여성"), ("60대", "남성")] * 3
    )
]
POOL = drum.pool_of(PEOPLE)
USUAL = drum.usual_quotas(PEOPLE, 4)


def never():
    return False


def nothing(*_):
    pass


def tried(quotas=USUAL, priority="", progress=nothing, cancel=never):
    return trying.tried(POOL, drum.rules_of(4, quotas, priority), progress, cancel)


def with_age(age, least, most):
    return [replace(one, least=least, most=most) if one.value == age else one for one in USUAL]


def test_every_way_is_priced_in_full_and_the_own_one_is_the_lottery():
    found = tried()
    assert [one["priority"] for one in found.prices] == ["none", "weights:4,2,1", "shares:2,1,1", "strict"]
    own = found.prices[1]
    chances = {one.number: drum.tickets_of(found.made.text, one.number) / 1000 for one in PEOPLE}
    assert own["overall"]["least"] == pytest.approx(min(chances.values()), abs=0.002)
    assert own["overall"]["greatest"] == pytest.approx(max(chances.values()), abs=0.002)
    equal = found.prices[0]["overall"]
    assert equal["least"] == pytest.approx(equal["greatest"]) == pytest.approx(1 / 3)
    assert equal["mean"] == own["overall"]["mean"]
    strict = dict(found.prices[3]["tiers"])
    assert strict["3순위"]["none"] == 4 and strict["1순위"]["seats"] == pytest.approx(4)
    json.dumps(found.prices)


@pytest.mark.parametrize(
    ("priority", "ways"),
    [
        ("none", ["none", "weights:4,2,1", "shares:2,1,1", "strict"]),
        ("shares:1,1,2", ["none", "weights:4,2,1", "shares:1,1,2", "strict"]),
        ("weights:3,2,1", ["none", "weights:4,2,1", "shares:2,1,1", "strict", "weights:3,2,1"]),
    ],
)
def test_ones_own_way_is_among_them(priority, ways):
    rules = drum.rules_of(4, USUAL, priority)
    assert list(map(str, trying.ways(POOL, rules))) == ways


def test_seats_of_their_own_go_to_no_more_people_than_there_are():
    people = [make_entrant("A"), *(make_entrant(name, tier=3) for name in "BCDEF")]
    rules = drum.rules_of(5, drum.usual_quotas(people, 5))
    assert str(trying.usual_shares(drum.pool_of(people), rules)) == "shares:1,0,4"


def test_a_way_that_no_panel_keeps_is_said_to_be_so():
    people = [
        make_entrant(f"N{number}", tier=1 + number % 2, values=(("20대", "60대")[number % 2], "여성", "학생"))
        for number in range(6)
    ]
    quotas = [Quota("연령대", "20대", 1, 1), Quota("연령대", "60대", 2, 2)]
    quotas += [Quota("성별", "여성", 0, 3), Quota("직업", "학생", 0, 3)]
    found = trying.tried(drum.pool_of(people), drum.rules_of(3, quotas), nothing, never)
    assert [(one["priority"], one["possible"]) for one in found.prices][2] == ("shares:2,1,0", False)


def test_a_price_that_takes_too_long_leaves_the_others(monkeypatch):
    monkeypatch.setattr(trying, "SECONDS_A_PRICE", 0)
    found = tried()
    assert [one["known"] for one in found.prices] == [False, True, False, False]
    assert found.made is not None


def test_reasons_that_take_too_long_are_left_out(monkeypatch):
    def late(*_):
        raise OutOfTime

    monkeypatch.setattr(lottery, "certain", late)
    found = tried()
    assert (found.certain, found.shut_out) == (None, None) and found.made is not None


def test_who_is_fixed_and_by_which_quotas():
    young = [replace(one, most=4) if one.value == "20대" else one for one in with_age("60대", 0, 0)]
    found = tried(young)
    assert found.shut_out == [{"people": 6, "quotas": [("연령대", "60대", "max", 0)]}]
    found = tried(with_age("20대", 0, 4))
    assert (found.certain, found.shut_out) == ([], [])


def test_groups_of_the_same_reason_are_one():
    end = Limit("연령대", "60대", "max", 0)
    people = [Fixed(("A",), ()), Fixed(("B", "C"), (end,)), Fixed(("D",), (end,))]
    assert trying.groups(people) == [
        {"people": 3, "quotas": [("연령대", "60대", "max", 0)]},
        {"people": 1, "quotas": []},
    ]


def test_progress_goes_forward_and_in_words():
    said = []
    tried(progress=lambda sentence, share: said.append((sentence, share)))
    shares = [share for _, share in said]
    assert shares == sorted(shares) and shares[0] >= 0 and shares[-1] < 1
    assert len({sentence for sentence, _ in said}) >= 4


def test_it_is_called_off_or_runs_out_of_time(monkeypatch):
    with pytest.raises(Cancelled):
        tried(cancel=lambda: True)
    monkeypatch.setattr(trying, "SECONDS", 0)
    with pytest.raises(OutOfTime):
        tried()


def test_what_clashes_and_what_would_help():
    quotas = [Quota("연령대", "20대", 3, 4), Quota("연령대", "60대", 3, 4)]
    quotas += [Quota("성별", value, 0, 4) for value in ("여성", "남성")] + [Quota("직업", "학생", 0, 4)]
    found = tried(quotas)
    assert found.made is None and found.findings["least"] == 2
    assert "20대 최소 3명, 60대 최소 3명" in found.findings["conflict"]
    assert len(found.findings["ways"]) == 3 and found.findings["complete"]
    json.dumps(found.findings)
    changes = [Change(*one) for one in found.findings["ways"][0]]
    quotas, priority = trying.changed(drum.rules_of(4, quotas), changes)
    assert tried(quotas, str(priority)).made is not None


def test_seats_of_a_tier_give_way_too():
    rules = drum.rules_of(4, USUAL, "shares:2,-,1-")
    quotas, priority = trying.changed(rules, [Change("순위", "1순위", "min", 2, 1)])
    assert priority == Shares(((1, 2), (None, None), (1, None))) and quotas == tuple(USUAL)
    priority = trying.changed(rules, [Change("순위", "1순위", "max", 2, 3)])[1]
    assert str(priority) == "shares:2-3,-,1-"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("weights:4,2,1", "가중치 4:2:1"),
        ("shares:2,1,1-", "자리 나눔(1순위 2, 2순위 1, 3순위 1-)"),
        ("strict", "앞선 순위부터 차례로"),
        ("none", "순위를 보지 않음"),
    ],
)
def test_ways_in_words(text, words):
    assert told.way(read_priority(text, 3, 4)) == words


def test_the_first_quotas_are_told_as_far_as_the_seats_allow_them():
    begins = "처음 값은 나온 연령대·성별·직업마다 1명 이상, 한쪽이 60%를 넘지 않게 한 것입니다."
    two_jobs = [*PEOPLE, make_entrant("N99", values=("20대", "여성", "회사원"))]
    assert told.usual(drum.usual_quotas(two_jobs, 4), 4) == begins
    wide = "직업은 자리를 다 채울 수 있게 최대를 60%보다 크게 두었습니다."
    assert told.usual(USUAL, 4) == f"{begins} {wide}"
    assert told.usual(drum.usual_quotas(PEOPLE, 1), 1) == (
        f"{begins} 다만 연령대·성별은 자리보다 가짓수가 많아 최소를 0명으로 두었습니다. 연령대·성별·{wide}"
    )


def trial_of(version=1, quotas=USUAL, priority="weights:4,2,1", fingerprint="a", **facts):
    quotas = [[one.feature, one.value, one.least, one.most] for one in quotas]
    return Trial(version=version, seats=4, quotas=quotas, priority=priority, fingerprint=fingerprint, **facts)


def test_what_a_version_changed():
    first = trial_of()
    second = trial_of(2, with_age("20대", 0, 1), "none", "b")
    new = Quota("직업", "돌봄", 0, 1)
    third = trial_of(3, [*with_age("20대", 0, 1), new], "none", "b")
    assert told.versions([first, second, third]) == [
        (first, "가중치 4:2:1", []),
        (
            second,
            "순위를 보지 않음",
            [
                "20대 최소 1명 → 0명",
                "20대 최대 2명 → 1명",
                "가중치 4:2:1 → 순위를 보지 않음",
                "심사 결과가 달라짐",
            ],
        ),
        (third, "순위를 보지 않음", ["돌봄 할당 0~1명을 더함"]),
    ]


def test_prices_in_percent():
    found = tried()
    trial = trial_of(prices=json.loads(json.dumps(found.prices)))
    lines = told.prices(trial)
    assert [line.chosen for line in lines] == [False, True, False, False]
    assert lines[0].overall["least"] == lines[0].overall["greatest"] == 33.3
    trial.prices = [
        {"priority": "none", "known": False},
        {"priority": "strict", "known": True, "possible": False},
    ]
    assert [line.note for line in told.prices(trial)] == [
        "정해진 시간 안에 계산하지 못했습니다.",
        "할당과 함께 지킬 수 없습니다.",
    ]


def test_fixed_people_in_words():
    assert told.fixed(None) is None
    groups = [{"people": 2, "quotas": [["연령대", "60대", "max", 0]]}, {"people": 1, "quotas": []}]
    assert told.fixed(groups) == [(2, "60대 최대 0명"), (1, "")]
