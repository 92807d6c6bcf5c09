"""Points, outcomes and tiers from what officials marked. Pure: no database.

Each criterion is marked in levels from 0 to 5 and counts for its published weight, so that an application has up to a
hundred points. Two readings decide; where they disagree on the eligibility or lie further apart than the rules allow,
a third one does: the majority on the eligibility, and the mean of the two nearest totals.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import combinations

from panels.calls.rubric import MOST, Rules


@dataclass(frozen=True)
class Mark:
    """One official's word: whether the applicant may be chosen, and the points."""

    eligible: bool
    points: Fraction


class Outcome(StrEnum):
    WAITING = "waiting"
    DISPUTED = "disputed"
    INELIGIBLE = "ineligible"
    SCORED = "scored"


@dataclass(frozen=True)
class Result:
    """What the readings come to; ``points`` and ``tier`` (1, 2 or 3) only where the application is scored."""

    outcome: Outcome
    points: Fraction | None = None
    tier: int | None = None

    @property
    def is_settled(self) -> bool:
        return self.outcome in (Outcome.INELIGIBLE, Outcome.SCORED)


def points(levels: Mapping[str, int], weights: Mapping[str, int]) -> Fraction:
    """The points of one reading, of a hundred: each level's share of the criterion's weight."""
    return sum((Fraction(levels[key] * weight, MOST) for key, weight in weights.items()), Fraction(0))


def result(marks: Iterable[Mark], rules: Rules) -> Result:
    """What two or three readings come to."""
    marks = list(marks)
    if len(marks) < 2:
        return Result(Outcome.WAITING)
    if len(marks) == 2 and disagree(*marks, rules):
        return Result(Outcome.DISPUTED)
    if 2 * sum(mark.eligible for mark in marks) < len(marks) + 1:
        return Result(Outcome.INELIGIBLE)
    mean = middle([mark.points for mark in marks if mark.eligible])
    return Result(Outcome.SCORED, mean, tier(mean, rules))


def disagree(one: Mark, other: Mark, rules: Rules) -> bool:
    """Whether a third official has to read it."""
    if one.eligible != other.eligible:
        return True
    return one.eligible and abs(one.points - other.points) > rules.gap


def middle(totals: list[Fraction]) -> Fraction:
    """The mean of the two nearest totals; of equally near pairs the higher one."""
    low, high = min(combinations(sorted(totals), 2), key=lambda pair: (pair[1] - pair[0], -pair[1]))
    return (low + high) / 2


def tier(mean: Fraction, rules: Rules) -> int:
    """The applicant's rank for the lottery: 1 goes first."""
    if mean >= rules.first:
        return 1
    return 2 if mean >= rules.second else 3


def shown(total: Fraction) -> str:
    """Points as people read them: one decimal, a half rounded up, no needless zero."""
    tenths = (total * 10 + Fraction(1, 2)).__floor__()
    whole, tenth = divmod(tenths, 10)
    return f"{whole}.{tenth}점" if tenth else f"{whole}점"
