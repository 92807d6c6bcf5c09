"""The check before the lottery: is there a panel, and if not, what would have to change."""

from dataclasses import dataclass

import numpy as np

from .conflict import smallest_conflict
from .leximin import leximin
from .lotteries import weights_of
from .pool import Pool
from .recruiting import Recruits, recruit
from .relaxation import Limit, Relaxation, ends_of, relax
from .rules import Rules
from .space import Space, in_strict_order, space_of
from .watch import Watch


@dataclass(frozen=True)
class Feasible:
    """There are panels. ``bound``: no lottery gives everybody but those ``shut_out`` a greater chance (divided by the weight
    of the tier). ``certain`` and ``shut_out`` are the ids that the relaxation alone fixes: the lottery may prove more, and
    give the others more once somebody else turns out to be in no panel."""

    bound: float
    certain: tuple[str, ...]
    shut_out: tuple[str, ...]


@dataclass(frozen=True)
class Infeasible:
    """There is no panel.

    ``relaxation`` is None when no change of quotas brings one about (too few people, or households), ``conflict`` is
    then empty. ``recruit`` is None when no recruits would do, because the quotas contradict each other or the size.
    """

    relaxation: Relaxation | None
    conflict: tuple[Limit, ...]
    recruit: tuple[Recruits, ...] | None


def check(pool: Pool, rules: Rules, watch: Watch | None = None) -> Feasible | Infeasible:
    """What can be said about pool and rules in seconds.

    Source: own derivation: leximin of the relaxation for the bound, ``relaxation``, ``conflict`` and ``recruiting``.
    """
    watch = watch or Watch()
    space = space_of(pool, rules)
    if space.some_panel(watch) is None:
        return explain(space, rules, watch)
    space = in_strict_order(space, rules, watch)
    ideal = leximin(space, weights_of(space, rules), [], watch)
    return Feasible(ideal.bound, _ids(space, ideal.chances >= 1), _ids(space, ideal.chances <= 0))


def explain(space: Space, rules: Rules, watch: Watch) -> Infeasible:
    """Why there is no panel in the space, and what would bring one about."""
    relaxation = relax(space, rules, watch)
    conflict = ()
    if relaxation:
        ends = ends_of(space, rules.size)
        known = [[Limit(c.feature, c.value, c.side, c.old) for c in way] for way in relaxation.ways]
        conflict = smallest_conflict(space, ends, known, watch)
    return Infeasible(relaxation, conflict, recruit(space, watch))


def _ids(space: Space, marked: np.ndarray) -> tuple[str, ...]:
    kinds = [kind for kind, mark in zip(space.kinds, marked.tolist(), strict=True) if mark]
    ids = [space.volunteers[member].id for kind in kinds for member in kind.members]
    return tuple(sorted(ids, key=str.encode))
