"""Whether people vote on an agenda item. Votes are a room above, which hands in how it knows."""

from collections.abc import Callable

from .models import AgendaItem

Sign = Callable[[AgendaItem], bool]
_signs: list[Sign] = []


def register(is_voted_on: Sign) -> None:
    """Have ``is_voted_on(item)`` asked before a member is taken out of an item; once, at start-up."""
    _signs.append(is_voted_on)


def are_taken(item: AgendaItem) -> bool:
    """Whether people vote on the item now: who leaves it then, leaves the vote."""
    return any(sign(item) for sign in _signs)
