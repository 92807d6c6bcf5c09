"""What counts for a seat in each kind of panel, and how much (가이드라인 5-2, 선정 기준).

Pure: no database. The criteria are the guideline's; their weights are each call's own, published before anybody
applies. The usual ones for the 온라인참여단 (40:30:30) come from practice, the others share alike.
"""

from collections.abc import Mapping

from panels.enums import PanelKind

from .enums import Criterion

WHOLE = 100

USUAL: dict[str, dict[str, int]] = {
    PanelKind.ONLINE: {Criterion.USE: 40, Criterion.INTEREST: 30, Criterion.UNDERSTANDING: 30},
    PanelKind.CITIZEN: {Criterion.RECORD: 50, Criterion.UTILISATION: 50},
    PanelKind.EXPERT: {Criterion.IT_EXPERTISE: 50, Criterion.FIELD_EXPERTISE: 50},
    PanelKind.MIXED: {
        Criterion.RECORD: 25,
        Criterion.UTILISATION: 25,
        Criterion.IT_EXPERTISE: 25,
        Criterion.FIELD_EXPERTISE: 25,
    },
    PanelKind.WORKING: {
        Criterion.PROJECT_UNDERSTANDING: 40,
        Criterion.RECORD: 30,
        Criterion.UTILISATION: 30,
    },
}
"""The criteria of each kind that is recruited in the open, with the weights that a new call begins with."""


def is_recruited(kind: str) -> bool:
    """Whether seats of this kind are given by a public call: those of a 시민추진단 are."""
    return kind in USUAL


def draws_lots(kind: str) -> bool:
    """Whether seats are usually drawn by lot among equals in rank: in the 온라인참여단, which is to be representative."""
    return kind == PanelKind.ONLINE


def weights_refusal(kind: str, weights: Mapping[str, int]) -> str:
    """Why these weights cannot stand for that kind, in one Korean sentence, or "" when they can."""
    if set(weights) != set(USUAL[kind]):
        names = ", ".join(Criterion(one).label for one in USUAL[kind])
        return f"선정 기준은 {names}입니다."
    if any(weight < 0 for weight in weights.values()):
        return "배점은 0점 이상이어야 합니다."
    total = sum(weights.values())
    return "" if total == WHOLE else f"배점의 합은 {WHOLE}점이어야 하는데 지금은 {total}점입니다."
