"""From scored applications to a commitment, and from a value to the panel."""

import subprocess
import sys

import pytest

from panels import lottery
from panels.draws import drum
from panels.draws.enums import Source
from tests.factories import make_drum, make_entrant

PEOPLE = [
    make_entrant(f"N{number:02}", tier=1 + number % 3, values=(age, gender, "학생"))
    for number, (age, gender) in enumerate(
        [("20대", "여성"), ("20대", "남성"), ("60대", "여성"), ("60대", "남성")] * 3
    )
]


def committed(made):
    return drum.commit(made, source="dice", when="2030-01-01T10:00+09:00", detail="주사위")


def test_usual_quotas_want_everybody_and_too_many_of_nobody():
    quotas = {(one.feature, one.value): (one.least, one.most) for one in drum.usual_quotas(PEOPLE, 10)}
    assert quotas == {
        ("연령대", "20대"): (1, 6),
        ("연령대", "60대"): (1, 6),
        ("성별", "여성"): (1, 6),
        ("성별", "남성"): (1, 6),
        ("직업", "학생"): (1, 10),
    }


@pytest.mark.parametrize("seats", range(1, 9))
def test_usual_quotas_can_be_kept(seats):
    rules = drum.rules_of(seats, drum.usual_quotas(PEOPLE, seats))
    assert isinstance(lottery.check(drum.pool_of(PEOPLE), rules), lottery.Feasible)


def test_seats_that_do_not_go_round_want_nobody():
    quotas = {(one.feature, one.value): (one.least, one.most) for one in drum.usual_quotas(PEOPLE, 1)}
    assert quotas["연령대", "20대"] == (0, 1)
    assert quotas["직업", "학생"] == (1, 1)


def test_a_lottery_keeps_the_quotas_and_prefers_the_first_tier():
    quotas = drum.usual_quotas(PEOPLE, 4)
    made = make_drum(PEOPLE, 4, quotas)
    rows = lottery.draws.read_lottery(made.text)
    ages = {one.number: one.values[0] for one in PEOPLE}
    assert all(1 <= sum(ages[n] == "20대" for n in members) <= 2 for _, _, members in rows)
    assert made.achieved >= 0.99 * made.bound
    chance = {one.number: drum.tickets_of(made.text, one.number) for one in PEOPLE}
    by_tier = [sum(chance[one.number] for one in PEOPLE if one.tier == tier) for tier in (1, 2, 3)]
    assert by_tier[0] > by_tier[1] > by_tier[2] > 0


def test_the_fingerprint_is_of_all_that_screening_says():
    first = drum.fingerprint(PEOPLE, 4)
    assert first == drum.fingerprint(PEOPLE[::-1], 4) != drum.fingerprint(PEOPLE, 5)
    for facts in ({"number": "N99"}, {"tier": 3}, {"points": 81}, {"values": ("20대", "남성", "학생")}):
        other = make_entrant(**{"number": "N00", "tier": 1, "values": ("20대", "여성", "학생")} | facts)
        assert drum.fingerprint([other, *PEOPLE[1:]], 4) != first


def test_points_alone_decide_where_nobody_is_equal_at_the_line():
    people = [make_entrant(str(points), points=points) for points in (90, 80, 70)]
    assert drum.of_ties(people, 2) is None
    assert drum.of_ties(people, 5) is None


def test_equals_at_the_line_are_drawn():
    people = [make_entrant("A", points=90), *(make_entrant(name, points=80) for name in "BCD")]
    made = drum.of_ties(people, 2)
    assert (made.inside, made.rules.size, made.tickets) == (("A",), 1, 1000)
    assert {drum.tickets_of(made.text, name) for name in "BCD"} == {333, 334}
    assert drum.tickets_of(made.text, "A") == 0
    assert drum.least_and_greatest(made.text, "BCD") == (0.333, 0.334)


@pytest.mark.parametrize(
    ("source", "value", "shown"),
    [
        (Source.DICE, "4,0,7,2,9,1", True),
        (Source.DICE, "4,0,7,2,9", False),
        (Source.DICE, "4,0,7,2,9,1,3", False),
        (Source.DICE, "4,0,7,2,9,10", False),
        (Source.DICE, "여섯", False),
        (Source.LOTTO, "3,11,15,29,35,44", True),
        (Source.LOTTO, "3,11,15,29,35", False),
        (Source.LOTTO, "3,11,15,29,35,46", False),
        (Source.LOTTO, "3,11,15,29,35,35", False),
        (Source.LOTTO, "0,11,15,29,35,44", False),
        (Source.LOTTO, "3 11", False),
        (Source.DRAND, "a" * 64, True),
        (Source.DRAND, "A" * 64, False),
    ],
)
def test_values_are_what_their_source_can_show(source, value, shown):
    assert source.shows(value) is shown
    assert source.example


def test_the_package_is_checked_by_the_script_and_by_the_portal(tmp_path):
    record = committed(make_drum(PEOPLE, 4))
    drawn = drum.draw(record, "4,0,7,2,9,1")
    panel = drawn.draw.panel
    assert len(panel) == 4 and not set(panel) & set(drawn.alternates)
    files = lottery.package_files(record, drawn)
    assert lottery.verify(files) == []
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    said = subprocess.run(
        [sys.executable, "verify_draw.py"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert f"panel {' '.join(panel)}" in said.stdout
    assert "result.json" not in lottery.package_files(record)


def test_nobody_is_drawn_where_too_few_want_to():
    record = committed(make_drum(PEOPLE, 4))
    drawn = drum.draw(record, "4,0,7,2,9,1")
    now, gone = drum.seated(record, record, drawn), drawn.draw.panel[:2]
    found = drum.replace(now, gone, drawn.alternates[:1])
    assert found == drum.foresee(now, gone, drawn.alternates[:1])
    assert found.relaxation is None
