"""The rules of a lottery: seats, quotas, tiers, households, and in which order quotas give way."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from .priority import Shares, Tiers
from .tables import Fault, Table

QUOTA_COLUMNS = ("feature", "value", "min", "max")


@dataclass(frozen=True)
class Quota:
    """From ``least`` to ``most`` members of the panel have this value of this feature."""

    feature: str
    value: str
    least: int
    most: int


@dataclass(frozen=True, order=True)
class Change:
    """A quota's end ("min" or "max") that moves from ``old`` to ``new``."""

    feature: str
    value: str
    side: str
    old: int
    new: int

    @property
    def units(self) -> int:
        return abs(self.new - self.old)


@dataclass(frozen=True)
class Refill:
    """Which lottery a replacement continues: the first one's commitment, the how-manieth replacement this is (from 1),
    who stays, who is gone, and the approved breach of quotas, empty when all are kept."""

    commitment: str
    turn: int
    stay: tuple[str, ...]
    gone: tuple[str, ...]
    breach: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Rules:
    """All that decides a lottery beside the pool.

    ``quotas`` stand in the declared order of features, values in byte order within a feature. ``household`` is the
    name of a column: at most one member of a household sits on a panel. ``requirements`` are (column, value) that
    every volunteer must have. ``relaxed_first`` are the features in the order in which their quotas give way.
    """

    size: int
    quotas: tuple[Quota, ...]
    tiers: Tiers | None = None
    household: str = ""
    requirements: tuple[tuple[str, str], ...] = ()
    relaxed_first: tuple[str, ...] = ()
    refill: Refill | None = None

    @property
    def features(self) -> tuple[str, ...]:
        """The features with quotas, in the declared order."""
        return tuple(dict.fromkeys(quota.feature for quota in self.quotas))

    @property
    def columns(self) -> tuple[str, ...]:
        """What the lottery needs to know of a volunteer: the features, then the tier, then the household."""
        tier = self.tiers.column if self.tiers else ""
        return tuple(dict.fromkeys(name for name in (*self.features, tier, self.household) if name))

    @property
    def giving_way(self) -> tuple[str, ...]:
        """Every label of quotas, the first to give way first: seats of tiers, then the features in order."""
        tier = (self.tiers.column,) if self.tiers and isinstance(self.tiers.priority, Shares) else ()
        last = tuple(name for name in reversed(self.features) if name not in self.relaxed_first)
        return tuple(dict.fromkeys((*tier, *self.relaxed_first, *last)))

    def limits(self) -> dict[tuple[str, str], tuple[int, int]]:
        """The least and most of every (feature, value), seats of tiers included, as they stand in the rules."""
        limits = {(quota.feature, quota.value): (quota.least, quota.most) for quota in self.quotas}
        if self.tiers and isinstance(self.tiers.priority, Shares):
            for tier, (least, most) in zip(self.tiers.order, self.tiers.priority.seats, strict=True):
                ends = (least or 0, self.size if most is None else most)
                limits[self.tiers.column, tier] = _narrower(limits.get((self.tiers.column, tier)), ends)
        return limits

    def limits_in_force(self) -> dict[tuple[str, str], tuple[int, int]]:
        """As ``limits``, with the approved breach of a replacement."""
        limits = self.limits()
        for change in self.refill.breach if self.refill else ():
            least, most = limits[change.feature, change.value]
            limits[change.feature, change.value] = (
                (change.new, most) if change.side == "min" else (least, change.new)
            )
        return limits

    def breached(self, changes: Iterable[Change]) -> "Rules":
        """The rules of a replacement with these changes approved."""
        return replace(self, refill=replace(self.refill, breach=tuple(changes)))


def _narrower(one: tuple[int, int] | None, other: tuple[int, int]) -> tuple[int, int]:
    return other if one is None else (max(one[0], other[0]), min(one[1], other[1]))


def ordered(quotas: Iterable[Quota]) -> tuple[Quota, ...]:
    """The quotas with each feature's values in byte order; features keep the order of their first quota.

    Source: own derivation: one order of writing, one hash.
    """
    quotas = list(quotas)
    features = list(dict.fromkeys(quota.feature for quota in quotas))
    return tuple(sorted(quotas, key=lambda quota: (features.index(quota.feature), quota.value.encode())))


def read_quotas(table: Table, faults: list[Fault]) -> tuple[Quota, ...]:
    """The quotas of a table ``feature,value,min,max``; bad rows are added to ``faults`` and left out."""
    first: dict[tuple[str, str], int] = {}
    quotas = []
    for line, cells in table.rows:
        reasons = [*_quota_faults(cells, first)]
        faults += [Fault(table.file, line, reason) for reason in reasons]
        first.setdefault((cells["feature"], cells["value"]), line)
        if not reasons:
            quotas.append(Quota(cells["feature"], cells["value"], int(cells["min"]), int(cells["max"])))
    return ordered(quotas)


def _quota_faults(cells, first):
    key = cells["feature"], cells["value"]
    if not all(key):
        yield "feature와 value를 모두 적어야 합니다."
    if cells["feature"] == "id":
        yield "'id'에는 할당을 둘 수 없습니다."
    if key in first:
        yield f"{key[0]} '{key[1]}'의 할당이 {first[key]}행에 이미 있습니다."
    numbers = [cells["min"], cells["max"]]
    bad = [number for number in numbers if not re.fullmatch(r"\d{1,6}", number, re.ASCII)]
    for number in bad:
        yield f"'{number}'은(는) 0 이상의 정수가 아닙니다."
    if not bad and int(numbers[0]) > int(numbers[1]):
        yield f"최소 {numbers[0]}이(가) 최대 {numbers[1]}보다 큽니다."
