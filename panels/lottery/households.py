"""Seats for people who share a household: never two of a household in a panel, and turns as even as for everybody.

Who sits for a household is a colouring: tickets and kinds are the two sides of a graph, a seat is an edge,
a household a colour that meets no ticket twice. Such a colouring can always be made equitable at every kind (de Werra,
1971): two households whose turns differ by two or more share them out anew along an Euler trail.
"""

from collections import deque

import numpy as np

from .kinds import Shape

NOBODY = -1

Turns = dict[int, int]
"""For one household: which of the shape's kinds sits in which ticket."""


def seat_households(
    shape: Shape, panels: np.ndarray, dealt: np.ndarray, rank: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The seats of a shape's households as (ticket, member) pairs in two arrays.

    ``panels`` count the seats of the shape's kinds, ``dealt`` says which of them each ticket has.

    Source: equitable edge colouring, de Werra, 1971.
    """
    households = sorted(
        shape.households, key=lambda parts: min(rank[member] for part in parts for member in part)
    )
    turns: list[Turns] = [{} for _ in households]
    queues = [deque(range(len(households))) for _ in shape.kinds]
    seats = panels.tolist()
    for ticket in np.flatnonzero(panels.any(axis=1)[dealt]).tolist():
        taken: set[int] = set()
        for part, wanted in enumerate(seats[dealt[ticket]]):
            for household in _next(queues[part], taken, wanted) if wanted else ():
                turns[household][ticket] = part
    _even_out(turns, len(shape.kinds))
    pairs = [pair for parts, own in zip(households, turns, strict=True) for pair in _members(parts, own)]
    return tuple(np.array(pairs, dtype=np.int64).reshape(-1, 2).T)


def _next(queue: deque[int], taken: set[int], seats: int) -> list[int]:
    """The first households in the queue that are not taken; they take their place at its end."""
    chosen, passed = [], []
    while len(chosen) < seats:
        household = queue.popleft()
        (passed if household in taken else chosen).append(household)
    queue.extendleft(reversed(passed))
    queue.extend(chosen)
    taken.update(chosen)
    return chosen


def _members(parts: tuple[tuple[int, ...], ...], turns: Turns):
    """Members of a household who are of one kind take that kind's turns in rotation."""
    used = [0] * len(parts)
    for ticket in sorted(turns):
        part = turns[ticket]
        yield ticket, parts[part][used[part] % len(parts[part])]
        used[part] += 1


def _even_out(turns: list[Turns], kinds: int) -> None:
    """Until no two households differ by more than one turn of any kind."""
    uses = np.array([_uses(own, kinds) for own in turns])
    while True:
        spread = uses.max(axis=0) - uses.min(axis=0)
        kind = int(np.argmax(spread))
        if spread[kind] <= 1:
            return
        most, fewest = int(np.argmax(uses[:, kind])), int(np.argmin(uses[:, kind]))
        _share_out(turns[most], turns[fewest])
        uses[most], uses[fewest] = _uses(turns[most], kinds), _uses(turns[fewest], kinds)


def _uses(turns: Turns, kinds: int) -> list[int]:
    parts = list(turns.values())
    return [parts.count(kind) for kind in range(kinds)]


def _share_out(one: Turns, other: Turns) -> None:
    """Deal the panels in which two households differ anew, so that their turns of every kind differ by one at most.

    A ticket is an edge between the two kinds that sit in it; walking all edges from end to end, beginning where their
    number is odd, leaves every kind as often as it enters it. The kind left goes to the one, the kind entered to the other.
    """
    edges: dict[int, deque[tuple[int, int]]] = {}
    for ticket in sorted(one.keys() | other.keys()):
        ends = one.get(ticket, NOBODY), other.get(ticket, NOBODY)
        if ends[0] != ends[1]:
            edges.setdefault(ends[0], deque()).append((ticket, ends[1]))
            edges.setdefault(ends[1], deque()).append((ticket, ends[0]))
    walked: set[int] = set()
    for start in [*(kind for kind in sorted(edges) if len(edges[kind]) % 2), *sorted(edges)]:
        kind = start
        while step := _unwalked(edges[kind], walked):
            ticket, end = step
            walked.add(ticket)
            _set(one, ticket, kind)
            _set(other, ticket, end)
            kind = end


def _unwalked(edges: deque[tuple[int, int]], walked: set[int]) -> tuple[int, int] | None:
    while edges:
        if edges[0][0] not in walked:
            return edges.popleft()
        edges.popleft()
    return None


def _set(turns: Turns, ticket: int, kind: int) -> None:
    if kind == NOBODY:
        turns.pop(ticket, None)
    else:
        turns[ticket] = kind
