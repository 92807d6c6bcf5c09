"""What counts for a seat in each kind of panel, and how much (가이드라인 5-2, 선정 기준).

Pure: no database. The criteria are the guideline's; their weights are each call's own, published before anybody
applies. The usual ones for the 온라인참여단 (40:30:30) come from practice, the others share alike.
"""

from collections.abc import Mapping

from panels.enums import MemberSide, PanelKind

from .enums import Criterion

WHOLE = 100

USUAL: dict[str, dict[str, int]] = {
    PanelKind.ONLINE: {Criterion.USE: 40, Criterion.INTEREST: 30, Criterion.UNDERSTANDING: 30},
    PanelKind.CITIZEN: {Criterion.RECORD: 50, Criterion.UTILISATION: 50},
    PanelKind.EXPERT: {Criterion.IT_EXPERTISE: 50, Criterion.FIELD_EXPERTISE: 50},
    PanelKind.MIXED: {
        Criterion.RECORD: 50,
        Criterion.UTILISATION: 50,
        Criterion.IT_EXPERTISE: 50,
        Criterion.FIELD_EXPERTISE: 50,
    },
    PanelKind.WORKING: {
        Criterion.PROJECT_UNDERSTANDING: 40,
        Criterion.RECORD: 30,
        Criterion.UTILISATION: 30,
    },
}
"""The criteria of each kind that is recruited in the open, with the weights that a new call begins with; in a mixed panel
each side has its own, a hundred points each."""
SIDES: dict[str, dict[str, MemberSide]] = {
    PanelKind.MIXED: {
        Criterion.RECORD: MemberSide.CITIZEN,
        Criterion.UTILISATION: MemberSide.CITIZEN,
        Criterion.IT_EXPERTISE: MemberSide.EXPERT,
        Criterion.FIELD_EXPERTISE: MemberSide.EXPERT,
    }
}
"""Whose criterion it is, in the kind that is made of two: each side keeps its own rules (가이드라인 5-2)."""
EACH_SIDE = "시민참여단과 전문가자문단을 한 명 이상씩 모집해야 합니다."
NO_SIDES = "전문가자문단 인원은 혼합 추진단에서만 따로 적습니다."


def is_recruited(kind: str) -> bool:
    """Whether seats of this kind are given by a public call: those of a 시민추진단 are."""
    return kind in USUAL


def draws_lots(kind: str) -> bool:
    """Whether a panel of this kind is drawn by lot under quotas: the 온라인참여단, which is to be representative. The seats of
    every other one go by the published points, and lots are drawn among equals alone."""
    return kind == PanelKind.ONLINE


def side_of(kind: str, key: str) -> str:
    """The side of a panel of that kind that the criterion is for; "" where there are no sides."""
    return SIDES.get(kind, {}).get(key, "")


def sides_of(kind: str) -> tuple[str, ...]:
    """The sides that are ranked apart, in the order of the page: one without a name where there are none."""
    return tuple(dict.fromkeys(side_of(kind, key) for key in USUAL[kind]))


def seats_refusal(kind: str, seats: int, expert_seats: int) -> str:
    """Why so many seats, so many of them for experts, cannot be called for, in one sentence, or "" when they can."""
    if kind != PanelKind.MIXED:
        return NO_SIDES if expert_seats else ""
    return "" if 0 < expert_seats < seats else EACH_SIDE


def weights_refusal(kind: str, weights: Mapping[str, int]) -> str:
    """Why these weights cannot stand for that kind, in one Korean sentence, or "" when they can."""
    if set(weights) != set(USUAL[kind]):
        names = ", ".join(Criterion(one).label for one in USUAL[kind])
        return f"선정 기준은 {names}입니다."
    if any(weight < 0 for weight in weights.values()):
        return "배점은 0점 이상이어야 합니다."
    for side in sides_of(kind):
        total = sum(weight for key, weight in weights.items() if side_of(kind, key) == side)
        if total != WHOLE:
            whose = f"{MemberSide(side).label} " if side else ""
            return f"{whose}배점의 합은 {WHOLE}점이어야 하는데 지금은 {total}점입니다."
    return ""
