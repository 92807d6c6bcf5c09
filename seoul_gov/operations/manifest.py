"""What a backup says about itself. Pure, no database."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import PurePosixPath

FORMAT = 1
NAME = "manifest.json"


class BackupProblem(Exception):
    """A backup cannot be made, is broken, or does not fit; the message is a Korean sentence for the operator."""


@dataclass(frozen=True)
class Stored:
    """One file: its path as the rows name it, its size in bytes and its SHA-256 in hexadecimal."""

    path: str
    size: int
    sha256: str

    def __post_init__(self):
        if PurePosixPath(self.path).is_absolute() or ".." in PurePosixPath(self.path).parts:
            raise ValueError(f"{self.path} leads out of the backup")


@dataclass(frozen=True)
class Manifest:
    """Everything that a restore is compared with.

    ``rows`` are the row counts by table and ``migrations`` the applied ones as ``app.name``; ``lost`` are paths that
    rows point at and that were not there any more; ``key`` tells whether two portals have the same SECRET_KEY.
    """

    made_at: datetime
    version: str
    engine: str
    database: Stored
    key: str
    files: tuple[Stored, ...] = ()
    rows: dict[str, int] = field(default_factory=dict)
    migrations: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """All its bytes."""
        return self.database.size + sum(stored.size for stored in self.files)

    @cached_property
    def digest(self) -> str:
        """SHA-256 over everything else that the manifest says."""
        text = json.dumps(self._facts(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    def to_json(self) -> str:
        """The text of ``manifest.json``."""
        return json.dumps(self._facts() | {"digest": self.digest}, ensure_ascii=False, indent=1)

    def _facts(self) -> dict:
        return {"format": FORMAT} | asdict(self) | {"made_at": self.made_at.isoformat()}


def from_json(text: str) -> Manifest:
    """The manifest that the text tells of. Raises BackupProblem when it is not one, or was changed since."""
    try:
        facts = json.loads(text)
        digest, form = facts.pop("digest"), facts.pop("format")
        if form != FORMAT:
            raise BackupProblem(f"이 포털이 모르는 형식({form})의 백업입니다.")
        manifest = Manifest(
            **facts
            | {
                "made_at": datetime.fromisoformat(facts["made_at"]),
                "database": Stored(**facts["database"]),
                "files": tuple(Stored(**stored) for stored in facts["files"]),
                "migrations": tuple(facts["migrations"]),
                "lost": tuple(facts["lost"]),
            }
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        raise BackupProblem(f"{NAME}을 읽을 수 없습니다.") from None
    if manifest.digest != digest:
        raise BackupProblem(f"{NAME}의 내용이 만들 때와 다릅니다.")
    return manifest
