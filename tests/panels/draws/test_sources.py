"""When rounds of the beacon and draws of the lotto come."""

from datetime import UTC, datetime, timedelta

import pytest

from panels.draws import sources
from panels.draws.enums import Source
from seoul_gov.ui.korean import SEOUL


@pytest.mark.parametrize(
    ("source", "number", "moment"),
    [
        ("drand", 1, datetime(2023, 8, 23, 15, 9, 27, tzinfo=UTC)),
        ("drand", 27946612, datetime(2026, 4, 20, tzinfo=UTC)),
        ("lotto", 1, datetime(2002, 12, 7, 20, 35, tzinfo=SEOUL)),
        ("lotto", 1000, datetime(2022, 1, 29, 20, 35, tzinfo=SEOUL)),
    ],
)
def test_a_number_tells_its_time(source, number, moment):
    assert sources.time_of(source, number) == moment
    assert sources.round_from(source, moment) == number
    assert sources.round_from(source, moment + timedelta(seconds=1)) == number + 1
    assert sources.round_from(source, moment - timedelta(seconds=1)) == max(number, 1)


def test_the_lotto_is_drawn_on_saturdays():
    assert {sources.time_of("lotto", number).weekday() for number in range(1, 2000, 97)} == {5}


def test_before_the_first_there_is_the_first():
    assert sources.round_from("lotto", datetime(2000, 1, 1, tzinfo=SEOUL)) == 1


def test_a_round_has_a_name_and_the_beacons_an_address():
    assert sources.named("lotto", 1252) == "로또 6/45 제1252회"
    assert sources.named("drand", 7) == "drand quicknet 7회차"
    assert sources.address_of("drand", 7).endswith(f"/{sources.QUICKNET.hash}/public/7")
    assert sources.address_of("lotto", 7) == sources.address_of("dice", None) == ""


def test_the_plan_names_the_round():
    assert sources.announced("dice", None, "글") == "글"
    assert sources.announced("lotto", 3, "글") == {"round": 3, "text": "글"}
    drand = {"chain": sources.QUICKNET.hash, "round": 3, "text": "글"}
    assert sources.announced("drand", 3, "글") == drand


SATURDAY = datetime(2022, 1, 29, 20, 35, tzinfo=SEOUL)


@pytest.mark.parametrize(
    ("source", "number", "draws_at", "found"),
    [
        ("dice", None, SATURDAY, {}),
        ("dice", None, None, {"draws_at": "주사위를 굴릴 추첨일시를 적어 주세요."}),
        ("dice", 3, SATURDAY, {"round": "주사위에는 회차가 없습니다. 비워 주세요."}),
        ("lotto", 1000, None, {}),
        ("lotto", 1000, SATURDAY + timedelta(seconds=59), {}),
        (
            "lotto",
            1000,
            SATURDAY + timedelta(minutes=1),
            {
                "draws_at": "로또 6/45 제1000회는 2022. 1. 29.(토) 20:35에 나옵니다. "
                "추첨일시를 비우거나 그 시각으로 적어 주세요."
            },
        ),
        ("lotto", None, SATURDAY, {"round": "몇 회차의 값으로 뽑을지 적어 주세요."}),
        ("lotto", 0, None, {"round": "회차는 1~99999 가운데 하나입니다."}),
        ("lotto", 100_000, None, {"round": "회차는 1~99999 가운데 하나입니다."}),
    ],
)
def test_what_is_wrong_with_round_and_time(source, number, draws_at, found):
    assert sources.faults(source, number, draws_at) == found


@pytest.mark.parametrize("source", sources.MOST)
def test_the_greatest_number_still_has_a_time(source):
    assert sources.time_of(source, sources.MOST[source]).year > 2200 - 30


def test_dice_alone_have_no_rounds():
    assert [one for one in Source if not sources.is_numbered(one)] == [Source.DICE]
