"""The pool: who volunteered, as far as the lottery may know."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .rules import Rules
from .tables import Fault, Table


@dataclass(frozen=True)
class Volunteer:
    """A pseudonym, the values of the features in declared order, the tier and the household ("" is alone)."""

    id: str
    values: tuple[str, ...]
    tier: str = ""
    household: str = ""


@dataclass(frozen=True)
class Pool:
    """Volunteers in byte order of their ids; ``left_out`` are the ids that do not meet a requirement."""

    volunteers: tuple[Volunteer, ...]
    left_out: tuple[str, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(volunteer.id for volunteer in self.volunteers)


def pool_columns(rules: Rules) -> tuple[str, ...]:
    """The columns that a table of volunteers must have under the rules."""
    required = [column for column, _ in rules.requirements]
    return tuple(dict.fromkeys(("id", *rules.columns, *required)))


def read_pool(table: Table, rules: Rules, faults: list[Fault]) -> Pool:
    """The pool of a table with the columns of ``pool_columns``; bad rows are added to ``faults`` and left out."""
    return gather(table.rows, rules, faults, table.file)


def gather(
    rows: Iterable[tuple[int, Mapping[str, str]]], rules: Rules, faults: list[Fault], file: str = "pool"
) -> Pool:
    """The pool of (line, cell by column), in whatever order. Who does not meet a requirement is left out, yet must
    be written as well as the others.

    Source: own derivation.
    """
    values = {feature: set() for feature in rules.features}
    for quota in rules.quotas:
        values[quota.feature].add(quota.value)
    first: dict[str, int] = {}
    eligible, left_out = [], []
    for line, cells in rows:
        reasons = [*_id_faults(cells["id"], first), *_cell_faults(cells, rules, values)]
        faults += [Fault(file, line, reason) for reason in reasons]
        first.setdefault(cells["id"], line)
        if not reasons and all(cells[column] == value for column, value in rules.requirements):
            eligible.append(_volunteer(cells, rules))
        elif not reasons:
            left_out.append(cells["id"])
    return Pool(tuple(sorted(eligible, key=lambda v: v.id.encode())), tuple(sorted(left_out, key=str.encode)))


def _volunteer(cells: Mapping[str, str], rules: Rules) -> Volunteer:
    return Volunteer(
        cells["id"],
        tuple(cells[feature] for feature in rules.features),
        cells[rules.tiers.column] if rules.tiers else "",
        cells[rules.household] if rules.household else "",
    )


def _id_faults(identity: str, first: Mapping[str, int]):
    if not identity:
        yield "id가 비어 있습니다."
    elif identity in first:
        yield f"id '{identity}'이(가) {first[identity]}행에 이미 있습니다."
    if re.search(r"[\s,\"\x00-\x1f\x7f]", identity):
        yield f"id '{identity}'에 빈칸, 쉼표, 따옴표나 제어 문자가 있습니다."


def _cell_faults(cells, rules, values):
    for feature in rules.features:
        if cells[feature] not in values[feature]:
            yield f"{feature} '{cells[feature]}'에는 할당이 없습니다."
    if rules.tiers and cells[rules.tiers.column] not in rules.tiers.order:
        yield f"{rules.tiers.column} '{cells[rules.tiers.column]}'은(는) 우선순위 단계가 아닙니다."
