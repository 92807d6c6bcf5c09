"""R17: backup under load, and restore to an empty place.

A portal with a gigabyte of files takes uploads and comments while it is backed up three times; the last backup is
restored by another user to another path. Held when every table has as many rows and every file the same bytes as
the backup tells, the rooms that nobody wrote in meanwhile (calls, draws, letters, criteria) hold what they held word for
word, no row points at a missing file, and the restore takes less than ten minutes.
"""

import hashlib
import json
import os
import shutil
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from tests.drills import _stranger
from tests.drills._crew import on_both_pairs
from tests.drills._visitor import Crowd, Visitor
from tests.drills._world import Writer, make_officials, make_recruited, make_round
from tests.services import Postgres

FILES, BYTES = 128, 8 * 1024 * 1024
WRITERS, BACKUPS = 6, 3
SECONDS_TO_RESTORE = 600


def drill(crew):
    web = crew.web()
    officer, colleague = make_officials()
    round, members = make_round(officer, WRITERS)
    make_recruited(officer, colleague)
    fill(FILES, BYTES)
    quiet = contents(crew.manage)
    acts = [Writer(Visitor(web.url, member), round).write for member in members]
    acts += [Uploader(Visitor(web.url, officer), round.panel.project).upload]
    shelf = crew.folder / "backups"
    with Crowd(acts, pause=0.05) as crowd:
        seconds = [timed(lambda: crew.manage("backup", str(shelf))) for _ in range(BACKUPS)]
    refused = [answer for answer in crowd.answers if not answer.ok]
    crew.manage("backup", str(shelf), "--verify")
    place = sorted(shelf.iterdir())[-1]
    with elsewhere(crew, place) as (manage, home, copy):
        restored = timed(lambda: manage("restore", str(copy)))
        failures = different(manage, home, place) + changed(quiet, contents(manage))
    size = sum(path.stat().st_size for path in place.rglob("*") if path.is_file())
    print(
        f"   {size / 2**30:.2f} GB; backups beside {len(crowd.answers)} requests ({len(refused)} refused) in "
        f"{', '.join(f'{one:.0f}' for one in seconds)} s; restored in {restored:.0f} s"
    )
    failures += [f"{len(refused)} requests failed beside it: {refused[0].status}"] if refused else []
    return failures + (["the restore took too long"] if restored > SECONDS_TO_RESTORE else [])


def fill(files, size):
    """So many documents with files of this size."""
    from django.core.files.base import ContentFile

    from seoul_gov.documents.models import Document

    for number in range(files):
        content = os.urandom(size)
        document = Document(
            name=f"{number}.zip", kind="zip", size=size, sha256=hashlib.sha256(content).hexdigest()
        )
        document.file.save("", ContentFile(content), save=True)


class Uploader:
    """An official who uploads one deliverable after the other."""

    def __init__(self, visitor, project):
        self.visitor = visitor
        self.path = f"/reviews/project/{project.pk}/upload/"
        self.number = 0

    def upload(self):
        from tests.factories import PDF

        self.number += 1
        facts = {"stage_key": "analysis", "matter": "general", "title": f"산출물 {self.number}"}
        return self.visitor.upload(self.path, f"{self.number}.pdf", PDF + str(self.number).encode(), **facts)


def timed(act):
    started = time.monotonic()
    act()
    return time.monotonic() - started


@contextmanager
def elsewhere(crew, place):
    """An empty portal of another user on another path: its manage.py, its folder, and the backup as it came there."""
    with tempfile.TemporaryDirectory(prefix="portal-elsewhere-") as folder:
        home, copy = Path(folder) / "somewhere" / "else", Path(folder) / place.name
        home.mkdir(parents=True)
        shutil.copytree(place, copy)
        _stranger.give(Path(folder))
        if crew.postgres:
            with Postgres() as postgres:
                yield runner(crew, home, postgres.url), home, copy
        else:
            yield runner(crew, home, f"sqlite:///{home}/other.sqlite3"), home, copy


def runner(crew, home, url):
    own = {
        "PORTAL_VAR_DIR": str(home),
        "DATABASE_URL": url,
        "SECRET_KEY": crew.secret_key(),
        "TMPDIR": "/tmp",
    }
    return lambda *words: crew.manage(*words, variables=own, before=_stranger.words())


TELL = """
import hashlib, json
from django.apps import apps
from seoul_gov.documents.models import Document
rows = {model._meta.db_table: model._base_manager.count() for model in apps.get_models(include_auto_created=True)}
files = {}
for document in Document.objects.all():
    found = hashlib.sha256()
    with open(document.file.path, "rb") as stream:
        while piece := stream.read(1 << 20):
            found.update(piece)
    files[document.file.name] = [found.hexdigest() == document.sha256, found.hexdigest()]
print(json.dumps([rows, files]))
"""


QUIET = """
import hashlib, json
from django.apps import apps
from django.core.serializers import serialize
found = {}
for model in apps.get_models(include_auto_created=True):
    if model._meta.app_label in ("panels", "selection"):
        rows = model._base_manager.order_by("pk")
        words = hashlib.sha256(serialize("json", rows).encode()).hexdigest()
        found[model._meta.db_table] = [rows.count(), words]
print(json.dumps(found))
"""


def contents(manage):
    """The number of rows and the SHA-256 of all their words in each table that nobody writes in meanwhile."""
    return json.loads(manage("shell", "-v", "0", "-c", QUIET).splitlines()[-1])


def changed(before, after):
    """The tables that came back otherwise; a drill without rows in the rooms of recruitment proves nothing."""
    rooms = ("application", "recruitmentcall", "trial", "lotteryrun", "replacement", "appointmentpaper")
    failures = [f"{table} differs" for table in before if before[table] != after.get(table)]
    failures += [f"no {room} to restore" for room in rooms if not before[f"panels_{room}"][0]]
    filled = sum(bool(count) for count, _ in before.values())
    print(
        f"   {len(before)} quiet tables, {filled} with rows, compared word for word: {len(failures)} differ"
    )
    return failures


def different(manage, home, place):
    """What is not as the backup tells, found with the models and the disk alone."""
    told = json.loads((place / "manifest.json").read_text())
    rows, files = json.loads(manage("shell", "-v", "0", "-c", TELL).splitlines()[-1])
    # The restore itself leaves its trace.
    rows["operations_backup"] -= 1
    rows["audit_event"] -= 1
    failures = [table for table, count in rows.items() if told["rows"][table] != count]
    expected = {stored["path"]: stored["sha256"] for stored in told["files"]}
    failures += [
        f"{path} differs" for path, (same, found) in files.items() if not same or expected.get(path) != found
    ]
    on_disk = {
        str(path.relative_to(home / "files")) for path in (home / "files").rglob("*") if path.is_file()
    }
    failures += (
        [f"{len(on_disk ^ expected.keys())} files too many or too few"] if on_disk != expected.keys() else []
    )
    print(
        f"   {sum(rows.values())} rows in {len(rows)} tables, {len(files)} files compared: {len(failures)} differ"
    )
    return failures


if __name__ == "__main__":
    on_both_pairs(drill)
