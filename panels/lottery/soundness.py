"""The last look at every lottery before anybody sees it: what the solver says is not believed, it is counted."""

from collections.abc import Iterator, Mapping

import numpy as np

from .kinds import Kind, sort_into_kinds
from .pool import Pool
from .rules import Rules
from .space import Label, candidates, has
from .ticketing import TicketFile

ROUNDING = 1e-6


class Unsound(ArithmeticError):
    """A lottery that breaks its own rules; a fault of this module, never of its input."""


def examine(file: TicketFile) -> TicketFile:
    """The same file, if every panel keeps size, quotas and households, those who stay are in all of them, everyone of a
    kind is within one ticket, nobody shut out has one, and no chance exceeds what is proved possible. Raises Unsound
    with all that is wrong.

    Source: own derivation.
    """
    lottery = file.lottery
    strict = {row.label: (row.least, row.most) for row in lottery.space.rows if row.label}
    limits = strict | lottery.rules.limits_in_force()
    faults = [
        *panel_faults(file.members, lottery.pool, lottery.rules, limits),
        *equality_faults(file.counts, lottery.pool, lottery.rules),
        *_proof_faults(file),
    ]
    if faults:
        raise Unsound(" ".join(faults))
    return file


def panel_faults(
    members: np.ndarray, pool: Pool, rules: Rules, limits: Mapping[Label, tuple[int, int]]
) -> Iterator[str]:
    """What is wrong with panels, given as lines of places in the pool in rising order; one sentence each."""
    if members.shape[1] != rules.size or (members[:, 1:] <= members[:, :-1]).any():
        yield f"서로 다른 {rules.size}명이 아닌 추첨안이 있습니다."
    for label, (least, most) in limits.items():
        having = np.array([has(rules, volunteer, label) for volunteer in pool.volunteers])
        seats = having[members].sum(axis=1)
        if seats.min() < least or seats.max() > most:
            yield f"{label[0]} '{label[1]}'이(가) {least}~{most}명이 아닌 추첨안이 있습니다."
    staying = np.isin(
        members, [pool.ids.index(identity) for identity in (rules.refill.stay if rules.refill else ())]
    )
    if rules.refill and (staying.sum(axis=1) != len(rules.refill.stay)).any():
        yield "남기로 한 사람이 빠진 추첨안이 있습니다."
    if _together(members, pool):
        yield "한 가구에서 두 사람이 들어간 추첨안이 있습니다."


def _together(members: np.ndarray, pool: Pool) -> bool:
    """Whether two of a household sit in a panel; everybody without a household is one of their own."""
    names = [volunteer.household for volunteer in pool.volunteers]
    number = {name: place for place, name in enumerate(dict.fromkeys(filter(None, names)))}
    homes = np.array([number[name] if name else len(names) + place for place, name in enumerate(names)])
    together = np.sort(homes[members], axis=1)
    return bool((together[:, 1:] == together[:, :-1]).any())


def equality_faults(counts: Mapping[str, int], pool: Pool, rules: Rules) -> Iterator[str]:
    """Volunteers of one kind whose numbers of tickets differ by more than one; one sentence a kind."""
    volunteers = candidates(pool, rules)
    kinds: tuple[Kind, ...] = sort_into_kinds(volunteers)[0]
    for kind in kinds:
        own = [counts.get(volunteers[member].id, 0) for member in kind.members]
        if max(own) - min(own) > 1:
            yield f"조건이 같은 사람들({', '.join(kind.values)})의 표가 {min(own)}~{max(own)}장으로 다릅니다."


def _proof_faults(file: TicketFile) -> Iterator[str]:
    """Nobody shut out has tickets, and the worst placed have no more than the bound."""
    lottery = file.lottery
    for kind in np.flatnonzero(lottery.shut_out).tolist():
        ids = [lottery.space.volunteers[member].id for member in lottery.space.kinds[kind].members]
        if any(file.counts[identity] for identity in ids):
            yield f"뽑힐 수 없다는 사람({', '.join(ids)})에게 표가 있습니다."
    if max(file.achieved, lottery.achieved) > lottery.bound * (1 + ROUNDING):
        yield f"가장 낮은 기회 {lottery.achieved}이(가) 증명된 한계 {lottery.bound}보다 큽니다."
