"""A whole backup of the portal: the database and every file that its rows point at.

It is made under a hidden name and moved into its place when nothing is missing, so that a broken one is never taken
for a whole one. Files are copied before and after the database: the first pass takes the bulk, the second what came
since. One that was discarded in between sends us back to a new snapshot, so that no row points at a missing file.
"""

import errno
import hashlib
import os
import shutil
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac

from seoul_gov.documents.models import Document

from . import actions, databases, manifest
from .manifest import BackupProblem, Manifest, Stored

PREFIX, PARTIAL = "portal-", ".partial"
FILES = "files"
CHUNK = 1024 * 1024
SNAPSHOTS = 5
SECONDS_OF_PARTIAL = 24 * 60 * 60
NO_ROOM = "백업할 곳에 자리가 모자랍니다."


@dataclass(frozen=True)
class Snapshot:
    """What the database held at one moment: rows by table, applied migrations, and SHA-256 by path of a file."""

    rows: dict[str, int]
    migrations: tuple[str, ...]
    files: dict[str, str]


def back_up(target: Path) -> tuple[Path, Manifest]:
    """Make a backup in a new folder of ``target``; answers the folder and what it holds.

    Raises BackupProblem when it cannot be made; nothing of it is left then.
    """
    made_at = timezone.localtime()
    place = target / f"{PREFIX}{made_at:%Y%m%d-%H%M%S}"
    partial = target / f".{place.name}{PARTIAL}"
    try:
        target.mkdir(parents=True, exist_ok=True)
        partial.mkdir(mode=0o700)
        made = _fill(partial, made_at)
        _write_down(partial / manifest.NAME, made.to_json())
        partial.rename(place)
    except OSError as problem:
        shutil.rmtree(partial, ignore_errors=True)
        raise BackupProblem(_told(problem)) from problem
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    actions.note_backup(by=None, name=place.name, manifest=made)
    return place, made


def verify(place: Path) -> Manifest:
    """The manifest of a backup of which every byte is as it was. Raises BackupProblem with everything that is not."""
    text = place / manifest.NAME
    if not text.is_file():
        raise BackupProblem(f"{place}: 백업이 아니거나 끝까지 만들어지지 않았습니다.")
    told = manifest.from_json(text.read_text())
    wrong = [sentence for stored, path in _parts(place, told) if (sentence := _fault(stored, path))]
    if wrong:
        raise BackupProblem("\n".join([f"{place}: 상한 백업입니다.", *wrong]))
    return told


def whole_ones(target: Path) -> list[Path]:
    """The finished backups in ``target``, oldest first."""
    return sorted(path.parent for path in target.glob(f"{PREFIX}*/{manifest.NAME}"))


def prune(target: Path, keep: int) -> list[str]:
    """Remove all but the newest ``keep`` backups, and what broken runs left a day ago; answers the names."""
    long_ago = time.time() - SECONDS_OF_PARTIAL
    old = whole_ones(target)[:-keep]
    left = [path for path in target.glob(f".{PREFIX}*{PARTIAL}") if path.stat().st_mtime < long_ago]
    for path in old:
        # Half removed it must not look whole.
        going = path.with_name(f".{path.name}{PARTIAL}")
        path.rename(going)
        left.append(going)
    for path in left:
        shutil.rmtree(path, ignore_errors=True)
    return [path.name for path in old]


def key_of_portal() -> str:
    """Tells whether two portals have the same SECRET_KEY, and nothing else about it."""
    return salted_hmac("operations.backups", "key", algorithm="sha256").hexdigest()[:16]


def hashed(path: Path) -> tuple[int, str]:
    """Size and SHA-256 of a file."""
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256")
    return path.stat().st_size, digest.hexdigest()


def _fill(partial: Path, made_at: datetime) -> Manifest:
    """Everything but the manifest; answers what it is to say."""
    engine, copied = databases.engine(), {}
    _copy_files(_present_paths(), partial, copied)
    for _ in range(SNAPSHOTS):
        path = partial / engine.file
        path.unlink(missing_ok=True)
        seen = engine.dump(path, lambda cursor: _read(engine, cursor))
        gone = _copy_files(seen.files, partial, copied)
        discarded = gone - set(_present_paths())
        if not discarded:
            break
    else:
        raise BackupProblem("백업하는 동안 파일이 계속 지워져 끝내지 못했습니다. 다시 해 주세요.")
    for path in copied.keys() - seen.files.keys():
        (partial / FILES / path).unlink()
    return Manifest(
        made_at=made_at,
        version=settings.PORTAL_VERSION,
        engine=engine.name,
        database=Stored(engine.file, *hashed(partial / engine.file)),
        key=key_of_portal(),
        files=tuple(copied[path] for path in sorted(copied.keys() & seen.files.keys())),
        rows=seen.rows,
        migrations=seen.migrations,
        lost=tuple(sorted(gone)),
    )


def _read(engine, cursor) -> Snapshot:
    rows = databases.counts(cursor, engine.tables(cursor))
    cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
    migrations = tuple(f"{app}.{name}" for app, name in cursor.fetchall())
    cursor.execute("SELECT file, sha256 FROM documents_document")
    return Snapshot(rows, migrations, dict(cursor.fetchall()))


def _present_paths() -> list[str]:
    return list(Document.objects.values_list("file", flat=True))


def _copy_files(paths: Iterable[str], partial: Path, copied: dict[str, Stored]) -> set[str]:
    """Copy what is not copied yet; answers the paths that are not there."""
    gone = set()
    for path in paths:
        if path in copied:
            continue
        try:
            copied[path] = _copy(path, partial / FILES / path)
        except FileNotFoundError:
            gone.add(path)
    return gone


def _copy(path: str, to: Path) -> Stored:
    with Document.file.field.storage.open(path, "rb") as stream:
        to.parent.mkdir(parents=True, exist_ok=True)
        digest, size = hashlib.sha256(), 0
        with to.open("wb") as copy:
            while chunk := stream.read(CHUNK):
                digest.update(chunk)
                size += copy.write(chunk)
    return Stored(path, size, digest.hexdigest())


def _write_down(path: Path, text: str) -> None:
    """The manifest is on the disk, not only on its way, before the backup gets its name."""
    os.sync()
    with path.open("w") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())


def _told(problem: OSError) -> str:
    if problem.errno in (errno.ENOSPC, errno.EDQUOT):
        return NO_ROOM
    return f"백업할 곳에 쓸 수 없습니다({problem.strerror}: {problem.filename})."


def _parts(place: Path, told: Manifest) -> Iterator[tuple[Stored, Path]]:
    yield told.database, place / told.database.path
    for stored in told.files:
        yield stored, place / FILES / stored.path


def _fault(stored: Stored, path: Path) -> str:
    if not path.is_file():
        return f"  없음: {stored.path}"
    return "" if hashed(path) == (stored.size, stored.sha256) else f"  내용이 다름: {stored.path}"
