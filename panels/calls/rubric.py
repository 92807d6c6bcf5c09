"""How applications are scored and put into tiers, as a call tells everybody. Pure: no database.

The guideline has the city tell priorities apart before it draws and says no numbers (가이드라인 5-2, 온라인참여단 선정 기준);
what an office decided is published with the call and stands for it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from .criteria import WHOLE

MOST = 5
"""The best level of a criterion."""
LEVELS = {0: "없음", 1: "매우 낮음", 2: "낮음", 3: "보통", 4: "높음", 5: "매우 높음"}
"""What each level is called."""
EXAMPLE = 40, 3
"""A weight and a level by which a call shows how points are counted."""


@dataclass(frozen=True)
class Rules:
    """How far apart two readings may lie, and from how many points on an application is in the first or second tier."""

    gap: int = 20
    first: int = 70
    second: int = 40


def levels_in_words() -> str:
    """All levels in a row, the lowest first."""
    return ", ".join(f"{level} {name}" for level, name in LEVELS.items())


def counting_in_words(weights: Iterable[int]) -> str:
    """How a level becomes points, shown with one of the call's own weights if that makes whole points."""
    weight, level = EXAMPLE
    weight = next((one for one in weights if one * level % MOST == 0), weight)
    return (
        f"수준을 {MOST}로 나누어 배점을 곱하고 모두 더합니다. "
        f"배점이 {weight}점인 기준에서 수준이 {level}이면 {weight * level // MOST}점입니다."
    )


def readings_in_words(rules: Rules) -> str:
    """What is made of the readings."""
    return (
        f"두 사람의 점수를 평균합니다. 자격을 서로 다르게 보거나 점수가 {rules.gap}점 넘게 벌어지면 "
        "셋째 사람이 심사해, 가까운 두 점수를 평균합니다."
    )


def tiers_in_words(rules: Rules) -> list[tuple[str, str]]:
    """Each tier with the points that lead to it."""
    return [
        ("1순위", f"{rules.first}점 이상"),
        ("2순위", f"{rules.second}점 이상 {rules.first}점 미만"),
        ("3순위", f"{rules.second}점 미만"),
    ]


def refusal(rules: Rules) -> str:
    """Why these numbers cannot stand, in one Korean sentence, or "" when they can."""
    if not 0 < rules.second < rules.first <= WHOLE:
        return f"순위를 나누는 점수는 1순위가 2순위보다 높고, 둘 다 1~{WHOLE}점이어야 합니다."
    if rules.gap >= WHOLE:
        return f"셋째 심사를 하는 점수 차이는 {WHOLE}점보다 작아야 합니다."
    return ""
