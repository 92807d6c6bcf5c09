"""What the lottery has to say to people, in Korean."""

from collections.abc import Iterable

from .recruiting import Recruits
from .relaxation import Limit
from .rules import Change

_ENDS = {"min": "최소", "max": "최대"}


def change(one: Change) -> str:
    """As in "60대 이상 최소 4명 → 3명"."""
    return f"{one.value} {_ENDS[one.side]} {one.old}명 → {one.new}명"


def limit(one: Limit) -> str:
    """As in "60대 이상 최소 4명"."""
    return f"{one.value} {_ENDS[one.side]} {one.number}명"


def way(changes: Iterable[Change]) -> str:
    """One way to relax the quotas, all its changes in a line."""
    return ", ".join(map(change, changes))


def conflict(limits: Iterable[Limit]) -> str:
    """Why there is no panel."""
    named = ", ".join(map(limit, limits))
    if not named:
        return "할당을 모두 풀어도 정원을 채울 수 없습니다."
    return f"지금 신청자로는 다음 할당을 함께 지킬 수 없습니다: {named}."


def recruits(kinds: Iterable[Recruits] | None) -> str:
    """Who else would have to volunteer."""
    if kinds is None:
        return "할당이 서로 맞지 않아 더 모집해도 구성할 수 없습니다."
    return f"다음과 같이 더 모집하면 구성할 수 있습니다: {', '.join(map(_recruit, kinds))}."


def _recruit(kind: Recruits) -> str:
    values = "·".join(value for _, value in kind.values)
    return f"{values or '누구든지'} {kind.count}명"
