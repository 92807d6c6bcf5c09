"""People for panels of kinds: everyone of a kind gets the same number of tickets within one."""

import numpy as np

from .households import seat_households
from .space import Space


def seat(space: Space, panels: np.ndarray, dealt: np.ndarray, rank: np.ndarray) -> np.ndarray:
    """The members of every ticket's panel, a line a ticket of places among the volunteers, sorted.

    ``panels`` count the seats of each kind, ``dealt`` says which of them each ticket has; within a kind people take
    turns in the order of their ``rank``.

    Source: own derivation; households as in ``seat_households``.
    """
    tickets, members = [], []
    shared = np.zeros(len(space.kinds), dtype=bool)
    for shape in space.shapes:
        shared[list(shape.kinds)] = True
        at, who = seat_households(shape, panels[:, list(shape.kinds)], dealt, rank)
        tickets.append(at)
        members.append(who)
    for kind in np.flatnonzero(~shared & panels.any(axis=0)):
        seats = panels[:, kind][dealt]
        turn = np.array(sorted(space.kinds[kind].members, key=rank.__getitem__))
        tickets.append(np.repeat(np.arange(len(dealt)), seats))
        members.append(turn[np.arange(seats.sum()) % len(turn)])
    by_ticket = np.argsort(np.concatenate(tickets), kind="stable")
    return np.sort(np.concatenate(members)[by_ticket].reshape(len(dealt), space.seats), axis=1)
