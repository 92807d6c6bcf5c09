"""What each way to treat tiers costs, before anybody decides for one."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from .leximin import NoPanel
from .lotteries import Lottery, solve_watched
from .pool import Pool
from .priority import Priority
from .rules import Rules
from .watch import Watch


@dataclass(frozen=True)
class Spread:
    """The chances of a group of people: how many there are, the seats that they get on average, least, mean and
    greatest chance, and how many have none."""

    people: int
    seats: float
    least: float
    mean: float
    greatest: float
    none: int


@dataclass(frozen=True)
class Price:
    """One option: the spread over all, and by tier; the Gini coefficient of all chances (0 is equality). ``possible``
    is unset, and the rest empty, when no panel keeps to the option."""

    priority: Priority
    possible: bool
    overall: Spread | None = None
    tiers: tuple[tuple[str, Spread], ...] = ()
    gini: float = 0.0


def price(
    pool: Pool, rules: Rules, options: Iterable[Priority], watch: Watch | None = None
) -> tuple[Price, ...]:
    """The price of every option under rules with tiers: each is solved in full, none is estimated.

    Source: own derivation.
    """
    return tuple(_price(pool, rules, option, watch or Watch()) for option in options)


def _price(pool: Pool, rules: Rules, option: Priority, watch: Watch) -> Price:
    rules = replace(rules, tiers=replace(rules.tiers, priority=option))
    try:
        return priced(solve_watched(pool, rules, watch))
    except NoPanel:
        return Price(option, possible=False)


def priced(lottery: Lottery) -> Price:
    """The price of a lottery that is there already; its rules have tiers.

    Source: own derivation.
    """
    tiers, chances = lottery.rules.tiers, lottery.by_person(lottery.chances)
    by_tier = {tier: [] for tier in tiers.order}
    for volunteer in lottery.pool.volunteers:
        by_tier[volunteer.tier].append(chances[volunteer.id])
    own = tuple((tier, spread(group)) for tier, group in by_tier.items() if group)
    return Price(tiers.priority, True, spread(chances.values()), own, gini(chances.values()))


def spread(chances: Iterable[float]) -> Spread:
    """The spread of some people's chances; there must be at least one.

    Source: own derivation.
    """
    values = np.fromiter(chances, dtype=float)
    none = int((values <= 0).sum())
    return Spread(
        len(values), float(values.sum()), float(values.min()), float(values.mean()), float(values.max()), none
    )


def gini(chances: Iterable[float]) -> float:
    """The Gini coefficient: 0 when all chances are equal, near 1 when one person has them all.

    Source: Gini, 1912; in the form for sorted values.
    """
    values = np.sort(np.fromiter(chances, dtype=float))
    ranks = np.arange(1, len(values) + 1)
    return float(2 * (ranks * values).sum() / (len(values) * values.sum()) - (len(values) + 1) / len(values))
