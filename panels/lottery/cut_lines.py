"""A cut line by points, and the lottery among those who stand at it with equal points (가이드라인 5-2: no representativeness)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from .lotteries import Lottery, solve_watched
from .pool import Pool, Volunteer
from .rules import Rules
from .watch import Watch


@dataclass(frozen=True)
class CutLine:
    """Who is in by points alone, who is tied at the line, and the seats left for these; ids in byte order. Nobody is
    tied when the seats go round."""

    inside: tuple[str, ...]
    tied: tuple[str, ...]
    seats: int


def cut_line(points: Mapping[str, int | Fraction], seats: int) -> CutLine:
    """Where the line falls when the people with most points get the seats. Points are exact numbers: equal is equal.

    Source: 가이드라인 5-2, the panels without representativeness.
    """
    if len(points) <= seats:
        return CutLine(_sorted(points), (), 0)
    at_line = sorted(points.values(), reverse=True)[seats - 1] if seats else None
    above = [identity for identity, own in points.items() if seats and own > at_line]
    tied = [identity for identity, own in points.items() if own == at_line]
    if len(above) + len(tied) == seats:
        return CutLine(_sorted([*above, *tied]), (), 0)
    return CutLine(_sorted(above), _sorted(tied), seats - len(above))


def tie_break(tied: Iterable[str], seats: int, watch: Watch | None = None) -> Lottery:
    """The lottery of ``seats`` among people who are equal in everything: everybody has the same chance. Its tickets,
    commitment and draw are those of any other lottery. Raises NoPanel when there are more seats than people.

    Source: lots only among equals, as the Swiss National Science Foundation draws them since 2021.
    """
    pool = Pool(tuple(Volunteer(identity, ()) for identity in _sorted(tied)))
    return solve_watched(pool, Rules(seats, ()), watch or Watch())


def _sorted(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(ids, key=str.encode))
