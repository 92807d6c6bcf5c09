"""From two tables and a few words to a pool and its rules, or all that is wrong with them at once."""

import unicodedata
from dataclasses import dataclass, replace

from .pool import Pool, pool_columns, read_pool
from .priority import Tiers, Unweighted, read_priority
from .rounding import SIZES
from .rules import QUOTA_COLUMNS, Rules, read_quotas
from .tables import Fault, Refused, read_table

WRONG_TICKETS = Fault("--tickets", 0, "표는 1000장, 10000장, 100000장 가운데 하나여야 합니다.")


@dataclass(frozen=True)
class Request:
    """What somebody asks for: the bytes of the two tables, and the rest as it is written on a command line.

    ``tier_order`` and ``relaxed_first`` are names joined by commas, ``requirements`` are written COLUMN=VALUE.
    """

    pool: bytes
    quotas: bytes
    size: int
    tier_column: str = ""
    tier_order: str = ""
    priority: str = ""
    household: str = ""
    requirements: tuple[str, ...] = ()
    relaxed_first: str = ""
    tickets: int | None = None
    pool_name: str = "pool.csv"
    quotas_name: str = "quotas.csv"


def read_request(request: Request) -> tuple[Pool, Rules]:
    """The pool and the rules. Raises Refused with every fault of both tables and of the words.

    Source: own derivation.
    """
    faults: list[Fault] = []
    quotas = read_quotas(read_table(request.quotas_name, request.quotas, faults, QUOTA_COLUMNS), faults)
    if not quotas and not faults:
        faults.append(Fault(request.quotas_name, 1, "할당이 하나도 없습니다."))
    rules = Rules(
        request.size,
        quotas,
        _tiers(request, faults),
        _composed(request.household),
        tuple(_requirements(request, faults)),
    )
    rules = replace(rules, relaxed_first=_order(request, rules, faults))
    rules = replace(rules, relaxed_first=rules.giving_way)
    if request.size < 1:
        faults.append(Fault("--size", 0, "정원은 1명 이상이어야 합니다."))
    if request.tickets not in (None, *SIZES):
        faults.append(WRONG_TICKETS)
    pool = read_pool(read_table(request.pool_name, request.pool, faults, pool_columns(rules)), rules, faults)
    if faults:
        raise Refused(faults)
    return pool, rules


def _tiers(request: Request, faults: list[Fault]) -> Tiers | None:
    if not request.tier_column:
        if request.tier_order or request.priority not in ("", "none"):
            faults.append(Fault("--tier-column", 0, "우선순위를 쓰려면 단계가 적힌 열을 알려 주어야 합니다."))
        return None
    order = _names(request.tier_order)
    if len(set(order)) != len(order) or not order:
        faults.append(Fault("--tier-order", 0, "단계를 앞선 것부터 쉼표로 이어, 겹치지 않게 적어야 합니다."))
        return None
    try:
        priority = read_priority(request.priority, len(order), request.size)
    except ValueError as error:
        faults.append(Fault("--priority", 0, str(error)))
        priority = Unweighted()
    return Tiers(_composed(request.tier_column), order, priority)


def _requirements(request: Request, faults: list[Fault]):
    for text in request.requirements:
        column, equals, value = _composed(text).partition("=")
        if column and equals:
            yield column.strip(), value.strip()
        else:
            faults.append(Fault("--require", 0, f"'{text}'은(는) 열=값 꼴이 아닙니다."))


def _order(request: Request, rules: Rules, faults: list[Fault]) -> tuple[str, ...]:
    names = _names(request.relaxed_first)
    unknown = [name for name in names if name not in rules.features]
    if rules.quotas and unknown:
        faults.append(Fault("--relax", 0, f"할당이 없는 항목입니다: {', '.join(unknown)}"))
    return names


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in _composed(text).split(",") if name.strip())


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()
