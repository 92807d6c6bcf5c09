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
    seed decides, in the same act as the draw.

    Source: own derivation, a maximal covering (Church and ReVelle, 1974) as an integer program.
    """
    bench = _Bench(pool, rules, panel, seed)
    chosen = bench.best(length, watch)
    covered = bench.covers[chosen].any(axis=0).tolist()
    uncovered = tuple(m.id for m, is_covered in zip(bench.members, covered, strict=True) if not is_covered)
    return Alternates(tuple(bench.others[number].id for number in chosen), uncovered)


def alternates_fault(
    pool: Pool, rules: Rules, panel: Iterable[str], seed: str, told: Iterable[str], watch: Watch
) -> str:
    """What is wrong with a list of alternates, in one sentence; "" when ``alternates`` may have named them. There may be
    several best lists, so it is asked whether this one is as good as any, and follows the seed.

    Source: own derivation.
    """
    bench = _Bench(pool, rules, panel, seed)
    number = {other.id: place for place, other in enumerate(bench.others)}
    chosen = [number.get(identity, -1) for identity in told]
    if -1 in chosen:
        return "예비 명단에 뽑힌 사람이나 명단에 없는 사람이 있습니다."
    groups = [[place for place in own if place in chosen] for own in bench.groups]
    if chosen != sorted(set(chosen)) or any(
        own != group[: len(own)] for own, group in zip(groups, bench.groups, strict=True)
    ):
        return "예비 명단이 씨앗값이 정한 차례와 다릅니다."
    best = bench.best(LENGTH, watch)
    if len(chosen) != len(best) or bench.worth(chosen) != bench.worth(best):
        return "빈자리를 가장 잘 메우는 예비 명단이 아닙니다."
    return ""


class _Bench:
    """Everybody outside the panel in the order of the seed, whom each can replace, and groups of equals in that."""

    def __init__(self, pool: Pool, rules: Rules, panel: Iterable[str], seed: str):
        seated = frozenset(panel)
        self.members = [volunteer for volunteer in pool.volunteers if volunteer.id in seated]
        self.others = [volunteer for volunteer in pool.volunteers if volunteer.id not in seated]
        self.others.sort(key=lambda volunteer: hashlib.sha256(f"{seed}:{volunteer.id}".encode()).digest())
        self.covers = _covers(rules, self.members, self.others)
        groups: dict[bytes, list[int]] = {}
        for number, cover in enumerate(self.covers):
            groups.setdefault(cover.tobytes(), []).append(number)
        self.groups = [groups[key] for key in sorted(groups, reverse=True)]

    def best(self, length: int, watch: Watch) -> list[int]:
        """The places of the best ``length`` among the others, in their order."""
        covers = self.covers[[own[0] for own in self.groups]]
        counts = _best(covers, [len(own) for own in self.groups], length, watch)
        return sorted(n for own, count in zip(self.groups, counts, strict=True) for n in own[:count])

    def worth(self, chosen: list[int]) -> tuple[int, int]:
        """How many members can be replaced by one of the chosen, and how many by two."""
        able = self.covers[chosen].sum(axis=0)
        return int((able >= 1).sum()), int((able >= 2).sum())


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
