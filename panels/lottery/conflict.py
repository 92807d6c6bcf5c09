"""A smallest set of quotas that cannot be kept together.

Whatever drops at least one quota of every conflict makes a panel possible, and the other way round: a set that hits
every such correction is a conflict. So the least set that hits the corrections known so far is either a conflict, and
then the smallest, or some panel keeps it, and what that panel drops is one more correction. (Implicit hitting sets;
Ignatiev, Previti, Liffiton and Marques-Silva, 2015.)
"""

from collections.abc import Iterable

import numpy as np

from .programs import INFINITY, Program
from .relaxation import End, Limit
from .space import Space
from .watch import Watch


def smallest_conflict(
    space: Space, ends: tuple[End, ...], corrections: Iterable[Iterable[Limit]], watch: Watch
) -> tuple[Limit, ...]:
    """The limits of a smallest set of ends that no panel keeps, whatever else it breaks.

    Empty when even without any quota there is no panel. ``corrections`` are sets of limits that are known to make a
    panel possible when they are dropped. There must be no panel that keeps all ends.

    Source: implicit hitting sets, Ignatiev, Previti, Liffiton and Marques-Silva, 2015.
    """
    number = {end.limit: place for place, end in enumerate(ends)}
    known = [sorted(number[limit] for limit in correction) for correction in corrections]
    dropping = _Dropping(space, ends, watch)
    while True:
        kept = _least_hitting_set(len(ends), known, watch)
        dropped = dropping.fewest(kept)
        if dropped is None:
            return tuple(ends[place].limit for place in kept)
        known.append(dropped)


class _Dropping:
    """The panel that drops fewest quotas while it keeps certain ones.

    Each end has a row of its own: whether one end of a quota is dropped must not move the other.
    """

    def __init__(self, space: Space, ends: tuple[End, ...], watch: Watch):
        self.kinds, self.ends = len(space.kinds), ends
        self.upper = np.append(space.people, np.ones(len(ends)))
        firm = [row for row in space.rows if not row.label]
        terms = [(row.columns, np.ones(len(row.columns))) for row in firm]
        low, high = [row.low for row in firm], [row.high for row in firm]
        for place, end in enumerate(ends):
            row = space.rows[end.row]
            units = np.append(np.ones(len(row.columns)), end.sign * end.units)
            terms.append((np.append(row.columns, self.kinds + place), units))
            low.append(row.low if end.limit.side == "min" else -INFINITY)
            high.append(INFINITY if end.limit.side == "min" else row.high)
        self.program = Program(watch, np.zeros(len(self.upper)), self.upper, terms, low, high, integral=True)

    def fewest(self, kept: list[int]) -> list[int] | None:
        """The places of the ends that are dropped; None when the kept ones already exclude every panel."""
        upper = self.upper.copy()
        upper[self.kinds + np.array(kept, dtype=np.int64)] = 0.0
        self.program.bound_columns(np.zeros(len(upper)), upper)
        answer = self.program.maximise(np.append(np.zeros(self.kinds), -np.ones(len(self.ends))))
        return None if answer is None else np.flatnonzero(answer.counts[self.kinds :]).tolist()


def _least_hitting_set(ends: int, sets: list[list[int]], watch: Watch) -> list[int]:
    if not sets:
        return []
    terms = [(np.array(places), np.ones(len(places))) for places in sets]
    low, high = np.ones(len(sets)), np.full(len(sets), float(ends))
    program = Program(watch, np.zeros(ends), np.ones(ends), terms, low, high, integral=True)
    return np.flatnonzero(program.maximise(-np.ones(ends)).counts).tolist()
