"""The space of panels: how many of each kind may sit together under the quotas."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from .kinds import Kind, Shape, sort_into_kinds
from .pool import Pool, Volunteer
from .priority import Strict, Unweighted
from .programs import Program
from .rules import Rules
from .watch import Watch

Label = tuple[str, str]
"""What a quota is about: a feature and a value, or the tiers' column and a tier."""


@dataclass(frozen=True)
class Row:
    """From ``least`` to ``most`` seats of a panel go to the kinds in ``columns``; ``seated`` of them are taken by who
    stays. Rows without label hold whatever happens: the size, and one seat a household."""

    label: Label | None
    columns: np.ndarray
    least: int
    most: int
    seated: int = 0

    @property
    def low(self) -> int:
        return max(self.least - self.seated, 0)

    @property
    def high(self) -> int:
        """Negative when those who stay are too many already."""
        return self.most - self.seated


@dataclass(frozen=True)
class Space:
    """All panels of ``seats`` open seats, as counts of ``kinds`` that keep to ``rows``.

    ``volunteers`` are those who may be seated; ``people`` says how many of each kind there are. ``staying`` hold the other
    seats in a replacement.
    """

    volunteers: tuple[Volunteer, ...]
    kinds: tuple[Kind, ...]
    shapes: tuple[Shape, ...]
    rows: tuple[Row, ...]
    seats: int
    staying: tuple[Volunteer, ...] = ()

    @cached_property
    def people(self) -> np.ndarray:
        return np.array([len(kind.members) for kind in self.kinds], dtype=np.int64)

    @cached_property
    def lows(self) -> np.ndarray:
        return np.array([row.low for row in self.rows], dtype=float)

    @cached_property
    def highs(self) -> np.ndarray:
        return np.array([row.high for row in self.rows], dtype=float)

    @cached_property
    def incidence(self) -> tuple[np.ndarray, np.ndarray]:
        """Row and column of every 1 in the matrix of rows and kinds, row by row."""
        sizes = [len(row.columns) for row in self.rows]
        return np.repeat(np.arange(len(sizes)), sizes), np.concatenate([row.columns for row in self.rows])

    def totals(self, seats: np.ndarray) -> np.ndarray:
        """What each row counts when every kind has these seats."""
        rows, columns = self.incidence
        return np.bincount(rows, weights=seats[columns], minlength=len(self.rows))

    def program(self, watch: Watch, integral: bool = False, first: bool = False) -> Program:
        """The program whose solutions are the panels, or with ``integral`` unset their relaxation."""
        terms = [(row.columns, np.ones(len(row.columns))) for row in self.rows]
        people = self.people
        return Program(
            watch, np.zeros(len(people)), people, terms, self.lows, self.highs, integral=integral, first=first
        )

    def some_panel(self, watch: Watch) -> np.ndarray | None:
        """Any whole panel, None when there is none."""
        found = self.program(watch, integral=True, first=True).maximise()
        return None if found is None else found.counts


def space_of(pool: Pool, rules: Rules) -> Space:
    """The space of panels of the pool; under a strict order see ``in_strict_order``.

    In a replacement those who stay hold their seats; nobody else of their households may be in the pool.
    """
    staying = frozenset(rules.refill.stay) if rules.refill else frozenset()
    stay = tuple(volunteer for volunteer in pool.volunteers if volunteer.id in staying)
    rest = candidates(pool, rules)
    kinds, shapes = sort_into_kinds(rest)
    seats = rules.size - len(staying)
    every = np.arange(len(kinds), dtype=np.int32)
    quotas = [_quota_row(rules, kinds, stay, label, ends) for label, ends in rules.limits_in_force().items()]
    homes = [Row(None, np.array(shape.kinds, dtype=np.int32), 0, len(shape.households)) for shape in shapes]
    return Space(rest, kinds, shapes, (Row(None, every, seats, seats), *quotas, *homes), seats, stay)


def candidates(pool: Pool, rules: Rules) -> tuple[Volunteer, ...]:
    """Who may be seated: all but those who stay in a replacement, without their tiers where tiers count for nothing."""
    staying = frozenset(rules.refill.stay) if rules.refill else frozenset()
    volunteers = tuple(volunteer for volunteer in pool.volunteers if volunteer.id not in staying)
    if rules.tiers and isinstance(rules.tiers.priority, Unweighted):
        return tuple(replace(volunteer, tier="") for volunteer in volunteers)
    return volunteers


def _quota_row(
    rules: Rules, kinds: Iterable[Kind], stay: Iterable[Volunteer], label: Label, ends: tuple[int, int]
) -> Row:
    columns = [number for number, kind in enumerate(kinds) if has(rules, kind, label)]
    seated = sum(has(rules, volunteer, label) for volunteer in stay)
    return Row(label, np.array(columns, dtype=np.int32), *ends, seated)


def has(rules: Rules, somebody: Kind | Volunteer, label: Label) -> bool:
    """Whether a quota with this label counts this volunteer, or this kind."""
    feature, value = label
    if feature in rules.features:
        return somebody.values[rules.features.index(feature)] == value
    return somebody.tier == value


def in_strict_order(space: Space, rules: Rules, watch: Watch) -> Space:
    """The panels with as many of the first tier as any panel holds, among these of the second, and so on.

    The same space when the priority is not strict. There must be a panel.

    Source: own derivation: lexicographic order, one integer program a tier.
    """
    if rules.tiers is None or not isinstance(rules.tiers.priority, Strict):
        return space
    for tier in rules.tiers.order:
        columns = [number for number, kind in enumerate(space.kinds) if kind.tier == tier]
        cost = np.zeros(len(space.kinds))
        cost[columns] = 1.0
        seats = round(space.program(watch, integral=True).maximise(cost).worth)
        seated = sum(volunteer.tier == tier for volunteer in space.staying)
        most = seats + seated
        row = Row((rules.tiers.column, tier), np.array(columns, dtype=np.int32), most, most, seated)
        space = replace(space, rows=(*space.rows, row))
    return space
