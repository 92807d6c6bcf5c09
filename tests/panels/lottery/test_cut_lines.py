from fractions import Fraction

import pytest

from panels import lottery
from panels.lottery.cut_lines import CutLine
from tests.panels.lottery.pools import solved


@pytest.mark.parametrize(
    ("points", "seats", "line"),
    [
        ({"c": 9, "a": 8, "b": 7}, 2, CutLine(("a", "c"), (), 0)),
        ({"c": 9, "a": 8, "b": 8, "d": 7}, 2, CutLine(("c",), ("a", "b"), 1)),
        ({"a": 8, "b": 8}, 1, CutLine((), ("a", "b"), 1)),
        ({"b": 8, "a": 1}, 5, CutLine(("a", "b"), (), 0)),
        ({"a": 8}, 0, CutLine((), (), 0)),
        ({"a": Fraction(1, 3), "b": Fraction(2, 6)}, 1, CutLine((), ("a", "b"), 1)),
    ],
)
def test_where_the_line_falls(points, seats, line):
    assert lottery.cut_line(points, seats) == line


def test_everybody_who_is_tied_has_the_same_chance():
    tie = lottery.tie_break(["d", "b", "c", "a"], 3)
    assert tie.by_person(tie.chances) == pytest.approx(dict.fromkeys("abcd", 0.75))
    _, file = solved(tie.pool, tie.rules)
    assert file.counts == dict.fromkeys("abcd", 750)
    commitment = lottery.commit(tie.pool, tie.rules, file.text, {"source": "dice", "detail": {}, "when": ""})
    assert len(lottery.draw(commitment, "1,2").panel) == 3
    with pytest.raises(lottery.NoPanel):
        lottery.tie_break(["a"], 2)
