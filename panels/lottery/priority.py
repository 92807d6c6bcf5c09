"""Who comes first: tiers of volunteers, and what a tier is worth in the lottery.

Tiers, not points: points pretend to precision. Within the quotas, a tier may weigh more in the leximin (the
default), hold a number of seats, or be seated before the next one, which leaves the last tiers without any chance.
"""

import re
from dataclasses import dataclass
from fractions import Fraction

_WEIGHT = re.compile(r"\d{1,6}(\.\d{1,6})?", re.ASCII)
WEIGHTS = "가중치는 0보다 크고 100만보다 작은 수로, 소수점 아래 여섯 자리까지 적습니다."
SEATS = "자리는 18, 18-, -3, 15-18, -처럼, 수마다 여섯 자리까지 적습니다."


@dataclass(frozen=True)
class Weights:
    """A volunteer's chance counts divided by the weight of the tier; one positive weight a tier."""

    weights: tuple[Fraction, ...]

    def __str__(self):
        return f"weights:{','.join(map(_number, self.weights))}"


@dataclass(frozen=True)
class Shares:
    """Seats from (least) to (most) for each tier; None leaves that end open."""

    seats: tuple[tuple[int | None, int | None], ...]

    def __str__(self):
        return f"shares:{','.join(map(_span, self.seats))}"


@dataclass(frozen=True)
class Strict:
    """As many of the first tier as the quotas let in, then as many of the second, and so on."""

    def __str__(self):
        return "strict"


@dataclass(frozen=True)
class Unweighted:
    """Tiers are known and count for nothing."""

    def __str__(self):
        return "none"


Priority = Weights | Shares | Strict | Unweighted


@dataclass(frozen=True)
class Tiers:
    """The column that holds the tier, the tiers from first to last, and what they are worth."""

    column: str
    order: tuple[str, ...]
    priority: Priority

    def weight_of(self, tier: str) -> Fraction:
        """The weight of the tier; 1 unless the priority is by weights."""
        if isinstance(self.priority, Weights):
            return self.priority.weights[self.order.index(tier)]
        return Fraction(1)


def default_weights(tiers: int) -> Weights:
    """4:2:1 for three tiers; each tier weighs twice the next."""
    return Weights(tuple(Fraction(2**place) for place in reversed(range(tiers))))


def read_priority(text: str, tiers: int, size: int) -> Priority:
    """The priority written as ``weights:4,2,1``, ``shares:18,9,3``, ``strict`` or ``none``; "" is the default.

    A share is a number of seats, ``18-`` (at least), ``-3`` (at most), ``15-18``, or ``-`` (any number). Raises
    ValueError with one Korean sentence for what cannot be read or does not fit the tiers and the size.

    Source: weights after the weighted lotteries of Goodwin, 1992; shares after the soft bounds of Ehlers,
    Hafalir, Yenmez and Yildirim, 2014; 4:2:1 is the portal's own default.
    """
    if text == "":
        return default_weights(tiers)
    if text in ("none", "strict"):
        return Strict() if text == "strict" else Unweighted()
    kind, _, rest = text.partition(":")
    if kind not in _READERS:
        raise ValueError(f"'{text}'은(는) weights:…, shares:…, strict, none 가운데 하나가 아닙니다.")
    items = [item.strip() for item in rest.split(",")]
    if len(items) != tiers:
        there = len(items) if rest.strip() else 0
        raise ValueError(f"순위마다 하나씩 쉼표로 이어 {tiers}개를 적어 주세요. 지금은 {there}개입니다.")
    return _READERS[kind](items, size)


def _weights(items: list[str], size: int) -> Weights:
    wrong = [item for item in items if not (_WEIGHT.fullmatch(item) and Fraction(item) > 0)]
    if wrong:
        raise ValueError(f"{WEIGHTS} {_listed(wrong)}")
    return Weights(tuple(map(Fraction, items)))


def _shares(items: list[str], size: int) -> Shares:
    spans = tuple(map(_read_span, items))
    if any(most is not None and (least or 0) > most for least, most in spans):
        raise ValueError("한 순위의 최소 자리가 최대 자리보다 큽니다.")
    if sum(least or 0 for least, _ in spans) > size:
        raise ValueError(f"순위별 최소 자리를 더하면 정원 {size}명을 넘습니다.")
    if sum(size if most is None else most for _, most in spans) < size:
        raise ValueError(f"순위별 최대 자리를 더해도 정원 {size}명이 되지 않습니다.")
    return Shares(spans)


_READERS = {"weights": _weights, "shares": _shares}


def _read_span(item: str) -> tuple[int | None, int | None]:
    found = re.fullmatch(r"(\d{0,6})(-?)(\d{0,6})", item, re.ASCII)
    if not found or item == "":
        raise ValueError(f"{SEATS} {_listed([item])}")
    least, dash, most = found.groups()
    if not dash:
        return int(item), int(item)
    return int(least) if least else None, int(most) if most else None


def _listed(wrong: list[str]) -> str:
    return "맞지 않는 것: " + ", ".join(item or "빈칸" for item in wrong)


def _span(seats: tuple[int | None, int | None]) -> str:
    least, most = ("" if end is None else str(end) for end in seats)
    return least if least == most != "" else f"{least}-{most}"


def _number(weight: Fraction) -> str:
    return str(weight) if weight.denominator == 1 else str(float(weight))
