"""Making backups: whole or not at all, what is in them, and the old ones."""

import errno
import os
import time
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection, models

from seoul_gov.audit.models import Event
from seoul_gov.documents import actions as documents
from seoul_gov.documents.models import Document
from seoul_gov.operations import backups, databases
from seoul_gov.operations.manifest import BackupProblem
from seoul_gov.operations.models import Backup
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


def file_of(document, place):
    return place / "files" / document.file.name


def test_a_backup_holds_the_rows_and_the_files_and_leaves_its_trace(shelf, capsys):
    document = factories.make_document()
    call_command("backup", shelf)

    (place,) = backups.whole_ones(shelf)
    told = backups.verify(place)
    assert told.rows["documents_document"] == 1
    assert told.rows["operations_backup"] == 0
    assert [(stored.path, stored.sha256) for stored in told.files] == [(document.file.name, document.sha256)]
    assert file_of(document, place).read_bytes() == factories.PDF
    assert "operations.0001_initial" in told.migrations
    assert told.lost == ()
    assert [path.name for path in shelf.iterdir()] == [place.name]
    assert place.stat().st_mode & 0o077 == 0
    assert f"백업했습니다: {place}" in capsys.readouterr().out
    event = Event.objects.get(key="operations.backed_up")
    assert event.sentence == f"‘{place.name}’ 백업을 만들었습니다(파일 1개)."
    assert (event.actor, event.object_id) == ("시스템", str(Backup.objects.get(digest=told.digest).pk))


def test_documents_are_all_the_files_that_rows_point_at():
    fields = [field for model in apps.get_models() for field in model._meta.get_fields()]
    assert [str(field) for field in fields if isinstance(field, models.FileField)] == [
        "documents.Document.file"
    ]


def test_a_file_that_is_lost_is_told_and_stops_nothing(shelf, capsys):
    document = factories.make_document()
    Path(document.file.path).unlink()
    call_command("backup", shelf)

    assert f"파일이 없어 백업하지 못했습니다: {document.file.name}" in capsys.readouterr().err
    assert backups.verify(backups.whole_ones(shelf)[0]).lost == (document.file.name,)


@pytest.fixture
def meanwhile(monkeypatch):
    """Do something between the first copying of files and the snapshot, or right after the snapshot."""

    def do(*, before=None, after=None):
        vendor = type(databases.engine())
        dump = vendor.dump

        def around(self, path, read):
            if before:
                before()
            seen = dump(self, path, read)
            if after:
                after()
            return seen

        monkeypatch.setattr(vendor, "dump", around)

    return do


def test_a_file_that_came_meanwhile_is_in_it_and_one_that_went_is_not(shelf, meanwhile):
    gone = factories.make_document(name="지울 것.pdf")
    came = []

    def change():
        documents.discard(by=None, document=gone)
        came.append(factories.make_document(name="새것.pdf"))

    meanwhile(before=change)
    place, told = backups.back_up(shelf)

    assert [stored.path for stored in told.files] == [came[0].file.name]
    assert file_of(came[0], place).exists()
    assert not file_of(gone, place).exists()


def test_a_file_discarded_after_the_snapshot_asks_for_a_new_one(shelf, meanwhile):
    stays, goes = factories.make_document(), factories.make_document(name="지울 것.pdf")
    path = Path(goes.file.path)
    # As when it was uploaded and discarded again around the snapshot: it was never there to be copied.
    path.rename(path.with_name("away"))
    meanwhile(after=lambda: Document.objects.filter(pk=goes.pk).delete())
    _, told = backups.back_up(shelf)

    assert told.rows["documents_document"] == 1
    assert [stored.path for stored in told.files] == [stays.file.name]
    assert told.lost == ()


def test_a_portal_whose_files_never_stand_still_is_told(shelf, meanwhile):
    def come_and_go():
        document = factories.make_document()
        Path(document.file.path).unlink()
        going.append(document.pk)

    going = []
    meanwhile(before=come_and_go, after=lambda: Document.objects.filter(pk__in=going).delete())
    with pytest.raises(BackupProblem, match="파일이 계속 지워져"):
        backups.back_up(shelf)
    assert list(shelf.iterdir()) == []


def test_what_breaks_off_leaves_nothing_behind(shelf, meanwhile):
    def interrupt():
        raise KeyboardInterrupt

    meanwhile(after=interrupt)
    with pytest.raises(KeyboardInterrupt):
        backups.back_up(shelf)
    assert list(shelf.iterdir()) == []
    assert not Event.objects.filter(key="operations.backed_up").exists()


@pytest.mark.parametrize(
    ("number", "sentence"),
    [(errno.ENOSPC, "백업할 곳에 자리가 모자랍니다."), (errno.EROFS, "백업할 곳에 쓸 수 없습니다")],
)
def test_a_disk_that_takes_no_more_is_told(shelf, meanwhile, number, sentence):
    def fail():
        raise OSError(number, os.strerror(number), str(shelf))

    meanwhile(after=fail)
    with pytest.raises(CommandError, match=sentence):
        call_command("backup", shelf)
    assert list(shelf.iterdir()) == []


def test_every_fault_of_a_backup_is_named(shelf, capsys):
    changed, missing = factories.make_document(), factories.make_document(name="둘.pdf")
    place, _ = backups.back_up(shelf)
    call_command("backup", shelf, verify=True)
    assert f"온전합니다: {place}" in capsys.readouterr().out

    file_of(changed, place).write_bytes(b"x" * changed.size)
    file_of(missing, place).unlink()
    with pytest.raises(CommandError) as told:
        call_command("backup", shelf, verify=True)
    assert f"내용이 다름: {changed.file.name}" in str(told.value)
    assert f"없음: {missing.file.name}" in str(told.value)
    assert Backup.objects.count() == 1


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('"documents_document": 0', '"documents_document": 1', "만들 때와 다릅니다"),
        ('"format": 1', '"format": 2', "모르는 형식"),
        ('"files"', '"feils"', "읽을 수 없습니다"),
        ("{", "", "읽을 수 없습니다"),
        ('"path": "database', '"path": "../database', "읽을 수 없습니다"),
    ],
)
def test_a_manifest_that_was_changed_is_not_believed(shelf, old, new, sentence):
    place, _ = backups.back_up(shelf)
    manifest = place / "manifest.json"
    assert old in manifest.read_text()
    manifest.write_text(manifest.read_text().replace(old, new, 1))

    with pytest.raises(BackupProblem, match=sentence):
        backups.verify(place)


def test_a_folder_without_a_manifest_is_no_backup(tmp_path):
    with pytest.raises(CommandError, match="백업이 아니거나 끝까지 만들어지지 않았습니다"):
        call_command("backup", tmp_path, verify=True)


def test_only_the_newest_are_kept(shelf, capsys):
    for name in ("portal-20260101-000000", "portal-20260102-000000", "other"):
        (shelf / name).mkdir(parents=True)
        (shelf / name / "manifest.json").write_text("{}")
    broken, fresh = shelf / ".portal-20251231-000000.partial", shelf / ".portal-20260103-000000.partial"
    for folder in (broken, fresh):
        folder.mkdir()
    os.utime(broken, (time.time() - 2 * backups.SECONDS_OF_PARTIAL,) * 2)
    call_command("backup", shelf, keep=2)

    assert "오래된 백업을 지웠습니다: portal-20260101-000000" in capsys.readouterr().out
    assert sorted(path.name for path in shelf.iterdir())[:-1] == [
        ".portal-20260103-000000.partial",
        "other",
        "portal-20260102-000000",
    ]


def test_keeping_none_is_a_mistake(shelf):
    with pytest.raises(CommandError, match="--keep"):
        call_command("backup", shelf, keep=0)


def test_again_and_again_until_it_is_stopped_whatever_fails(shelf, monkeypatch, capsys):
    naps = []

    def nap(seconds):
        naps.append(seconds)
        (shelf.parent / "backups").rename(shelf.parent / "moved")
        shelf.write_text("no folder any more")
        if len(naps) == 2:
            raise KeyboardInterrupt
        (shelf.parent / "moved").rename(shelf.parent / "first")

    def second_nap(seconds):
        naps.append(seconds)
        raise KeyboardInterrupt

    def first_nap(seconds):
        naps.append(seconds)
        shelf.rename(shelf.with_name("moved"))
        shelf.write_text("no folder any more")
        monkeypatch.setattr(time, "sleep", second_nap)

    monkeypatch.setattr(time, "sleep", first_nap)
    with pytest.raises(KeyboardInterrupt):
        call_command("backup", shelf, every=24)

    said = capsys.readouterr()
    assert naps == [86400, 86400]
    assert "백업했습니다" in said.out
    assert "백업할 곳에 쓸 수 없습니다" in said.err


def test_the_programs_of_postgresql_are_found_or_asked_for(monkeypatch, tmp_path):
    tool = tmp_path / "pg_dump"
    tool.write_text("#!/bin/sh\n")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(databases, "PROGRAMS", ())
    assert databases.program("pg_dump") == str(tool)

    with pytest.raises(BackupProblem, match="pg_restore 프로그램이 없습니다.*postgresql-client"):
        databases.program("pg_restore")


def test_a_program_that_fails_is_told_in_its_own_words(monkeypatch, tmp_path):
    tool = tmp_path / "pg_dump"
    tool.write_text("#!/bin/sh\necho 'server version mismatch' >&2\nexit 1\n")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setattr(databases, "PROGRAMS", ())

    with pytest.raises(BackupProblem, match="pg_dump이 끝내지 못했습니다: server version mismatch"):
        databases.run("pg_dump")


def test_the_vendor_says_which_engine():
    assert databases.engine().name == connection.vendor
