"""What happens with it when somebody takes office. Rooms above hand it in at start-up, so that it is one transaction."""

from collections.abc import Callable

from .models import Membership, Panel

Formality = Callable[..., None]
_formalities: list[Formality] = []


def register(formality: Formality) -> None:
    """Have ``formality(by=official, panel=panel, seats=seats)`` called when members take office.

    ``by`` is None where they do so by accepting an invitation to a panel that is in office already.
    """
    _formalities.append(formality)


def take(*, by, panel: Panel, seats: list[Membership]) -> None:
    """Do everything that belongs to it, in the transaction in which these seats of the panel come into office."""
    for formality in _formalities:
        formality(by=by, panel=panel, seats=seats)
