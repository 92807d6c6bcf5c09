"""The audit record, version 1: four files to the byte, the commitment to them, and reading them back.

Nothing but a hash function is needed to check a draw, and no solver: the lottery itself is published.
"""

import csv
import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from .pool import Pool, pool_columns, read_pool
from .priority import Tiers, read_priority
from .rules import Change, Quota, Refill, Rules
from .tables import Fault, Refused, read_table

VERSION = 1
ALGORITHM = "leximin"
FILES = ("pool.csv", "rules.json", "lottery.csv", "draw.json")
"""The files that the commitment binds, in its order."""

SOURCES = ("drand", "dice", "lotto")
PLAN_KEYS = ("detail", "source", "when")


def canonical(content: object) -> bytes:
    """JSON with sorted keys, no spaces, non-ASCII kept, no line at the end."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def pool_file(pool: Pool, rules: Rules) -> bytes:
    """``pool.csv``: id, then the columns of the rules; in byte order of ids."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["id", *rules.columns])
    for volunteer in pool.volunteers:
        cells = dict(zip(rules.features, volunteer.values, strict=True))
        if rules.tiers:
            cells[rules.tiers.column] = volunteer.tier
        if rules.household:
            cells[rules.household] = volunteer.household
        writer.writerow([volunteer.id, *(cells[column] for column in rules.columns)])
    return text.getvalue().encode()


def rules_file(rules: Rules) -> bytes:
    """``rules.json``; ``features`` are the columns of ``pool.csv`` after the id."""
    content = {
        "algorithm": ALGORITHM,
        "features": rules.columns,
        "households": rules.household or None,
        "quotas": [[quota.feature, quota.value, quota.least, quota.most] for quota in rules.quotas],
        "relaxed_first": rules.giving_way,
        "requirements": rules.requirements,
        "size": rules.size,
        "tiers": _tiers(rules.tiers),
        "version": VERSION,
    }
    return canonical(content | ({"refill": _refill(rules.refill)} if rules.refill else {}))


def _tiers(tiers: Tiers | None) -> dict | None:
    return tiers and {"column": tiers.column, "order": tiers.order, "priority": str(tiers.priority)}


def _refill(refill: Refill) -> dict:
    changes = [[c.feature, c.value, c.side, c.old, c.new] for c in refill.breach]
    return {
        "breach": changes,
        "commitment": refill.commitment,
        "gone": refill.gone,
        "stay": refill.stay,
        "turn": refill.turn,
    }


def read_rules(data: bytes) -> Rules:
    """The inverse of ``rules_file``. Raises ValueError, KeyError or TypeError for what is not of this version."""
    content = json.loads(data)
    if content["version"] != VERSION or content["algorithm"] != ALGORITHM:
        raise ValueError("rules.json is of another version")
    tiers, refill = content["tiers"], content.get("refill")
    if tiers:
        priority = read_priority(tiers["priority"], len(tiers["order"]), content["size"])
        tiers = Tiers(tiers["column"], tuple(tiers["order"]), priority)
    if refill:
        breach = tuple(Change(*change) for change in refill["breach"])
        people = {"stay": tuple(refill["stay"]), "gone": tuple(refill["gone"])}
        refill = Refill(refill["commitment"], refill["turn"], **people, breach=breach)
    return Rules(
        content["size"],
        tuple(Quota(*quota) for quota in content["quotas"]),
        tiers,
        content["households"] or "",
        tuple((column, value) for column, value in content["requirements"]),
        tuple(content["relaxed_first"]),
        refill,
    )


def read_pool_file(data: bytes, rules: Rules) -> Pool:
    """The pool of a record: all in it are eligible. Raises Refused."""
    faults: list[Fault] = []
    rules = replace(rules, requirements=())
    table = read_table("pool.csv", data, faults, pool_columns(rules))
    pool = read_pool(table, rules, faults)
    if faults:
        raise Refused(faults)
    return pool


def plan_file(plan: Mapping) -> bytes:
    """``draw.json`` of a plan with the keys detail, source and when; raises Refused for any other."""
    faults = []
    if sorted(plan) != list(PLAN_KEYS):
        faults.append(Fault("draw.json", 0, f"{', '.join(PLAN_KEYS)} 세 가지가 있어야 합니다."))
    elif plan["source"] not in SOURCES:
        faults.append(Fault("draw.json", 0, f"source는 {', '.join(SOURCES)} 가운데 하나여야 합니다."))
    if faults:
        raise Refused(faults)
    return canonical(plan)


@dataclass(frozen=True)
class Commitment:
    """The four files that are published before the draw."""

    pool: bytes
    rules: bytes
    lottery: bytes
    draw: bytes

    @property
    def files(self) -> dict[str, bytes]:
        return dict(zip(FILES, (self.pool, self.rules, self.lottery, self.draw), strict=True))

    @property
    def hashes(self) -> bytes:
        """A line of hexadecimal SHA-256 for each file."""
        return b"".join(hashlib.sha256(data).hexdigest().encode() + b"\n" for data in self.files.values())

    @property
    def hex(self) -> str:
        """The commitment: SHA-256 over the lines of ``hashes``."""
        return hashlib.sha256(self.hashes).hexdigest()


def commit(pool: Pool, rules: Rules, lottery_text: str, draw_plan: Mapping) -> Commitment:
    """The commitment to a lottery file and to the plan of its draw. Raises Refused for a plan that is none.

    Source: own derivation (audit record, version 1); SHA-256 is FIPS 180-4.
    """
    return Commitment(pool_file(pool, rules), rules_file(rules), lottery_text.encode(), plan_file(draw_plan))
