"""What backing up and restoring asks of the database; SQLite and PostgreSQL each in their own way.

``engine()`` answers the one in use. Statements are plain SQL, because a snapshot is read where no model looks: in a
copy of the file, or in the very transaction whose snapshot ``pg_dump`` was given.
"""

import fcntl
import glob
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection, transaction

from .manifest import BackupProblem

# Debian keeps each version's programs in a folder of its own, off the PATH; the newest can read from older servers.
PROGRAMS = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin")
RUNNING = "포털이 실행 중입니다. 웹, 작업 처리, 예약 실행을 모두 멈춘 뒤 다시 해 주세요."


def engine():
    """The way of the database in use."""
    return {"sqlite": Sqlite, "postgresql": Postgres}[connection.vendor]()


def counts(cursor, tables: list[str]) -> dict[str, int]:
    """The number of rows of each table."""
    found = {}
    for table in tables:
        cursor.execute(f'SELECT COUNT(*) FROM "{table}"')  # noqa: S608  the catalogue's own names
        found[table] = cursor.fetchone()[0]
    return found


class Sqlite:
    """One file, copied through SQLite's own backup: it is whole whatever is written meanwhile."""

    name = "sqlite"
    file = "database.sqlite3"

    @property
    def path(self) -> Path:
        return Path(connection.settings_dict["NAME"])

    def dump(self, path: Path, read: Callable):
        """Copy the database to ``path``; answers ``read(cursor)`` over the copy."""
        source = f"file:{quote(str(self.path))}?mode=ro"
        with closing(sqlite3.connect(source, uri=True)) as live, closing(sqlite3.connect(path)) as copy:
            live.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
            if copy.execute("PRAGMA quick_check").fetchone() != ("ok",):
                raise BackupProblem("데이터베이스 파일이 상했습니다. 이전 백업을 지우지 말고 살펴봐 주세요.")
            return read(copy.cursor())

    def load(self, path: Path):
        """Put the copy into the database's place in one move."""
        connection.close()
        coming = self.path.with_name(f"{self.path.name}.restoring")
        coming.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, coming)
        coming.chmod(0o600)
        for ending in ("-wal", "-shm"):
            self.path.with_name(self.path.name + ending).unlink(missing_ok=True)
        coming.replace(self.path)

    def refuse_in_use(self):
        """Raise BackupProblem while ``manage.py portal`` runs on this database's folder."""
        lock = settings.VAR_DIR / "run" / "portal.lock"
        if not lock.exists():
            return
        with lock.open("w") as held:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise BackupProblem(RUNNING) from None

    @staticmethod
    def tables(cursor) -> list[str]:
        """The names of all tables."""
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        return [name for (name,) in cursor.fetchall() if not name.startswith("sqlite_")]


class Postgres:
    """``pg_dump`` and ``pg_restore``, custom format, without owners: any user may restore it."""

    name = "postgresql"
    file = "database.dump"

    def dump(self, path: Path, read: Callable):
        """Dump the database to ``path``; answers ``read(cursor)`` over the same snapshot."""
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            cursor.execute("SELECT pg_export_snapshot()")
            snapshot = cursor.fetchone()[0]
            run("pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--file={path}", *WITHOUT_OWNERS)
            return read(cursor)

    def load(self, path: Path):
        """Empty the database and fill it from the dump, all of it or nothing."""
        with connection.cursor() as cursor:
            if self.tables(cursor):
                cursor.execute("DROP SCHEMA public CASCADE")
                cursor.execute("CREATE SCHEMA public")
        connection.close()
        words = ["--exit-on-error", "--single-transaction", *WITHOUT_OWNERS]
        run("pg_restore", *words, f"--dbname={connection.settings_dict['NAME']}", str(path), database=False)

    def refuse_in_use(self):
        """Raise BackupProblem while anybody else is connected to the database."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database()"
                " AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
            )
            if cursor.fetchone()[0]:
                raise BackupProblem(RUNNING)

    @staticmethod
    def tables(cursor) -> list[str]:
        """The names of all tables."""
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
        return [name for (name,) in cursor.fetchall()]


WITHOUT_OWNERS = ("--no-owner", "--no-privileges")


def run(name: str, *words: str, database: bool = True) -> None:
    """Run one of PostgreSQL's programs on the database in use. Raises BackupProblem with what it said."""
    facts = connection.settings_dict
    places = {"--host": facts["HOST"], "--port": facts["PORT"], "--username": facts["USER"]}
    command = [program(name), "--no-password", *words]
    command += [f"{word}={value}" for word, value in places.items() if value]
    command += [facts["NAME"]] if database else []
    secret = {"PGPASSWORD": facts["PASSWORD"]} if facts["PASSWORD"] else {}
    done = subprocess.run(  # noqa: S603  our own command line
        command, env=os.environ | secret, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    if done.returncode:
        raise BackupProblem(f"{name}이 끝내지 못했습니다: {done.stderr.strip()[-500:]}")


def program(name: str) -> str:
    """The full path of the program, the newest version first. Raises BackupProblem when there is none."""
    folders = sorted((path for place in PROGRAMS for path in glob.glob(place)), key=version_in, reverse=True)
    found = shutil.which(name, path=os.pathsep.join([*folders, os.environ.get("PATH", "")]))
    if found is None:
        raise BackupProblem(
            f"{name} 프로그램이 없습니다. 데이터베이스 서버와 같거나 더 새로운 판의 "
            "PostgreSQL 클라이언트를 설치해 주세요(Debian, Ubuntu: apt-get install postgresql-client)."
        )
    return found


def version_in(path: str) -> int:
    return int("".join(letter for letter in path if letter.isdigit()) or 0)
