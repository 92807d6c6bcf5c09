"""A lottery as equal tickets: every ticket belongs to one panel, and the file of all tickets is what is published.

In the order in which tickets are dealt out, panels alternate evenly and the members of a kind take turns, so that
anybody's tickets lie at even distances. The numbers on the tickets are then scrambled digit by digit (Owen, 1995) by a
permutation that follows from pool and rules: everybody's tickets begin with all ten digits about equally often, and
no pattern is left in the digits behind.
"""

import hashlib
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .lotteries import Lottery, least_share
from .record import pool_file, rules_file
from .rounding import share_out
from .seating import seat

HEADER = "first,last,members"


@dataclass(frozen=True)
class TicketFile:
    """Who sits in the panel of each ticket: ``members`` has a line a ticket, from 0, of places in ``ids``, sorted.

    ``counts`` are the tickets of each member of ``ids``.
    """

    lottery: Lottery
    ids: tuple[str, ...]
    members: np.ndarray

    @property
    def size(self) -> int:
        return len(self.members)

    @cached_property
    def counts(self) -> dict[str, int]:
        counts = np.bincount(self.members.ravel(), minlength=len(self.ids))
        return dict(zip(self.ids, counts.tolist(), strict=True))

    @property
    def chances(self) -> dict[str, float]:
        """Everybody's chance after rounding to tickets."""
        return {identity: count / self.size for identity, count in self.counts.items()}

    @property
    def achieved(self) -> float:
        """The least chance in tickets, divided by weights as ``Lottery.bound`` is."""
        lottery = self.lottery
        fewest = [
            min(self.counts[lottery.space.volunteers[member].id] for member in kind.members)
            for kind in lottery.space.kinds
        ]
        return least_share(lottery, np.array(fewest) / self.size)

    @cached_property
    def text(self) -> str:
        """``lottery.csv``: tickets ``first`` to ``last`` belong to the panel of these members."""
        changes = np.flatnonzero((self.members[1:] != self.members[:-1]).any(axis=1)) + 1
        starts = [0, *changes.tolist()]
        ends = [*(start - 1 for start in starts[1:]), self.size - 1]
        lines = (f"{a},{b},{self._names(self.members[a])}" for a, b in zip(starts, ends, strict=True))
        return "\n".join([HEADER, *lines, ""])

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()

    def panels(self) -> list[tuple[tuple[str, ...], int]]:
        """Every panel once, with the number of its tickets, in the order of its members."""
        rows, counts = np.unique(self.members, axis=0, return_counts=True)
        return [
            (tuple(self.ids[member] for member in row), count)
            for row, count in zip(rows.tolist(), counts.tolist(), strict=True)
        ]

    def _names(self, row: np.ndarray) -> str:
        return " ".join([self.ids[member] for member in row.tolist()])


def tickets(lottery: Lottery, m: int | None = None) -> TicketFile:
    """The lottery in ``m`` equal tickets: 1,000, 10,000 or 100,000; by default what ``share_out`` says.

    Source: equal tickets after Flanigan, Kehne and Procaccia, Fair Sortition Made Transparent (NeurIPS 2021); turns
    within a kind and the order of numbers are own derivation.
    """
    counts = share_out(lottery, m)
    key = hashlib.sha256(pool_file(lottery.pool, lottery.rules) + rules_file(lottery.rules)).hexdigest()
    dealt = _alternating(counts)
    rank = np.array([_rank(key, volunteer.id) for volunteer in lottery.space.volunteers])
    seated = seat(lottery.space, lottery.panels, dealt, rank)
    number = {identity: place for place, identity in enumerate(lottery.pool.ids)}
    places = np.array([number[volunteer.id] for volunteer in lottery.space.volunteers], dtype=np.int32)
    stay = lottery.rules.refill.stay if lottery.rules.refill else ()
    staying = np.broadcast_to([number[identity] for identity in stay], (len(dealt), len(stay)))
    members = np.empty((len(dealt), lottery.rules.size), dtype=np.int32)
    members[scrambled(len(dealt), key)] = np.sort(np.hstack([places[seated], staying]), axis=1)
    return TicketFile(lottery, lottery.pool.ids, members)


def _alternating(counts: np.ndarray) -> np.ndarray:
    """The panel of each ticket as they are dealt: each panel's tickets at even distances."""
    panel = np.repeat(np.arange(len(counts)), counts)
    turn = np.arange(len(panel)) - np.repeat(np.cumsum(counts) - counts, counts)
    return panel[np.lexsort((panel, (turn + 0.5) / counts[panel]))]


def _rank(key: str, identity: str) -> str:
    return hashlib.sha256(f"{key}:{identity}".encode()).hexdigest()


def scrambled(size: int, key: str) -> np.ndarray:
    """A permutation of 0 to size - 1, a power of ten, that moves digits behind equal beginnings together.

    Source: Owen, 1995 (nested scrambling), with SHA-256 in the place of chance.
    """
    numbers, prefixes = np.zeros(1, dtype=np.int64), [""]
    while len(numbers) < size:
        digits = np.array([_shuffled_digits(key, prefix) for prefix in prefixes])
        numbers = (numbers[:, None] * 10 + digits).ravel()
        prefixes = [f"{prefix}{digit}" for prefix in prefixes for digit in range(10)]
    return numbers


def _shuffled_digits(key: str, prefix: str) -> list[int]:
    return sorted(range(10), key=lambda digit: hashlib.sha256(f"{key}:{prefix}:{digit}".encode()).digest())
