"""What happens with it when somebody is given a role. Rooms above hand it in at start-up, so that it is one transaction."""

from collections.abc import Callable

from .models import User

Consequence = Callable[..., object]
_consequences: list[Consequence] = []


def register(consequence: Consequence) -> None:
    """Have ``consequence(by=administrator, user=user)`` called when the user is given a role; once, at start-up."""
    _consequences.append(consequence)


def draw(*, by, user: User) -> None:
    """Do everything that follows from it, in the transaction in which the role is given."""
    for consequence in _consequences:
        consequence(by=by, user=user)
