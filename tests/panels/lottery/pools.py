"""Small pools written as people would, and everything about them counted the slow way."""

from collections import Counter
from functools import cache
from itertools import combinations, combinations_with_replacement

import highspy

from panels import lottery
from tests.bench import volunteers


def read(pool: str, quotas: str, size: int, **words):
    """Pool and rules of two tables."""
    return lottery.read_request(lottery.Request(pool.encode(), quotas.encode(), size, **words))


def table(quotas: dict) -> str:
    """quotas.csv of {(feature, value): (min, max)}."""
    lines = [f"{feature},{value},{least},{most}" for (feature, value), (least, most) in quotas.items()]
    return "\n".join(["feature,value,min,max", *lines])


def people(kinds: dict, header: str = "id,gender,age") -> str:
    """pool.csv of {"F,young": 3}: ids p00, p01, … in the order of the kinds."""
    cells = [cell for cell, count in kinds.items() for _ in range(count)]
    return "\n".join([header, *(f"p{number:02},{cell}" for number, cell in enumerate(cells))])


@cache
def skewed(size: int, areas: int = 5, seats: int = 30, slack: float = 0.2, seed: int = 1, **words):
    """Pool and rules of self-selected volunteers."""
    pool = volunteers.pool_csv(size, areas, seed, words.pop("homes", 0.0))
    return lottery.read_request(
        lottery.Request(pool, volunteers.quotas_csv(areas, seats, slack), seats, **words)
    )


def solved(pool, rules, m=None):
    """The lottery and its tickets, looked over."""
    found = lottery.solve(pool, rules)
    return found, lottery.examine(lottery.tickets(found, m))


def keeps(panel, rules) -> bool:
    """Whether these volunteers are a panel: counted one by one."""
    counts = Counter((f, v) for one in panel for f, v in zip(rules.features, one.values, strict=True))
    homes = Counter(one.household for one in panel if one.household)
    if rules.tiers:
        counts.update(
            (rules.tiers.column, one.tier) for one in panel if rules.tiers.column not in rules.features
        )
    in_limits = all(least <= counts[label] <= most for label, (least, most) in rules.limits().items())
    return in_limits and max(homes.values(), default=1) == 1


def all_panels(pool, rules) -> list[tuple[str, ...]]:
    """Every panel there is."""
    groups = combinations(pool.volunteers, rules.size)
    return [tuple(one.id for one in panel) for panel in groups if keeps(panel, rules)]


def slow_leximin(pool, rules) -> dict[str, float]:
    """Everybody's chance in the leximin lottery, by linear programs over every panel and every person."""
    panels = all_panels(pool, rules)
    weight = {v.id: float(rules.tiers.weight_of(v.tier)) if rules.tiers else 1.0 for v in pool.volunteers}
    fixed: dict[str, float] = {}
    while len(fixed) < len(weight):
        level = _raise(panels, weight, fixed, [i for i in weight if i not in fixed])
        for identity in [i for i in weight if i not in fixed]:
            floor = fixed | {i: level * weight[i] for i in weight if i not in fixed}
            if (
                _raise(panels, weight, {i: c for i, c in floor.items() if i != identity}, [identity])
                < level + 1e-7
            ):
                fixed[identity] = level * weight[identity]
    return fixed


def _raise(panels, weight, floor, wanted) -> float:
    """The greatest level that all the wanted can have together while the others keep what they have."""
    model = highspy.Highs()
    model.silent()
    draws = [model.addVariable(lb=0, ub=1) for _ in panels]
    level = model.addVariable(lb=0, ub=1)
    model.addConstr(model.qsum(draws) == 1)
    for identity in weight:
        inside = [draw for draw, panel in zip(draws, panels, strict=True) if identity in panel]
        if identity in wanted:
            model.addConstr(model.qsum(inside) - level * weight[identity] >= 0)
        elif inside:
            model.addConstr(model.qsum(inside) >= floor[identity] - 1e-9)
    model.maximize(level)
    return model.val(level)


def slow_ways(pool, rules, most: int = 12):
    """The least total of units by which quotas must give way, and every way, as sets of changes."""
    ends = {(*label, "min"): least for label, (least, _) in rules.limits().items()}
    ends |= {(*label, "max"): most for label, (_, most) in rules.limits().items()}
    counts = {
        tuple(
            sorted(
                Counter(
                    (f, v) for one in panel for f, v in zip(rules.features, one.values, strict=True)
                ).items()
            )
        )
        for panel in combinations(pool.volunteers, rules.size)
    }
    for total in range(1, most):
        ways = set()
        for units in combinations_with_replacement(ends, total):
            new = {
                end: old + Counter(units)[end] * (-1 if end[2] == "min" else 1) for end, old in ends.items()
            }
            labels = rules.limits()
            if any(
                all(new[*x, "min"] <= dict(panel).get(x, 0) <= new[*x, "max"] for x in labels)
                for panel in counts
            ):
                ways.add(frozenset((*end, ends[end], new[end]) for end in set(units)))
        if ways:
            return total, ways
    return None, set()


def as_set(way) -> frozenset:
    """A way as told, in the form of ``slow_ways``."""
    return frozenset((c.feature, c.value, c.side, c.old, c.new) for c in way)
