"""Restoring into an empty place, and every way in which it declines."""

import fcntl
import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as portal_settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from panels.erasure.models import Destruction
from panels.models import Membership
from seoul_gov.audit import actions as audit
from seoul_gov.audit.models import Event
from seoul_gov.documents.models import Document
from seoul_gov.operations import backups, databases, manifest, restoring
from seoul_gov.operations.manifest import BackupProblem
from seoul_gov.operations.models import Backup
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def document(official):
    return factories.make_document(by=official)


@pytest.fixture
def backup(shelf, document):
    """A backup of one official with one document."""
    factories.make_project(officer=document.uploaded_by)
    audit.seal()
    place, _ = backups.back_up(shelf)
    return place


def rewritten(place, **facts):
    """The backup with another manifest that is whole in itself."""
    told = backups.verify(place)
    changed = manifest.Manifest(**vars(told) | facts) if "digest" not in vars(told) else None
    changed = changed or manifest.Manifest(**{k: v for k, v in vars(told).items() if k != "digest"} | facts)
    (place / manifest.NAME).write_text(changed.to_json())
    return place


def test_what_is_past_its_period_is_erased_again(official, shelf, elsewhere, capsys):
    """Somebody who left more than three years ago lies in the backup, and no longer in what it is put back into."""
    panel = factories.make_panel(factories.make_project(officer=official))
    seat = factories.make_member(panel, name="떠난시민")
    panel.memberships.update(state="withdrawn", ended_at=timezone.now() - timedelta(days=1200))
    place, _ = backups.back_up(shelf)
    with elsewhere():
        call_command("restore", place)
        assert Membership.objects.get(pk=seat.pk).user is None
        assert Destruction.objects.get().count == 1
    said = capsys.readouterr().out
    assert "보유 기간이 끝난 개인정보 1건을 다시 파기했습니다." in said
    assert "erased on request" in said


def test_everything_is_the_same_in_another_place(backup, document, elsewhere, capsys):
    told = backups.verify(backup)
    with elsewhere():
        call_command("restore", backup)
        found = Document.objects.get()
        assert (found.pk, found.sha256) == (document.pk, document.sha256)
        assert Path(found.file.path).read_bytes() == factories.PDF
        assert Path(found.file.path).is_relative_to(portal_settings.MEDIA_ROOT)
        assert Path(found.file.path).stat().st_mode & 0o777 == 0o600
        assert Backup.objects.get().digest == told.digest
        event = Event.objects.get(key="operations.restored")
        assert event.sentence == f"‘{backup.name}’ 백업에서 자료를 되돌렸습니다(파일 1개)."
    said = capsys.readouterr()
    assert f"행 {sum(told.rows.values()):,}개가 백업과 같습니다." in said.out
    assert "파일 1개의 SHA-256이 백업과 같습니다." in said.out
    assert "파일이 없는 행은 없습니다." in said.out
    assert "감사 기록의 고리" in said.out
    assert said.err == ""
    assert not Event.objects.filter(key="operations.restored").exists()


def test_what_is_there_is_kept_unless_it_is_said_that_it_may_go(backup, document, elsewhere):
    with elsewhere():
        call_command("restore", backup)
        with pytest.raises(CommandError, match="비어 있지 않습니다.*데이터베이스에 표.*--force"):
            call_command("restore", backup)
        Document.objects.all().delete()
        Path(portal_settings.MEDIA_ROOT, document.file.name).write_bytes(b"another")
        call_command("restore", backup, force=True)
        assert Document.objects.count() == 1
        assert backups.hashed(Path(portal_settings.MEDIA_ROOT, document.file.name))[1] == document.sha256


def test_files_alone_are_something_too(backup, elsewhere):
    with elsewhere():
        stray = Path(portal_settings.MEDIA_ROOT) / "documents" / "stray"
        stray.parent.mkdir(parents=True)
        stray.write_text("x")
        with pytest.raises(BackupProblem, match="에 파일"):
            restoring.restore(backup)


def test_a_broken_backup_touches_nothing(backup, document, elsewhere):
    (backup / "files" / document.file.name).write_bytes(b"x")
    with elsewhere():
        with pytest.raises(CommandError, match="상한 백업입니다(.|\n)*내용이 다름"):
            call_command("restore", backup, force=True)
        with connection.cursor() as cursor:
            assert databases.engine().tables(cursor) == []
        assert list(Path(portal_settings.MEDIA_ROOT).rglob("*")) == []


def test_the_other_kind_of_database_is_declined(backup):
    rewritten(backup, engine="oracle")
    with pytest.raises(BackupProblem, match="oracle 백업입니다"):
        restoring.restore(backup)


def test_the_backup_of_a_newer_portal_is_declined(backup):
    known = backups.verify(backup).migrations
    rewritten(backup, migrations=(*known, "workflows.9999_later"), version="9.0")
    with pytest.raises(BackupProblem, match=r"더 새로운 포털\(9.0\).*workflows.9999_later"):
        restoring.restore(backup)


def test_rows_that_do_not_come_out_as_told_are_named(backup, elsewhere):
    rows = backups.verify(backup).rows
    rewritten(backup, rows=rows | {"documents_document": 7, "gone_table": 1}, files=())
    with elsewhere(), pytest.raises(BackupProblem) as told:
        restoring.restore(backup)
    assert "documents_document: 7행이어야 하는데 1행입니다." in str(told.value)
    assert "gone_table: 1행이어야 하는데 None행입니다." in str(told.value)
    assert "파일이 없는 행: documents/" in str(told.value)


def test_a_file_that_changes_on_its_way_is_named(backup, document, elsewhere, monkeypatch):
    put = restoring.put_files

    def put_badly(place, told):
        put(place, told)
        Path(portal_settings.MEDIA_ROOT, document.file.name).write_bytes(b"x")

    monkeypatch.setattr(restoring, "put_files", put_badly)
    with elsewhere(), pytest.raises(BackupProblem, match=f"내용이 다름: {document.file.name}"):
        restoring.restore(backup)


def test_a_file_that_was_lost_before_is_told_again(shelf, document, elsewhere, capsys):
    Path(document.file.path).unlink()
    place, _ = backups.back_up(shelf)
    with elsewhere():
        call_command("restore", place)
    said = capsys.readouterr()
    assert f"백업할 때 이미 없던 파일입니다: {document.file.name}" in said.err
    assert "파일이 없는 행은 없습니다" not in said.out


def test_another_secret_key_is_told(backup, elsewhere, settings, capsys):
    settings.SECRET_KEY = "another"
    with elsewhere():
        call_command("restore", backup)
    assert "SECRET_KEY가 백업한 포털과 다릅니다" in capsys.readouterr().err


def test_an_older_backup_is_brought_up_to_this_version(shelf, official, elsewhere, capsys):
    call_command("migrate", "operations", "zero", verbosity=0)
    call_command("migrate", "documents", "0001", verbosity=0)
    engine = databases.engine()
    place = shelf / "portal-20260101-000000"
    place.mkdir(parents=True)
    seen = engine.dump(place / engine.file, lambda cursor: backups._read(engine, cursor))
    call_command("migrate", verbosity=0)
    stored = manifest.Stored(engine.file, *backups.hashed(place / engine.file))
    told = manifest.Manifest(
        official.date_joined,
        "0.0.9",
        engine.name,
        stored,
        backups.key_of_portal(),
        (),
        seen.rows,
        seen.migrations,
    )
    (place / manifest.NAME).write_text(told.to_json())
    with elsewhere():
        call_command("restore", place)
        assert Backup.objects.get().name == place.name
    assert "마이그레이션 1개를 적용했습니다." in capsys.readouterr().out


def test_a_broken_chain_of_events_is_told(shelf, official, elsewhere, capsys):
    project = factories.make_project(officer=official)
    Event.objects.create(
        key="x.y", sentence="z", actor="a", object_type="t", object_id="1", label="l", chain="c"
    )
    audit.seal()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_event SET sentence = 'other'")
    place, _ = backups.back_up(shelf)
    assert project.pk
    with elsewhere():
        call_command("restore", place)
    assert "주의: 기록" in capsys.readouterr().out


def test_a_shelf_of_backups_asks_which(backup, shelf):
    with pytest.raises(CommandError, match=f"하나를 골라 주세요.\n  {backup}"):
        call_command("restore", shelf)


def test_a_running_portal_is_not_overwritten(backup, transactional_db):
    if connection.vendor == "sqlite":
        lock = portal_settings.VAR_DIR / "run" / "portal.lock"
        lock.parent.mkdir(exist_ok=True)
        with lock.open("w") as held:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            with pytest.raises(BackupProblem, match="포털이 실행 중입니다"):
                restoring.restore(backup, force=True)
        databases.engine().refuse_in_use()
        return
    other = connection.copy()
    other.ensure_connection()
    try:
        with pytest.raises(BackupProblem, match="포털이 실행 중입니다"):
            restoring.restore(backup, force=True)
    finally:
        other.close()


def test_the_manifest_is_readable_json(backup):
    facts = json.loads((backup / manifest.NAME).read_text())
    assert facts["version"] == portal_settings.PORTAL_VERSION
    assert facts["files"][0].keys() == {"path", "size", "sha256"}
    assert "sqlite" in facts["engine"] or facts["engine"] == "postgresql"
