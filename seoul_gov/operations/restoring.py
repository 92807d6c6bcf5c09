"""A backup put back into place, and the proof that it is the same.

Every hash is checked before anything is touched. Files come first and the database last: whenever it is broken off,
no row points at a missing file. The database changes in one move, all of it or nothing.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from . import actions, backups, databases
from .backups import FILES
from .manifest import BackupProblem, Manifest

FULL = "되돌릴 곳이 비어 있지 않습니다({what}). 지금 있는 자료를 버려도 되면 --force를 붙여 주세요."


@dataclass(frozen=True)
class Restored:
    """What was put back; ``same_key`` is whether what is sealed in the database can be opened here."""

    manifest: Manifest
    migrated: int
    same_key: bool


def restore(place: Path, *, force: bool = False) -> Restored:
    """Put the backup into this portal's database and MEDIA_ROOT, compare, and migrate to this portal's version.

    Raises BackupProblem when it is broken, does not fit, when the portal runs or, without ``force``, holds anything,
    and when what came out is not what the backup told.
    """
    told = backups.verify(place)
    engine = databases.engine()
    refuse_unfit(told, engine)
    engine.refuse_in_use()
    if not force:
        refuse_full(engine)
    put_files(place, told)
    engine.load(place / told.database.path)
    compare(told, engine)
    migrated = len(pending())
    if migrated:
        call_command("migrate", interactive=False, verbosity=0)
    actions.note_restore(by=None, name=place.name, manifest=told)
    return Restored(told, migrated, told.key == backups.key_of_portal())


def refuse_unfit(told: Manifest, engine) -> None:
    """Raise BackupProblem for a backup of the other kind of database or of a newer portal."""
    if told.engine != engine.name:
        raise BackupProblem(f"{told.engine} 백업입니다. 이 포털은 {engine.name}을 씁니다.")
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if unknown := sorted(set(told.migrations) - known):
        raise BackupProblem(
            f"더 새로운 포털({told.version})의 백업입니다. 포털을 먼저 그 판으로 올려 주세요({unknown[0]})."
        )


def refuse_full(engine) -> None:
    """Raise BackupProblem where there is a table or a file already."""
    with connection.cursor() as cursor:
        if tables := engine.tables(cursor):
            raise BackupProblem(FULL.format(what=f"데이터베이스에 표 {len(tables)}개"))
    root = Path(settings.MEDIA_ROOT)
    if root.is_dir() and any(path.is_file() for path in root.rglob("*")):
        raise BackupProblem(FULL.format(what=f"{root}에 파일"))


def put_files(place: Path, told: Manifest) -> None:
    """Copy each file to where its row looks for it; one that was left half copied is copied anew."""
    for stored in told.files:
        to = Path(settings.MEDIA_ROOT) / stored.path
        to.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        coming = to.with_name(f"{to.name}.restoring")
        shutil.copyfile(place / FILES / stored.path, coming)
        coming.chmod(settings.FILE_UPLOAD_PERMISSIONS)
        coming.replace(to)


def compare(told: Manifest, engine) -> None:
    """Raise BackupProblem unless every table has as many rows and every file the same bytes as in the backup."""
    with connection.cursor() as cursor:
        rows = databases.counts(cursor, engine.tables(cursor))
        cursor.execute("SELECT file FROM documents_document")
        paths = {path for (path,) in cursor.fetchall()}
    names = sorted(told.rows.keys() | rows.keys())
    wrong = [
        f"  {table}: {told.rows.get(table)}행이어야 하는데 {rows.get(table)}행입니다."
        for table in names
        if told.rows.get(table) != rows.get(table)
    ]
    root = Path(settings.MEDIA_ROOT)
    for stored in told.files:
        if backups.hashed(root / stored.path) != (stored.size, stored.sha256):
            wrong.append(f"  내용이 다름: {stored.path}")
    dangling = paths - {stored.path for stored in told.files} - set(told.lost)
    wrong += [f"  파일이 없는 행: {path}" for path in sorted(dangling)]
    if wrong:
        raise BackupProblem("\n".join(["되돌린 자료가 백업과 다릅니다.", *wrong]))


def pending() -> list:
    """The migrations that this portal has and the database has not."""
    executor = MigrationExecutor(connection)
    return executor.migration_plan(executor.loader.graph.leaf_nodes())
