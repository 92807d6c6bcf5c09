"""Kinds of volunteers: people who may be exchanged for each other in any panel without anybody noticing.

Two volunteers of one kind can be swapped in every panel, and what the lottery maximises is concave and symmetric, so
some best lottery gives both the same chance. A panel is therefore a count for each kind, and a lottery over panels a
lottery over such counts: a few hundred numbers where there are ten thousand people.

A household of several volunteers has a *shape*: the multiset of what its members are. Households of one shape are
exchangeable as a whole, so a member's kind is what he or she is, and the shape of the household.
"""

from dataclasses import dataclass

from .pool import Volunteer

Likeness = tuple[tuple[str, ...], str]
"""The values of the features, and the tier."""


@dataclass(frozen=True)
class Kind:
    """Volunteers, by their place in the pool, with equal values, tier and shape of household."""

    values: tuple[str, ...]
    tier: str
    members: tuple[int, ...]


@dataclass(frozen=True)
class Shape:
    """Households of one shape: ``kinds`` of their members, and for each household its members by kind."""

    kinds: tuple[int, ...]
    households: tuple[tuple[tuple[int, ...], ...], ...]


def sort_into_kinds(volunteers: tuple[Volunteer, ...]) -> tuple[tuple[Kind, ...], tuple[Shape, ...]]:
    """The kinds and the shapes of shared households, both in an order that depends on nothing but the people.

    Source: own derivation, from the symmetry told above.
    """
    shared = _shared_households(volunteers)
    likeness = [(volunteer.values, volunteer.tier) for volunteer in volunteers]
    shapes = {
        household: tuple(sorted(likeness[member] for member in members))
        for household, members in shared.items()
    }
    groups: dict[tuple[Likeness, tuple[Likeness, ...]], list[int]] = {}
    for place, volunteer in enumerate(volunteers):
        shape = shapes.get(volunteer.household, ())
        groups.setdefault((likeness[place], shape), []).append(place)
    keys = sorted(groups)
    kinds = tuple(Kind(*key[0], tuple(groups[key])) for key in keys)
    return kinds, _shapes(keys, likeness, shared, shapes)


def _shared_households(volunteers: tuple[Volunteer, ...]) -> dict[str, list[int]]:
    """The places of the members of each household that has more than one; an empty name is no household."""
    households: dict[str, list[int]] = {}
    for place, volunteer in enumerate(volunteers):
        if volunteer.household:
            households.setdefault(volunteer.household, []).append(place)
    return {name: members for name, members in households.items() if len(members) > 1}


def _shapes(keys, likeness, shared, shapes) -> tuple[Shape, ...]:
    number = {key: place for place, key in enumerate(keys)}
    by_shape: dict[tuple[Likeness, ...], list[list[int]]] = {}
    for household, members in shared.items():
        by_shape.setdefault(shapes[household], []).append(members)
    found = []
    for shape in sorted(by_shape):
        parts = sorted(set(shape))
        households = sorted(
            tuple(tuple(member for member in members if likeness[member] == part) for part in parts)
            for members in by_shape[shape]
        )
        found.append(Shape(tuple(number[part, shape] for part in parts), tuple(households)))
    return tuple(found)
