"""The package that is published: the record's files, the proof of what was drawn, and a script that checks both."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .draws import Draw
from .pool import Pool
from .record import FILES, Commitment, canonical, read_pool_file, read_rules
from .rules import Rules

HASHES, COMMITMENT, RESULT, SCRIPT = "hashes.txt", "commitment.txt", "result.json", "verify_draw.py"


@dataclass(frozen=True)
class Result:
    """What was drawn with which value, as draw number ``i``; ``alternates`` are in the order in which they are asked."""

    value: str
    draw: Draw
    i: int = 0
    alternates: tuple[str, ...] = ()


@dataclass(frozen=True)
class Package:
    """A package that has been read; ``result`` is None before the draw."""

    pool: Pool
    rules: Rules
    commitment: Commitment
    result: Result | None = None

    @property
    def origin(self) -> str:
        """The commitment that the seed is made of: that of the first lottery, also in a replacement."""
        return self.rules.refill.commitment if self.rules.refill else self.commitment.hex

    @property
    def turn(self) -> int:
        """The number of the draw that this package is for."""
        return self.rules.refill.turn if self.rules.refill else 0


def package_files(commitment: Commitment, result: Result | None = None) -> dict[str, bytes]:
    """The bytes of every file by its name. ``hashes.txt`` holds a SHA-256 for each of the four files of the record;
    the SHA-256 of ``hashes.txt`` is the commitment.

    Source: own derivation (audit record, version 1); SHA-256 is FIPS 180-4.
    """
    files = commitment.files | {
        HASHES: commitment.hashes,
        COMMITMENT: f"{commitment.hex}\n".encode(),
        SCRIPT: script(),
    }
    return files | ({RESULT: result_file(result)} if result else {})


def script() -> bytes:
    """The script that outsiders run: the standard library of Python, nothing else."""
    return Path(__file__).with_name(SCRIPT).read_bytes()


def result_file(result: Result) -> bytes:
    """``result.json``."""
    return canonical(
        {
            "alternates": result.alternates,
            "i": result.i,
            "panel": result.draw.panel,
            "seed": result.draw.seed,
            "ticket": result.draw.ticket,
            "value": result.value,
        }
    )


def read_package(files: Mapping[str, bytes]) -> Package:
    """A package of files that ``verify`` finds no fault with; raises ValueError, KeyError or TypeError for others.

    Source: own derivation (audit record, version 1).
    """
    rules = read_rules(files["rules.json"])
    commitment = Commitment(*(files[name] for name in FILES))
    result = _read_result(files[RESULT]) if RESULT in files else None
    return Package(read_pool_file(files["pool.csv"], rules), rules, commitment, result)


def _read_result(data: bytes) -> Result:
    content = json.loads(data)
    if not isinstance(content["value"], str):
        raise TypeError("value is no text")
    drawn = Draw(content["seed"], content["ticket"], tuple(content["panel"]))
    return Result(content["value"], drawn, content["i"], tuple(content["alternates"]))
