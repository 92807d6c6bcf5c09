"""Whole panels for a relaxed lottery by column generation, or the proof that whole panels cannot do it.

The master program spreads weight over the panels known so far so that every kind gets the greatest common share of
its seats in the relaxed lottery. Its duals price a kind's seat; an integer program looks for the panel of the highest
price. When no panel is worth more than those in use, the share is proved to be the greatest. If it is 1, the relaxed
lottery is a lottery over whole panels. If not, the prices are a cut: all whole panels keep to it, and the relaxed
lottery does not.
"""

from dataclasses import dataclass

import numpy as np

from .leximin import Cut
from .programs import INFINITY, Program
from .space import Space
from .watch import OutOfTime, Watch

EXACT = 1e-6
"""A lottery whose chances are all within this share of the ideal ones is taken for the ideal: a millionth."""

NOTHING = 1e-9

NEGLIGIBLE = 1e-10
"""A panel of less weight than this is left out of the lottery."""


@dataclass(frozen=True)
class Mix:
    """Whole panels with their weights (they sum to 1), the share of the ideal that everybody gets, at least; the cut
    when it is proved that no panels bring a greater share and ``share`` is less than 1; ``timely`` unless time ran out.
    """

    panels: tuple[np.ndarray, ...]
    weights: np.ndarray
    share: float
    cut: Cut | None = None
    timely: bool = True


class Panels:
    """The whole panels known so far, each once, in the order in which they were found."""

    def __init__(self, space: Space):
        self.known: dict[bytes, np.ndarray] = {}
        self.covered = np.zeros(len(space.kinds), dtype=bool)

    def add(self, panel: np.ndarray) -> bool:
        """Whether the panel was new."""
        new = panel.tobytes() not in self.known
        self.known.setdefault(panel.tobytes(), panel)
        self.covered |= panel > 0
        return new


def cover(space: Space, seats: np.ndarray, panels: Panels, watch: Watch) -> list[Cut]:
    """A panel for every kind that has seats in the relaxed lottery and no panel yet; where there is none, the proof
    that the kind is in no panel at all, as a cut: one integer program a kind.

    Source: own derivation.
    """
    program = space.program(watch, integral=True)
    cuts = []
    for kind in np.flatnonzero(seats > NOTHING):
        if panels.covered[kind]:
            continue
        cost = np.zeros(len(seats))
        cost[kind] = 1.0
        found = program.maximise(cost)
        if found.worth > 0.5:
            panels.add(found.counts)
        else:
            cuts.append(Cut(cost, 0.0))
    return cuts


def mix(space: Space, seats: np.ndarray, panels: Panels, watch: Watch) -> Mix:
    """The best mixture of whole panels for the relaxed lottery over ``seats``; new panels are added to ``panels``.

    Source: column generation after Gilmore and Gomory, 1961; the cut is own derivation.
    """
    master = _master(seats, panels, watch.unlimited())
    pricing = space.program(watch, integral=True)
    while True:
        answer = master.maximise(np.ones(1))
        share, prices, price = answer.values[0], np.abs(answer.row_duals[:-1]), abs(answer.row_duals[-1])
        watch.progress("columns", share)
        if share >= 1.0 - EXACT:
            return _mixture(panels, answer.values, share)
        try:
            found = pricing.maximise(prices)
        except OutOfTime:
            return _mixture(panels, answer.values, share, timely=False)
        if found.worth <= price + NOTHING or not panels.add(found.counts):
            return _mixture(panels, answer.values, share, Cut(prices, found.bound))
        _add(master, found.counts)


def _master(seats: np.ndarray, panels: Panels, watch: Watch) -> Program:
    """Maximise the share (the first column): each kind gets it of its seats, and the weights sum to 1."""
    kinds = len(seats)
    wanted = np.where(seats > NOTHING, seats, 0.0)
    first = np.zeros(1, dtype=np.int32)
    terms = [(first, np.array([-amount])) if amount else (first[:0], np.zeros(0)) for amount in wanted]
    terms.append((first[:0], np.zeros(0)))
    low, high = np.append(np.zeros(kinds), 1.0), np.append(np.full(kinds, INFINITY), 1.0)
    master = Program(watch, np.zeros(1), np.full(1, INFINITY), terms, low, high)
    for panel in panels.known.values():
        _add(master, panel)
    return master


def _add(master: Program, panel: np.ndarray) -> None:
    kinds = np.flatnonzero(panel)
    master.add_column(np.append(kinds, len(panel)), np.append(panel[kinds], 1.0))


def _mixture(panels, values, share, cut=None, timely=True) -> Mix:
    weights = values[1:]
    used = weights > NEGLIGIBLE
    chosen = tuple(panel for panel, use in zip(panels.known.values(), used, strict=True) if use)
    return Mix(chosen, weights[used] / weights[used].sum(), float(share), cut, timely)
