"""Quotas that no panel keeps: which of them must give way, and by how little.

A quota's end gives way by whole units, a minimum downwards and a maximum upwards; the measure is the sum of all units.
There are often several equally small ways, so all are told; the one in the declared order spares the features that
are to give way last.
"""

from dataclasses import dataclass

import numpy as np

from .programs import Answer, Program, Term
from .rules import Change, Rules
from .space import Space
from .watch import Watch

MOST_WAYS = 20


@dataclass(frozen=True, order=True)
class Limit:
    """One end of a quota: at least ("min") or at most ("max") ``number`` of this value."""

    feature: str
    value: str
    side: str
    number: int


@dataclass(frozen=True)
class End:
    """A limit with the number of its row in the space, and the units by which it can give way at most."""

    limit: Limit
    row: int
    units: int

    @property
    def sign(self) -> int:
        """A minimum gives way as if there were more people, a maximum as if there were fewer."""
        return 1 if self.limit.side == "min" else -1

    def moved(self, units: int) -> Change:
        limit = self.limit
        return Change(limit.feature, limit.value, limit.side, limit.number, limit.number - self.sign * units)


@dataclass(frozen=True)
class Relaxation:
    """The least total of units; the way that follows the declared order; equally small ways, that one first.

    ``complete`` when ``ways`` are all there are.
    """

    least: int
    in_order: tuple[Change, ...]
    ways: tuple[tuple[Change, ...], ...]
    complete: bool


def ends_of(space: Space, size: int) -> tuple[End, ...]:
    """Every end of a quota that can keep a panel of ``size`` from coming about, in the order of the rows."""
    ends = []
    for number, row in enumerate(space.rows):
        if row.label and row.low > 0:
            ends.append(End(Limit(*row.label, "min", row.least), number, row.low))
        if row.label and row.most < size:
            ends.append(End(Limit(*row.label, "max", row.most), number, size - row.most))
    return tuple(ends)


def relax(space: Space, rules: Rules, watch: Watch) -> Relaxation | None:
    """The least relaxations under which there is a panel; None when no change of quotas brings one about.

    Source: own derivation: an integer program, and no-good cuts for the other ways.
    """
    ends = ends_of(space, rules.size)
    least = _least(space, ends, watch)
    if least is None:
        return None
    ways = _Ways(space, rules, ends, least, watch)
    first = ways.in_order()
    others = []
    while len(others) < MOST_WAYS and (way := ways.another()) is not None:
        others.append(way)
    shown = (first, *sorted(others[: MOST_WAYS - 1], key=lambda way: _protected_last(rules, way)))
    return Relaxation(least, first, shown, len(others) < MOST_WAYS)


def _least(space: Space, ends: tuple[End, ...], watch: Watch) -> int | None:
    """The least total of units: an integer program over the kinds and the units of every end."""
    kinds = len(space.kinds)
    upper = np.append(space.people, [end.units for end in ends])
    terms = elastic_terms(space, [(end.row, kinds + n, end.sign) for n, end in enumerate(ends)])
    program = Program(watch, np.zeros(len(upper)), upper, terms, space.lows, space.highs, integral=True)
    answer = program.maximise(np.append(np.zeros(kinds), -np.ones(len(ends))))
    return None if answer is None else round(-answer.worth)


def elastic_terms(space: Space, slack: list[tuple[int, int, int]]) -> list[Term]:
    """The rows of the space with further columns in them: (row, column, coefficient)."""
    extra: dict[int, list[tuple[int, int]]] = {}
    for row, column, value in slack:
        extra.setdefault(row, []).append((column, value))
    terms = []
    for number, row in enumerate(space.rows):
        columns, values = zip(*extra[number], strict=True) if number in extra else ((), ())
        terms.append((np.append(row.columns, columns), np.append(np.ones(len(row.columns)), values)))
    return terms


def _protected_last(rules: Rules, way: tuple[Change, ...]):
    """Ways that spare what gives way last come first."""
    units = dict.fromkeys(reversed(rules.giving_way), 0)
    for change in way:
        units[change.feature] += change.units
    return tuple(units.values()), way


class _Ways:
    """The ways to reach the least total. Each unit of an end is a column of its own, 0 or 1, later ones after earlier
    ones, so that a way can be ruled out once it is known: another one stops short somewhere."""

    def __init__(self, space: Space, rules: Rules, ends: tuple[End, ...], least: int, watch: Watch):
        self.space, self.rules, self.ends, self.least, self.watch = space, rules, ends, least, watch
        self.owner = np.repeat(np.arange(len(ends)), [min(end.units, least) for end in ends])
        self.units = len(space.kinds) + np.arange(len(self.owner))
        self.program = self._program()

    def _program(self) -> Program:
        rows = [(self.ends[owner].row, self.ends[owner].sign) for owner in self.owner]
        slack = [(row, unit, sign) for (row, sign), unit in zip(rows, self.units.tolist(), strict=True)]
        terms = elastic_terms(self.space, slack)
        later = np.flatnonzero(self.owner[1:] == self.owner[:-1])
        terms += [(self.units[[place, place + 1]], np.array([1.0, -1.0])) for place in later]
        terms.append((self.units, np.ones(len(self.units))))
        low = np.concatenate([self.space.lows, np.zeros(len(later)), [self.least]])
        high = np.concatenate([self.space.highs, np.ones(len(later)), [self.least]])
        upper = np.append(self.space.people, np.ones(len(self.units)))
        lower = np.zeros(len(upper))
        return Program(self.watch, lower, upper, terms, low, high, integral=True, reduced=False)

    def in_order(self) -> tuple[Change, ...]:
        """The way that takes least from the feature that gives way last, then from the one before it, and so on; among
        equal ones the one that touches fewest quotas, and then the earlier ones."""
        program = self._program()
        for feature in reversed(self.rules.giving_way):
            units = np.array([self.ends[owner].limit.feature == feature for owner in self.owner], dtype=float)
            most = round(-program.maximise(self._cost(units)).worth)
            program.add_row(self.units[units > 0], np.ones(int(units.sum())), 0.0, float(most))
        touched = np.append(True, self.owner[1:] != self.owner[:-1]).astype(float)
        most = round(-program.maximise(self._cost(touched)).worth)
        program.add_row(self.units[touched > 0], np.ones(int(touched.sum())), 0.0, float(most))
        return self._way(program.maximise(self._cost(1.0 + self.owner)))

    def another(self) -> tuple[Change, ...] | None:
        """A way that was not told yet, None when all were."""
        answer = self.program.maximise(self._cost(np.zeros(len(self.owner))))
        return None if answer is None else self._way(answer)

    def _cost(self, units: np.ndarray) -> np.ndarray:
        return np.append(np.zeros(len(self.space.kinds)), -units)

    def _way(self, answer: Answer) -> tuple[Change, ...]:
        """The way of an answer, which is not asked for again."""
        taken = np.bincount(self.owner[answer.counts[self.units] > 0], minlength=len(self.ends))
        first = np.searchsorted(self.owner, np.arange(len(self.ends)))
        last = self.units[first[taken > 0] + taken[taken > 0] - 1]
        self.program.add_row(last, np.ones(len(last)), 0.0, float(len(last) - 1))
        return tuple(end.moved(units) for end, units in zip(self.ends, taken.tolist(), strict=True) if units)
