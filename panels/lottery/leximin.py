"""The fairest chances that a relaxed space allows: weighted leximin by linear programming.

The least chance (divided by its weight) is made as great as it can be, then the next, and so on. A relaxed panel may
hold half a person, and half a person fits wherever a lottery over whole panels can bring a chance of one half: so no
lottery is fairer than this, and where whole panels reach these chances they are proved the fairest.

The program is kept small: with x seats for a kind of s people at weight w, x = level · w · s + y, and only the y ≥ 0
and the level are columns. A kind whose y has a dual value can get no more than the level: it is settled there.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .programs import INFINITY, Program
from .space import Space
from .watch import Watch

NOTHING = 1e-9
"""A chance below one in a thousand million is a rounding error of 0."""

POSITIVE = 1e-7
"""Dual values from here on are taken for more than zero; the solver's own tolerance is 1e-9."""


@dataclass(frozen=True)
class Cut:
    """What every whole panel obeys though some relaxed ones do not: ``values · counts ≤ most``."""

    values: np.ndarray
    most: float


@dataclass(frozen=True)
class Ideal:
    """The fairest relaxed lottery: everybody's chance by kind, the seats of each kind that come with it, and the bound:
    no lottery gives everybody, of kinds that can be seated at all, a chance above ``bound`` times their weight."""

    chances: np.ndarray
    seats: np.ndarray
    bound: float


class NoPanel(ValueError):
    """No panel keeps the quotas, not even a relaxed one."""


def leximin(space: Space, weights: np.ndarray, cuts: Sequence[Cut], watch: Watch) -> Ideal:
    """The fairest chances in the relaxed space under the cuts. Raises NoPanel when it is empty.

    Source: Flanigan and others (Nature 596, 2021) over panels; over kinds, with weights and caps, own derivation.
    """
    ladder = _Ladder(space, weights, cuts, watch)
    while ladder.open.any():
        ladder.climb()
    possible = ladder.chances > 0
    return Ideal(ladder.chances, ladder.seats, float((ladder.chances / weights)[possible].min()))


class _Ladder:
    """Settles the kinds level by level, from the worst placed upwards."""

    def __init__(self, space: Space, weights: np.ndarray, cuts: Sequence[Cut], watch: Watch):
        self.people = space.people.astype(float)
        self.weights = weights
        self.unit = space.seats / (weights @ self.people)
        self.steps = weights * self.people * self.unit
        self.space, self.cuts = space, cuts
        self.low = np.append(space.lows, np.full(len(cuts), -INFINITY))
        self.high = np.append(space.highs, [cut.most for cut in cuts])
        self.open = np.ones(len(weights), dtype=bool)
        self.chances = np.zeros(len(weights))
        self.seats = np.zeros(len(weights))
        self.caps: dict[int, int] = {}
        self.program = self._program(watch)
        self.cost = np.append(np.zeros(len(weights)), 1.0)

    def _program(self, watch: Watch) -> Program:
        kinds = len(self.weights)
        rows = [(row.columns, np.ones(len(row.columns))) for row in self.space.rows]
        rows += [(np.flatnonzero(cut.values), cut.values[np.flatnonzero(cut.values)]) for cut in self.cuts]
        steps = self._totals(self.steps)
        terms = [
            (np.append(columns, kinds), np.append(values, step))
            for (columns, values), step in zip(rows, steps, strict=True)
        ]
        upper = np.full(kinds + 1, INFINITY)
        return Program(watch, np.zeros(kinds + 1), upper, terms, self.low, self.high)

    def _totals(self, seats: np.ndarray) -> np.ndarray:
        """What each row and each cut counts when every kind has these seats."""
        return np.append(self.space.totals(seats), [cut.values @ seats for cut in self.cuts])

    def climb(self) -> None:
        """Find the next level and settle the kinds that can get no more."""
        top = 1.0 / (self.weights[self.open].max() * self.unit)
        upper = np.append(np.full(len(self.weights), INFINITY), top)
        self.program.bound_columns(np.zeros(len(upper)), upper)
        level, gain = self._level()
        settled = self.open & (gain > POSITIVE)
        if level > top - 1e-12:
            settled |= self.open & (self.weights == self.weights[self.open].max())
        else:
            settled[np.argmax(np.where(self.open, gain, -1.0))] = True
        chances = np.minimum(level * self.unit * self.weights[settled], 1.0)
        self.chances[settled] = np.where(chances > NOTHING, chances, 0.0)
        self.open &= ~settled
        self._rebase(settled)

    def _level(self) -> tuple[float, np.ndarray]:
        """The level, and for each kind what its y is worth at it; seats beyond the people there are get a cap."""
        while True:
            answer = self.program.maximise(self.cost)
            if answer is None:
                raise NoPanel
            spare, level = answer.values[:-1], answer.values[-1]
            self.seats = spare + np.where(self.open, self.steps * level, self.chances * self.people)
            crowded = [n for n in np.flatnonzero(self.seats > self.people + 1e-9) if n not in self.caps]
            if not crowded:
                return level, np.abs(answer.column_duals[:-1]) * self.steps
            for kind in crowded:
                self._cap(kind)

    def _cap(self, kind: int) -> None:
        self.caps[kind] = len(self.low) + len(self.caps)
        level = len(self.weights)
        if self.open[kind]:
            ends, values, most = [kind, level], [1.0, self.steps[kind]], self.people[kind]
        else:
            ends, values, most = [kind], [1.0], self.people[kind] * (1.0 - self.chances[kind])
        self.program.add_row(np.array(ends), np.array(values), -INFINITY, most)

    def _rebase(self, settled: np.ndarray) -> None:
        """From now on the level moves only the open kinds; the settled ones count with the seats that they have."""
        fixed = self._totals(self.chances * self.people)
        steps = self._totals(np.where(self.open, self.steps, 0.0))
        kinds = sorted(self.caps, key=self.caps.get)
        caps = [self.people[kind] * (1.0 if self.open[kind] else 1.0 - self.chances[kind]) for kind in kinds]
        steps = np.append(steps, [self.steps[kind] if self.open[kind] else 0.0 for kind in kinds])
        self.program.set_coefficients(len(self.weights), steps)
        low = np.append(self.low - fixed, np.full(len(caps), -INFINITY))
        self.program.bound_rows(low, np.append(self.high - fixed, caps))
