"""Whether lots give a panel's places. Calls and selections are rooms above, which hand in how they know."""

from collections.abc import Callable

from .models import Panel

Sign = Callable[[Panel], bool]
_signs: list[Sign] = []


def register(sign: Sign) -> None:
    """Have ``sign(panel)`` asked before somebody is invited by hand; once, at start-up."""
    _signs.append(sign)


def give_places(panel: Panel) -> bool:
    """Whether a member's place in the panel is given by lot alone."""
    return any(sign(panel) for sign in _signs)
