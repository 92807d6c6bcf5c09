"""Taking a relaxed lottery apart into whole panels.

A point of the relaxed space is peeled: a whole panel that has only kinds within one of what the point has, and rows
likewise, is taken off with as much weight as leaves the rest inside the space, until nothing is left. Each step makes
one more row or column tight, so that there are no more panels than rows and kinds. Where quotas cross there may be no
such panel; the caller then has the panels found so far.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from .programs import Answer, Program, Term
from .space import Space
from .watch import Watch

ENOUGH = 1e-10
"""What is left of a lottery when peeling stops."""

PRECISION = 1e-12
"""How far seats may be from what they should be, by rounding errors."""

NEIGHBOURS = 100
"""How many kinds beside those of a fractional panel may change when it is made whole."""


@dataclass(frozen=True)
class _Face:
    """The whole numbers around a point: of each kind and each row, no fewer and no more."""

    floor: np.ndarray
    ceiling: np.ndarray
    low: np.ndarray
    high: np.ndarray


def peel(space: Space, seats: np.ndarray, watch: Watch) -> Iterator[tuple[float, np.ndarray]]:
    """Weights and whole panels that the relaxed lottery over ``seats`` is made of, or the beginning of them: the
    weights sum to 1 but for a hair when nothing stood in the way.

    Source: own derivation; that so few panels do is Carathéodory's theorem (1907).
    """
    return _Peeling(space, seats, watch).panels()


class _Peeling:
    def __init__(self, space: Space, seats: np.ndarray, watch: Watch):
        self.space, self.watch = space, watch
        self.relaxed = space.program(watch)
        self.whole = space.program(watch, integral=True, first=True)
        self.left, self.rest = 1.0, np.clip(seats, 0.0, None)

    def panels(self) -> Iterator[tuple[float, np.ndarray]]:
        while self.left > ENOUGH:
            self.watch.progress("panels", 1.0 - self.left)
            face = self._face()
            panel = self._panel(face)
            step = 0.0 if panel is None else self._step(face, panel)
            if step <= PRECISION / 10:
                return
            yield step, panel
            self.rest = self.rest - step * panel
            self.left -= step

    def _face(self) -> _Face:
        """Where rounding errors have grown as large as the rest itself, they are taken for whole numbers."""
        blur = max(1e-7, min(PRECISION / self.left, 0.1))
        point = self.rest / self.left
        totals = self.space.totals(point)
        return _Face(
            np.floor(point + blur),
            np.ceil(point - blur),
            np.maximum(self.space.lows, np.floor(totals + blur)),
            np.minimum(self.space.highs, np.ceil(totals - blur)),
        )

    def _panel(self, face: _Face) -> np.ndarray | None:
        """A whole panel on the face that is as near to the point as may be; None when there is none."""
        nearness = self.rest / self.left - face.floor
        answer = _on(self.relaxed, face, nearness)
        if answer is None or _is_whole(answer.values):
            return None if answer is None else answer.counts
        panel = self._nearby(face, nearness, answer)
        if panel is not None:
            return panel
        answer = _on(self.whole, face, nearness)
        return None if answer is None else answer.counts

    def _nearby(self, face: _Face, nearness: np.ndarray, answer: Answer) -> np.ndarray | None:
        """A whole panel that differs from a fractional one in few kinds: a much smaller program."""
        panel = answer.counts
        moving = (np.abs(answer.values - panel) > 1e-6) | (panel > face.floor)
        still = np.flatnonzero((face.ceiling > face.floor) & ~moving)
        cheapest = still[np.lexsort((still, np.abs(answer.column_duals[still])))][:NEIGHBOURS]
        moving[cheapest] = True
        columns = np.flatnonzero(moving)
        fixed = self.space.totals(np.where(moving, 0, panel))
        rows, terms = self._part(moving)
        program = Program(
            self.watch,
            face.floor[columns],
            face.ceiling[columns],
            terms,
            (face.low - fixed)[rows],
            (face.high - fixed)[rows],
            integral=True,
            first=True,
        )
        found = program.maximise(nearness[columns])
        if found is None:
            return None
        panel[columns] = found.counts
        return panel

    def _part(self, moving: np.ndarray) -> tuple[np.ndarray, list[Term]]:
        """The rows in which any of the moving kinds are, and these kinds in them, numbered anew."""
        rows, columns = self.space.incidence
        inside = moving[columns]
        number = np.cumsum(moving) - 1
        found, starts = np.unique(rows[inside], return_index=True)
        parts = np.split(number[columns[inside]], starts[1:])
        return found, [(part, np.ones(len(part))) for part in parts]

    def _step(self, face: _Face, panel: np.ndarray) -> float:
        """The greatest weight of the panel that leaves the rest between the whole numbers of the face."""
        totals, rows = self.space.totals(self.rest), self.space.totals(panel)
        return min(
            self.left,
            _room(self.rest - self.left * face.floor, panel - face.floor),
            _room(self.left * face.ceiling - self.rest, face.ceiling - panel),
            _room(totals - self.left * face.low, rows - face.low),
            _room(self.left * face.high - totals, face.high - rows),
        )


def _on(program: Program, face: _Face, cost: np.ndarray) -> Answer | None:
    program.bound_columns(face.floor, face.ceiling)
    program.bound_rows(face.low, face.high)
    return program.maximise(cost)


def _is_whole(values: np.ndarray) -> bool:
    return bool(np.abs(values - np.rint(values)).max() < 1e-6)


def _room(room: np.ndarray, use: np.ndarray) -> float:
    """How often the use goes into the room, the least over all places where there is a use."""
    used = use > 0.5
    return float((room[used] / use[used]).min(initial=np.inf))
