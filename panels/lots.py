"""What lots have to do with a panel. Calls and selections are rooms above, which hand in how they know."""

from collections.abc import Callable

from .models import Panel

Sign = Callable[[Panel], bool]
_signs: list[Sign] = []
_waits: list[Sign] = []


def register(gives_places: Sign, is_awaited: Sign) -> None:
    """Have ``gives_places(panel)`` asked before somebody is invited by hand, and ``is_awaited(panel)`` before the panel
    is dissolved; once, at start-up."""
    _signs.append(gives_places)
    _waits.append(is_awaited)


def give_places(panel: Panel) -> bool:
    """Whether a member's place in the panel is given by lot alone."""
    return any(sign(panel) for sign in _signs)


def are_awaited(panel: Panel) -> bool:
    """Whether the hour of a draw for the panel has come and nothing is decided by it yet."""
    return any(wait(panel) for wait in _waits)
