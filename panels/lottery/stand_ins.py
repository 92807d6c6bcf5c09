"""Alternates: a short list of people of whom one can step in for almost any single member who leaves."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from .pool import Pool, Volunteer
from .programs import Program
from .rules import Rules
from .space import has
from .watch import Watch

LENGTH = 10


@dataclass(frozen=True)
class Alternates:
    """Ids in the order in which they are asked, and the members whom none of them can replace under the quotas."""

    ids: tuple[str, ...]
    uncovered: tuple[str, ...]


def alternates(
    pool: Pool, rules: Rules, panel: Iterable[str], seed: str, watch: Watch, length: int = LENGTH
) -> Alternates:
    """The ``length`` people outside the panel who can replace most of its members when one of them leaves, each under
    all quotas and households; then, whom two of them can replace. Among people who can replace the same members the
    seed decides, in the same act as the draw."""
    seated = frozenset(panel)
    members = [volunteer for volunteer in pool.volunteers if volunteer.id in seated]
    others = [volunteer for volunteer in pool.volunteers if volunteer.id not in seated]
    others.sort(key=lambda volunteer: hashlib.sha256(f"{seed}:{volunteer.id}".encode()).digest())
    covers = _covers(rules, members, others)
    groups: dict[bytes, list[int]] = {}
    for number, cover in enumerate(covers):
        groups.setdefault(cover.tobytes(), []).append(number)
    people = [groups[key] for key in sorted(groups, reverse=True)]
    counts = _best(covers[[own[0] for own in people]], [len(own) for own in people], length, watch)
    chosen = sorted(n for own, count in zip(people, counts, strict=True) for n in own[:count])
    covered = covers[chosen].any(axis=0)
    uncovered = tuple(m.id for m, is_covered in zip(members, covered.tolist(), strict=True) if not is_covered)
    return Alternates(tuple(others[n].id for n in chosen), uncovered)


def _covers(rules: Rules, members: list[Volunteer], others: list[Volunteer]) -> np.ndarray:
    """A line for each of the others, a column for each member: whether the one can replace the other."""
    covers = np.ones((len(others), len(members)), dtype=bool)
    for label, (least, most) in rules.limits_in_force().items():
        inside = np.array([has(rules, member, label) for member in members], dtype=int)
        outside = np.array([has(rules, other, label) for other in others], dtype=int)
        seats = inside.sum() - inside[None, :] + outside[:, None]
        covers &= (seats >= least) & (seats <= most)
    homes = np.array([member.household for member in members])
    for number, other in enumerate(others):
        if other.household in homes and other.household:
            covers[number] &= homes == other.household
    return covers


def _best(covers: np.ndarray, people: list[int], length: int, watch: Watch) -> list[int]:
    """How many of each group to take: members covered once count more than all that are covered twice."""
    groups, members = covers.shape
    columns = groups + 2 * members
    upper = np.concatenate([people, np.ones(2 * members)])
    terms = [(np.arange(groups), np.ones(groups))]
    for member in range(members):
        able = np.flatnonzero(covers[:, member])
        twice = groups + np.array([member, members + member])
        terms.append((np.append(able, twice), np.append(np.ones(len(able)), [-1.0, -1.0])))
    low = np.append(min(length, sum(people)), np.zeros(members))
    high = np.append(min(length, sum(people)), np.full(members, float(length)))
    cost = np.concatenate([np.zeros(groups), np.full(members, members + 1.0), np.ones(members)])
    program = Program(watch, np.zeros(columns), upper, terms, low, high, integral=True)
    return program.maximise(cost).counts[:groups].tolist()
