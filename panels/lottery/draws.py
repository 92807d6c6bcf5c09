"""The draw: from the commitment and what dice, beacon or lotto say to the panel. Standard library only.

seed = SHA-256(commitment LF value LF). Ticket i is the first block SHA-256(seed:i:j), j = 0, 1, .., below the greatest
multiple of the number of tickets, modulo that number: no ticket is likelier than another.
"""

import hashlib
import json
import re
from dataclasses import dataclass
from itertools import count

from .record import Commitment

SPACE = 2**256

OUTCOMES = {
    "drand": r"[0-9a-f]{64}",
    "dice": r"\d+(,\d+)*",
    "lotto": r"\d+(,\d+)*",
}
"""How each source's outcome is written."""


@dataclass(frozen=True)
class Draw:
    """What the draw says: its seed in hexadecimal, the ticket, the members of its panel."""

    seed: str
    ticket: int
    panel: tuple[str, ...]


def draw(commitment: Commitment, value: str, i: int = 0, origin: str | None = None) -> Draw:
    """Draw number ``i`` (0 is the panel, later ones are replacements) by the source's outcome ``value``.

    A replacement is drawn from its own lottery by the seed of the first one, whose commitment is ``origin``. Raises
    ValueError when the plan takes the value itself for the ticket and it is not one.

    Source: own derivation (audit record, version 1); SHA-256 is FIPS 180-4.
    """
    lines = read_lottery(commitment.lottery.decode())
    tickets = lines[-1][1] + 1
    seed = seed_of(origin or commitment.hex, value)
    direct = i == 0 and is_direct(commitment.draw)
    number = direct_ticket(value, tickets) if direct else ticket(seed, tickets, i)
    panel = next(members for first, last, members in lines if first <= number <= last)
    return Draw(seed, number, panel)


def seed_of(commitment: str, value: str) -> str:
    """The seed that follows from a commitment and an outcome."""
    return hashlib.sha256(f"{commitment}\n{value}\n".encode()).hexdigest()


def ticket(seed: str, tickets: int, i: int) -> int:
    """Ticket number ``i`` of a seed, 0 to ``tickets`` - 1.

    Source: own derivation: rejection sampling, so that no ticket is likelier.
    """
    limit = SPACE - SPACE % tickets
    blocks = (hashlib.sha256(f"{seed}:{i}:{j}".encode()).digest() for j in count())
    numbers = (int.from_bytes(block, "big") for block in blocks)
    return next(number for number in numbers if number < limit) % tickets


def is_direct(plan: bytes) -> bool:
    """Whether ten-sided dice show the ticket itself."""
    content = json.loads(plan)
    detail = content["detail"]
    return content["source"] == "dice" and isinstance(detail, dict) and detail.get("direct") is True


def direct_ticket(value: str, tickets: int) -> int:
    """The ticket that dice show: one digit a die, with or without commas. Raises ValueError when they show none."""
    digits = len(str(tickets - 1))
    shown = value.replace(",", "") if re.fullmatch(r"\d(,\d)*", value, re.ASCII) else value
    if not re.fullmatch(rf"\d{{{digits}}}", shown, re.ASCII):
        raise ValueError(f"주사위 값 '{value}'은(는) 표 번호 {digits}자리가 아닙니다.")
    return int(shown)


def is_outcome(plan: bytes, value: str) -> bool:
    """Whether the value is written as the source of the plan writes its outcomes; a seed is made of any text."""
    return re.fullmatch(OUTCOMES[json.loads(plan)["source"]], value, re.ASCII) is not None


def read_lottery(text: str) -> list[tuple[int, int, tuple[str, ...]]]:
    """The lines of ``lottery.csv`` as (first ticket, last ticket, members)."""
    rows = (line.split(",") for line in text.splitlines()[1:])
    return [(int(first), int(last), tuple(members.split(" "))) for first, last, members in rows]
