"""The fairest lottery over whole panels.

1. Leximin of the relaxed space bounds what any lottery can do. 2. It is peeled into whole panels. 3. One integer
program for every kind still without a panel finds one or proves that there is none. 4. Column generation finds the
best mixture; where the proof says that whole panels cannot reach the ideal, it yields a cut, and 1 begins anew.
At the end the ideal is reached by whole panels, so it is their leximin, not only a bound.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .columns import EXACT, Mix, Panels, cover, mix
from .leximin import Cut, Ideal, NoPanel, leximin
from .peeling import peel
from .pool import Pool
from .rules import Rules
from .space import Space, in_strict_order, space_of
from .watch import OutOfTime, Watch


@dataclass(frozen=True)
class Lottery:
    """Whole panels as counts of kinds, a line each, with the weights that they are drawn by.

    ``chances`` are by kind, ``ideal`` those that no lottery can better; ``bound`` and ``achieved`` are the least chance
    divided by the weight of the tier, among all who can be in a panel, the smallest weight counting as 1. ``shut_out``
    marks the kinds proved to be in no panel. ``exact`` unless time ran out before the ideal was reached.
    """

    pool: Pool
    rules: Rules
    space: Space
    panels: np.ndarray
    weights: np.ndarray
    ideal: np.ndarray
    bound: float
    tier_weights: np.ndarray
    method: str
    exact: bool

    @cached_property
    def chances(self) -> np.ndarray:
        """The chance of each member of a kind, 0 to 1."""
        return (self.weights @ self.panels) / self.space.people

    @cached_property
    def shut_out(self) -> np.ndarray:
        return self.ideal <= 0

    @property
    def achieved(self) -> float:
        return least_share(self, self.chances)

    def by_person(self, by_kind: np.ndarray) -> dict[str, float]:
        """A figure of kinds as one of people, by id in byte order; those who stay in a replacement have 1."""
        stay = self.rules.refill.stay if self.rules.refill else ()
        figures = dict.fromkeys(stay, 1.0)
        for kind, figure in zip(self.space.kinds, by_kind.tolist(), strict=True):
            figures |= {self.space.volunteers[member].id: figure for member in kind.members}
        return dict(sorted(figures.items(), key=lambda item: item[0].encode()))


def least_share(lottery: Lottery, chances: np.ndarray) -> float:
    """The least of these chances (by kind) divided by the weights, among kinds that can be in a panel."""
    return float((chances / lottery.tier_weights)[~lottery.shut_out].min())


def solve(
    pool: Pool,
    rules: Rules,
    limit: float | None = None,
    progress: Callable[[str, float], None] | None = None,
    cancel: Callable[[], bool] | None = None,
) -> Lottery:
    """The fairest lottery under the rules.

    ``limit`` in seconds: when they are over, the best lottery so far is returned with its distance from the bound.
    ``progress`` hears of steps ("bound", "panels", "columns") with a share of 0 to 1. Raises NoPanel when the quotas
    allow no panel, Cancelled within two seconds after ``cancel`` says so, OutOfTime when there is nothing yet to return.

    Source: leximin over panels is by Flanigan, Gölz, Gupta, Hennig and Procaccia (Nature 596, 2021); that kinds of
    people stand for people, and the weights, are own derivation.
    """
    return solve_watched(pool, rules, Watch(limit, progress, cancel))


def solve_watched(pool: Pool, rules: Rules, watch: Watch) -> Lottery:
    """As ``solve``, under a watch."""
    space = space_of(pool, rules)
    if space.some_panel(watch) is None:
        raise NoPanel
    space = in_strict_order(space, rules, watch)
    return _Search(pool, rules, space, watch).lottery(space.some_panel(watch))


def weights_of(space: Space, rules: Rules) -> np.ndarray:
    """The weight of every kind's tier, the smallest counting as 1."""
    if rules.tiers is None:
        return np.ones(len(space.kinds))
    weights = [rules.tiers.weight_of(kind.tier) for kind in space.kinds]
    return np.array([float(weight / min(weights)) for weight in weights])


class _Search:
    def __init__(self, pool: Pool, rules: Rules, space: Space, watch: Watch):
        self.pool, self.rules, self.space, self.watch = pool, rules, space, watch
        self.weights = weights_of(space, rules)
        self.panels = Panels(space)
        self.cuts: list[Cut] = []
        self.priced = False

    def lottery(self, some_panel: np.ndarray) -> Lottery:
        self.panels.add(some_panel)
        self.watch.progress("bound", 0.0)
        ideal = leximin(self.space, self.weights, self.cuts, self.watch)
        while True:
            try:
                if peeled := self._peeled(ideal):
                    return self._lottery(ideal, peeled)
                cuts = cover(self.space, self._seats(ideal), self.panels, self.watch)
            except OutOfTime:
                return self._lottery(ideal, self._mixture(self.panels.covered * self._seats(ideal)))
            mixture = None if cuts else self._mixture(self._seats(ideal))
            if mixture and not _is_cut_off(mixture):
                return self._lottery(ideal, mixture)
            self.cuts += cuts or [mixture.cut]
            ideal = leximin(self.space, self.weights, self.cuts, self.watch.unlimited())

    def _seats(self, ideal: Ideal) -> np.ndarray:
        return ideal.chances * self.space.people

    def _peeled(self, ideal: Ideal) -> Mix | None:
        """The lottery that peeling finds; None when there is none so near to the ideal, and then its panels are known."""
        peeled = []
        for weight, panel in peel(self.space, ideal.seats, self.watch):
            peeled.append((weight, panel))
            self.panels.add(panel)
        weights, panels = np.array([weight for weight, _ in peeled]), tuple(panel for _, panel in peeled)
        seats, wanted = weights @ np.array(panels) if panels else 0.0, self._seats(ideal)
        share = float(np.divide(seats, wanted, out=np.ones(len(wanted)), where=wanted > 0).min())
        return Mix(panels, weights / weights.sum(), share) if share >= 1.0 - EXACT else None

    def _mixture(self, seats: np.ndarray) -> Mix:
        known = len(self.panels.known)
        mixture = mix(self.space, seats, self.panels, self.watch)
        self.priced |= len(self.panels.known) > known
        return mixture

    def _lottery(self, ideal: Ideal, mixture: Mix) -> Lottery:
        exact = mixture.share >= 1.0 - EXACT and self.panels.covered[ideal.chances > 0].all()
        return Lottery(
            pool=self.pool,
            rules=self.rules,
            space=self.space,
            panels=np.array(mixture.panels),
            weights=mixture.weights,
            ideal=ideal.chances,
            bound=ideal.bound,
            tier_weights=self.weights,
            method=self._method(exact),
            exact=bool(exact),
        )

    def _method(self, exact: bool) -> str:
        """How the lottery was found, for the record's readers; the proof is the bound, not the method."""
        steps = ["leximin of the relaxation", "column generation" if self.priced else "peeled"]
        if self.cuts:
            steps.append(f"{len(self.cuts)} cuts")
        if not exact:
            steps.append("stopped short of the bound")
        return ", ".join(steps)


def _is_cut_off(mixture: Mix) -> bool:
    """Whether the proof that no mixture does better leaves the ideal outside; a hair's breadth does not count."""
    return mixture.cut is not None and mixture.cut.most <= 1.0 - EXACT / 10
