"""How many more volunteers, and of which kind, would make a panel possible without touching a quota."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from .programs import INFINITY, Program, Term
from .space import Label, Space
from .watch import Watch


@dataclass(frozen=True)
class Recruits:
    """``count`` more volunteers of other households with these (feature, value); any value where none is said."""

    count: int
    values: tuple[Label, ...]


def recruit(space: Space, watch: Watch) -> tuple[Recruits, ...] | None:
    """The fewest recruits that would do; None when no recruits would, because the quotas contradict each other.

    Of equally few the least particular ones: as many as possible of their values are left open, in every case of which
    there is a panel, and the others are as common among the volunteers as may be.

    Source: own derivation: an integer program in three steps.
    """
    return _Recruiting(space, watch).fewest()


class _Recruiting:
    """Columns: the kinds; recruits with each label; recruits of each feature whose value is open; all recruits."""

    def __init__(self, space: Space, watch: Watch):
        self.space, self.watch = space, watch
        self.labels = [row.label for row in space.rows if row.label]
        self.features = list(dict.fromkeys(feature for feature, _ in self.labels))
        kinds = len(space.kinds)
        self.named = kinds + np.arange(len(self.labels))
        self.open = kinds + len(self.labels) + np.arange(len(self.features))
        self.all = kinds + len(self.labels) + len(self.features)

    def fewest(self) -> tuple[Recruits, ...] | None:
        program = self._program()
        least = program.maximise(self._cost([self.all], -1.0))
        if least is None:
            return None
        program.add_row(np.array([self.all]), np.ones(1), 0.0, float(-round(least.worth)))
        most_open = round(program.maximise(self._cost(self.open, 1.0)).worth)
        program.add_row(self.open, np.ones(len(self.open)), float(most_open), INFINITY)
        return self._recruits(program.maximise(self._cost(self.named, self._shares())).counts)

    def _program(self) -> Program:
        terms, low, high = zip(*self._rows(), strict=True)
        upper = np.append(self.space.people, np.full(self.all + 1 - len(self.space.kinds), self.space.seats))
        return Program(self.watch, np.zeros(len(upper)), upper, terms, low, high, integral=True)

    def _rows(self) -> Iterator[tuple[Term, float, float]]:
        """The size is filled up by recruits; an open value must do no harm whether or not it counts for a quota."""
        named = iter(self.named.tolist())
        for number, row in enumerate(self.space.rows):
            if number == 0:
                yield self._term(row.columns, [self.all]), row.low, row.high
            elif row.label:
                recruits = [next(named)]
                yield self._term(row.columns, recruits), row.low, INFINITY
                recruits.append(self.open[self.features.index(row.label[0])])
                yield self._term(row.columns, recruits), -INFINITY, row.high
            else:
                yield self._term(row.columns, []), row.low, row.high
        for feature, column in zip(self.features, self.open, strict=True):
            values = [n for n, label in zip(self.named, self.labels, strict=True) if label[0] == feature]
            columns = np.array([*values, column, self.all])
            yield (columns, np.append(np.ones(len(columns) - 1), -1.0)), 0.0, 0.0

    def _term(self, kinds: np.ndarray, others: list[int]) -> Term:
        columns = np.append(kinds, np.array(others, dtype=np.int64))
        return columns, np.ones(len(columns))

    def _cost(self, columns: Sequence[int], worth: float | np.ndarray) -> np.ndarray:
        cost = np.zeros(self.all + 1)
        cost[columns] = worth
        return cost

    def _shares(self) -> np.ndarray:
        people = self.space.people
        counts = [people[row.columns].sum() for row in self.space.rows if row.label]
        return np.array(counts, dtype=float) / max(int(people.sum()), 1)

    def _recruits(self, counts: np.ndarray) -> tuple[Recruits, ...]:
        """Recruits one by one: each feature's values in turn, those left open last."""
        lists = []
        for feature in self.features:
            own = [
                (n, label) for n, label in zip(self.named, self.labels, strict=True) if label[0] == feature
            ]
            values = [label for n, label in own for _ in range(counts[n])]
            lists.append(values + [None] * (counts[self.all] - len(values)))
        people = [tuple(filter(None, values)) for values in zip(*lists, strict=True)]
        people = people or [()] * counts[self.all]
        return tuple(Recruits(count, values) for values, count in Counter(people).items())
