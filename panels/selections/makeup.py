"""How a panel that is being put together stands against its rules (가이드라인 5-2). Pure: no database.

Sizes are recommendations and never block. In the 온라인참여단, which is to be representative, no age band, gender or
occupation should have more than three fifths of the seats, and of each that applied somebody should be there; in the other
kinds representativeness does not count, so that their figures are told and nothing is warned of.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from panels.composition import Band, check_size
from panels.draws.drum import FEATURES, MOST_SHARE
from panels.enums import PanelKind
from seoul_gov.ui.korean import whole_percent


@dataclass(frozen=True)
class Person:
    """Somebody who applied: the values of ``FEATURES`` in their order, and the side of a mixed panel."""

    values: tuple[str, ...]
    side: str = ""


@dataclass(frozen=True)
class Share:
    """How many of those chosen, and of those who applied, have one value; the percentage is of the chosen."""

    value: str
    chosen: int
    applied: int
    percent: int
    warning: str = ""


@dataclass(frozen=True)
class Spread:
    """The values of one feature, most of the chosen first."""

    feature: str
    shares: tuple[Share, ...]


@dataclass(frozen=True)
class Makeup:
    """The size, the band and what departs from it; and how those chosen spread over the features."""

    size: int
    band: Band | None
    departures: tuple[str, ...]
    spreads: tuple[Spread, ...]
    wants_spread: bool

    @property
    def warnings(self) -> tuple[str, ...]:
        told = (share.warning for spread in self.spreads for share in spread.shares)
        return (*self.departures, *filter(None, told))


def measure(
    kind: str,
    chosen: Iterable[Person],
    applied: Iterable[Person],
    band: Band | None,
    others: Iterable[str] = (),
) -> Makeup:
    """The makeup of the chosen among all who could be; ``others`` are the sides ("" without one) of the people who sit in
    the panel already."""
    chosen, applied, others = list(chosen), list(applied), list(others)
    sides = Counter(filter(None, [*(one.side for one in chosen), *others]))
    size = len(chosen) + len(others)
    departures = tuple(one.sentence for one in check_size(kind, size, sides, band))
    wants = kind == PanelKind.ONLINE
    spreads = tuple(
        Spread(
            feature,
            shares([one.values[n] for one in chosen], [one.values[n] for one in applied], feature, wants),
        )
        for n, feature in enumerate(FEATURES)
    )
    return Makeup(size, band, departures, spreads, wants)


def shares(chosen: list[str], applied: list[str], feature: str, wants: bool) -> tuple[Share, ...]:
    """Every value that applied, with its share and, where a spread is wanted, what is to be warned of."""
    seats, people = Counter(chosen), Counter(applied)
    whole = max(len(chosen), 1)
    found = [
        Share(
            value,
            seats[value],
            people[value],
            whole_percent(seats[value], whole),
            warning(f"{feature} {value}", seats[value], len(chosen)) if wants else "",
        )
        for value in people
    ]
    return tuple(sorted(found, key=lambda share: (-share.chosen, -share.applied, share.value)))


def warning(what: str, seats: int, whole: int) -> str:
    """What is to be looked at, in one Korean sentence; "" where all is well or nobody is chosen yet."""
    if not whole:
        return ""
    if not seats:
        return f"{what}: 신청한 사람이 있는데 선정된 사람이 없습니다."
    if seats > whole * MOST_SHARE:
        return f"{what}: 선정된 사람의 60%를 넘습니다({whole_percent(seats, whole)}%)."
    return ""
