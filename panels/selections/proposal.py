"""Who gets a seat by principle, and what departures make of it (가이드라인 5-2). Pure: no database.

A panel that was drawn is taken as it was drawn. Otherwise points decide, with the lots that were drawn among equals at
the cut line, and who comes next waits in order of points. Equals among those who wait were either drawn with the tie or
are ordered by SHA-256 over the numbers of everybody who was scored, and their own. Nobody can choose that order: the
portal draws each number at random when an application is handed in, and one number more or less changes all places.
Anybody who knows the numbers can compute it.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from panels.lottery import cut_line

from .enums import Standing

ALL = ""
"""The side of everybody where a panel has no sides."""


class NotDrawn(Exception):
    """Lots have to be drawn before anybody can be chosen."""


@dataclass(frozen=True)
class Fact:
    """An application that was read: its points, None where the applicant may not be chosen for that ``reason``."""

    number: str
    points: Fraction | None
    side: str = ALL
    reason: str = ""


@dataclass(frozen=True)
class Draw:
    """What was drawn: a whole panel or equals at the cut line, and who of the others is asked in which order."""

    is_panel: bool
    chosen: tuple[str, ...]
    alternates: tuple[str, ...]


@dataclass(frozen=True)
class Terms:
    """Seats by side, whether a whole panel is drawn where there are more people than seats, and how many wait in order
    where points decide."""

    seats: Mapping[str, int]
    draws_lots: bool
    alternates: int


@dataclass(frozen=True)
class Side:
    """One side of a panel: the numbers chosen and those who wait, in order; the first ``listed`` of these have a rank."""

    key: str
    seats: int
    chosen: tuple[str, ...]
    waiting: tuple[str, ...]
    listed: int

    @property
    def is_overfull(self) -> bool:
        return len(self.chosen) > self.seats


@dataclass(frozen=True)
class Proposal:
    """What becomes of every number; ``ineligible`` with their reasons."""

    sides: tuple[Side, ...]
    ineligible: Mapping[str, str]
    is_lottery: bool
    left_out: tuple[str, ...] = ()

    @property
    def chosen(self) -> tuple[str, ...]:
        return tuple(number for side in self.sides for number in side.chosen)

    @property
    def waiting(self) -> tuple[str, ...]:
        """Everybody who is not chosen and could have been."""
        return tuple(number for side in self.sides for number in side.waiting)

    @property
    def placed(self) -> dict[str, tuple[Standing, int | None]]:
        """The standing of each number, and the rank of those who wait in order: first who is best off."""
        ranked = [
            (number, rank if rank <= side.listed else None)
            for side in self.sides
            for rank, number in enumerate(side.waiting, 1)
        ]
        found = dict.fromkeys(self.chosen, (Standing.CHOSEN, None))
        found |= {number: (Standing.ALTERNATE, rank) for number, rank in ranked if rank}
        others = [number for number, rank in ranked if not rank]
        return found | dict.fromkeys((*others, *self.left_out, *self.ineligible), (Standing.NOT_CHOSEN, None))


def propose(facts: Iterable[Fact], terms: Terms, draw: Draw | None = None) -> Proposal:
    """What the principle says. Raises NotDrawn where lots have to be drawn and were not."""
    facts = list(facts)
    scored = {one.number: one for one in facts if one.points is not None}
    ineligible = {one.number: one.reason for one in facts if one.points is None}
    if draw and draw.is_panel:
        seats = sum(terms.seats.values())
        return Proposal((drawn(scored, seats, draw),), ineligible, is_lottery=True)
    if terms.draws_lots and len(scored) > sum(terms.seats.values()):
        raise NotDrawn
    sides = [by_points(scored, key, seats, draw, terms.alternates) for key, seats in terms.seats.items()]
    return Proposal(tuple(sides), ineligible, is_lottery=False)


def drawn(scored: Mapping[str, Fact], seats: int, draw: Draw) -> Side:
    """The panel as it was drawn."""
    known = {*draw.chosen, *draw.alternates}
    others = sorted(number for number in scored if number not in known)
    return Side(ALL, seats, draw.chosen, (*draw.alternates, *others), len(draw.alternates))


def by_points(scored: Mapping[str, Fact], key: str, seats: int, draw: Draw | None, alternates: int) -> Side:
    """One side: who is inside by points, who was drawn, and the others in order."""
    points = {one.number: one.points for one in scored.values() if key in (ALL, one.side)}
    line = cut_line(points, seats)
    if line.tied and draw is None:
        raise NotDrawn
    lucky = tuple(number for number in draw.chosen if number in line.tied) if line.tied else ()
    inside = (*in_order(line.inside, points, (), scored), *lucky)
    asked = tuple(number for number in draw.alternates if number in points) if draw else ()
    waiting = in_order(points.keys() - set(inside), points, asked, scored)
    return Side(key, seats, inside, waiting, max(alternates, len(asked)))


def in_order(
    numbers: Collection[str], points: Mapping[str, Fraction], asked: tuple[str, ...], scored: Collection[str]
) -> tuple[str, ...]:
    """The numbers, the most points first; equals as they were drawn to be ``asked``, then by their seal."""
    places = {number: place for place, number in enumerate(asked)}
    key = {one: (-points[one], places.get(one, len(asked)), seal(scored, one)) for one in numbers}
    return tuple(sorted(numbers, key=key.__getitem__))


def seal(numbers: Iterable[str], own: str) -> str:
    """SHA-256, in hexadecimal, over all the numbers in byte order and one's own, a line each."""
    lines = [*sorted(numbers, key=str.encode), own]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def settle(found: Proposal, changed: Collection[str], barred: Collection[str] = ()) -> Proposal:
    """The proposal after departures: of the ``changed`` numbers those chosen are left out and those waiting taken in.

    By points the next in order move up into seats that stay free, but for the ``barred``, who can not sit now; the seats
    of a drawn panel stay free, for a lottery to refill.
    """
    left_out = tuple(number for number in found.chosen if number in changed)
    sides = tuple(settled(side, changed, barred, not found.is_lottery) for side in found.sides)
    return replace(found, sides=sides, left_out=left_out)


def settled(side: Side, changed: Collection[str], barred: Collection[str], moves_up: bool) -> Side:
    """One side after departures."""
    stay = [number for number in side.chosen if number not in changed]
    taken_in = [number for number in side.waiting if number in changed]
    fit = [number for number in side.waiting if number not in changed and number not in barred]
    free = max(side.seats - len(stay) - len(taken_in), 0) if moves_up else 0
    chosen = (*stay, *taken_in, *fit[:free])
    waiting = tuple(number for number in side.waiting if number not in chosen)
    return replace(side, chosen=chosen, waiting=waiting)
