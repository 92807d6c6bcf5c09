"""Why somebody is certain to be drawn, or can never be: the quotas that do it."""

from dataclasses import dataclass, replace

import numpy as np

from .conflict import smallest_conflict
from .lotteries import Lottery
from .relaxation import Limit, ends_of
from .space import Row, Space
from .ticketing import TicketFile
from .watch import Watch


@dataclass(frozen=True)
class Fixed:
    """People of one kind whom the lottery does not decide, and a smallest set of quotas that fixes it.

    Without ``quotas`` none does it: there are no more people than seats, or no panel needs the person and the fairest
    lottery has them in all.
    """

    ids: tuple[str, ...]
    quotas: tuple[Limit, ...]


def certain(file: TicketFile, watch: Watch) -> tuple[Fixed, ...]:
    """Who is in the panel of every ticket.

    Source: own derivation, with the smallest conflict of ``conflict``.
    """
    space = file.lottery.space
    every = [
        all(file.counts[identity] == file.size for identity in ids_of(space, n))
        for n in range(len(space.kinds))
    ]
    return tuple(_fixed(file.lottery, kind, watch, inside=True) for kind in np.flatnonzero(every).tolist())


def shut_out(lottery: Lottery, watch: Watch) -> tuple[Fixed, ...]:
    """Who is proved to be in no panel at all.

    Source: own derivation: one integer program a kind, and the smallest conflict of ``conflict``.
    """
    return tuple(
        _fixed(lottery, kind, watch, inside=False) for kind in np.flatnonzero(lottery.shut_out).tolist()
    )


def ids_of(space: Space, kind: int) -> tuple[str, ...]:
    """The people of a kind."""
    return tuple(space.volunteers[member].id for member in space.kinds[kind].members)


def _fixed(lottery: Lottery, kind: int, watch: Watch, inside: bool) -> Fixed:
    """The quotas under which it cannot be otherwise with one of this kind."""
    space, size = lottery.space, lottery.rules.size
    quotas = _single(space, kind, inside)
    if not quotas:
        people = len(space.kinds[kind].members)
        least, most = (0, people - 1) if inside else (1, people)
        otherwise = replace(space, rows=(*space.rows, Row(None, np.array([kind]), least, most)))
        possible = inside and otherwise.some_panel(watch) is not None
        quotas = () if possible else smallest_conflict(otherwise, ends_of(otherwise, size), (), watch)
    return Fixed(ids_of(space, kind), quotas)


def _single(space: Space, kind: int, inside: bool) -> tuple[Limit, ...]:
    """One quota that does it alone: it needs all its volunteers, or takes none."""
    for row in space.rows:
        if row.label and kind in row.columns:
            if inside and row.low == space.people[row.columns].sum():
                return (Limit(*row.label, "min", row.least),)
            if not inside and row.high == 0:
                return (Limit(*row.label, "max", row.most),)
    return ()
