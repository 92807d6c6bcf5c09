import hashlib
import os
import resource
import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from seoul_gov.documents import actions
from seoul_gov.documents.enums import PreviewState
from seoul_gov.documents.forms import DocumentField
from seoul_gov.documents.models import Document, Preview
from seoul_gov.documents.querysets import CLAIM_HOLDS
from tests.documents import samples


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "files")
    return Path(settings.MEDIA_ROOT)


def files(media):
    return sorted(path for path in media.rglob("*") if path.is_file())


def store(name="계획.docx", content=None, by=None):
    return actions.store(by=by, upload=samples.upload(name, samples.docx() if content is None else content))


def aged(path, seconds):
    then = time.time() - seconds
    os.utime(path, (then, then))


def test_a_stored_file_is_the_file_that_came_in(official, media):
    content = samples.hwpx("본문")
    document = store("계획.hwpx", content, by=official)
    document.refresh_from_db()
    assert document.file.read() == content
    assert document.sha256 == hashlib.sha256(content).hexdigest()
    assert (document.name, document.kind, document.size) == ("계획.hwpx", "hwpx", len(content))
    assert document.uploaded_by == official
    assert files(media) == [Path(document.file.path)]
    assert "계획" not in document.file.name


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("계획.docx", PreviewState.PENDING),
        ("계획.hwpx", PreviewState.PENDING),
        ("계획.pdf", PreviewState.NONE),
        ("계획.hwp", PreviewState.NONE),
        ("예산.xlsx", PreviewState.NONE),
        ("화면.png", PreviewState.NONE),
    ],
)
def test_what_can_be_rendered_waits_for_it(db, name, state):
    assert store(name, samples.GOOD[name]()).preview_state == state


def test_a_form_field_gives_what_is_stored(db):
    upload = samples.upload("계획.pdf", samples.PDF)
    document = actions.store(by=None, upload=DocumentField().clean(upload))
    assert document.file.read() == samples.PDF


def test_a_refused_file_leaves_neither_row_nor_file(db, media):
    with pytest.raises(ValidationError):
        store("계획.pdf", b"<html>")
    assert not Document.objects.exists()
    assert files(media) == []


@pytest.mark.django_db
def test_a_row_that_fails_takes_its_file_along(media):
    class Stranger:
        """Not in the database, as an account deleted in the same moment."""

        pk = None

    with pytest.raises(ValueError, match="Stranger"):
        store(by=Stranger())
    assert files(media) == []


def test_a_full_disk_leaves_neither_row_nor_file(db, media):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    upload = samples.upload("a.pdf", samples.PDF.replace(b"\n2", b" " * 5_000_000 + b"\n2"))
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, hard))
    try:
        with pytest.raises(ValidationError) as refusal:
            actions.store(by=None, upload=upload)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert refusal.value.code == "no_room"
    assert not Document.objects.exists()
    assert files(media) == []
    upload.seek(0)
    assert actions.store(by=None, upload=upload).size == upload.size


@pytest.mark.django_db(transaction=True)
def test_a_discarded_document_goes_with_its_file(media):
    document = store()
    with transaction.atomic():
        actions.discard(by=None, document=document)
        assert len(files(media)) == 1
    assert not Document.objects.exists()
    assert files(media) == []


@pytest.mark.django_db(transaction=True)
def test_a_discard_that_is_taken_back_keeps_the_file(media):
    document = store()
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.discard(by=None, document=document)
        raise IntegrityError
    assert Document.objects.get().file.read() == samples.docx()


def test_a_preview_is_made(db):
    document = store(content=samples.docx(samples.paragraph("과업의 범위", "1"), samples.paragraph("본문")))
    actions.render_preview(document=actions.claim_preview())
    document.refresh_from_db()
    assert document.preview_state == PreviewState.READY
    assert document.preview_html == (
        '<h3 id="s1" data-section="1">과업의 범위</h3>\n<p id="s2" data-section="2">본문</p>'
    )
    assert [section.text for section in document.sections] == ["과업의 범위", "본문"]


def test_a_document_that_cannot_be_read_fails_after_two_attempts(db):
    document = store(content=samples.docx(parts={"_rels/.rels": None, "word/document.xml": "<open>"}))
    states = []
    for _ in range(3):
        if (claimed := actions.claim_preview()) is not None:
            actions.render_preview(document=claimed)
        document.refresh_from_db()
        states.append((document.preview_state, document.preview_attempts))
    assert states == [("pending", 1), ("failed", 2), ("failed", 2)]


def test_a_list_of_documents_does_not_carry_their_previews(db, django_assert_num_queries):
    store(content=samples.docx(samples.paragraph("본문")))
    actions.render_preview(document=actions.claim_preview())
    with django_assert_num_queries(1) as queries:
        assert [document.can_preview for document in Document.objects.all()] == [True]
    assert "html" not in queries[0]["sql"]
    with django_assert_num_queries(1):
        assert [section.text for section in Document.objects.select_related("preview").get().sections] == [
            "본문"
        ]


def test_a_preview_goes_with_its_document(db):
    document = store()
    actions.render_preview(document=actions.claim_preview())
    assert str(Preview.objects.get()) == "계획.docx 미리보기"
    actions.discard(by=None, document=document)
    assert not Preview.objects.exists()


def test_a_document_too_heavy_gets_no_preview(db):
    rows = "".join(f"<w:p><w:r><w:t>{os.urandom(30).hex()}</w:t></w:r></w:p>" for _ in range(230_000))
    document = store(content=samples.docx(rows))
    actions.render_preview(document=actions.claim_preview())
    document.refresh_from_db()
    assert document.preview_state == PreviewState.NONE


def test_claims_come_oldest_first_and_once(db):
    first, second = store(), store()
    assert actions.claim_preview() == first
    assert actions.claim_preview() == second
    assert actions.claim_preview() is None


def test_nothing_to_render_is_never_claimed(db):
    store("계획.pdf", samples.PDF)
    assert actions.claim_preview() is None


def test_a_claim_is_taken_over_when_its_worker_was_killed(db):
    document = store()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        actions.claim_preview()
        clock.shift(CLAIM_HOLDS)
        assert actions.claim_preview() is None
        clock.shift(timedelta(seconds=1))
        again = actions.claim_preview()
        assert (again, again.preview_attempts) == (document, 2)


def test_a_document_that_kills_two_workers_is_given_up(db):
    document = store()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(2):
            assert actions.claim_preview() == document
            clock.shift(CLAIM_HOLDS + timedelta(seconds=1))
        assert actions.claim_preview() is None
    document.refresh_from_db()
    assert document.preview_state == PreviewState.FAILED


def test_a_lost_claim_changes_nothing(db):
    store()
    slow = actions.claim_preview()
    Document.objects.update(preview_started_at=timezone.now() + timedelta(seconds=1))
    actions.render_preview(document=slow)
    document = Document.objects.get()
    assert (document.preview_state, document.preview_html) == (PreviewState.PENDING, "")
    assert not Preview.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_workers_never_claim_the_same_document():
    documents = {store().pk for _ in range(8)}
    claimed, barrier = [], threading.Barrier(4)

    def work():
        barrier.wait()
        while (document := actions.claim_preview()) is not None:
            claimed.append(document.pk)
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(claimed) == 8
    assert set(claimed) == documents


def test_files_without_a_row_are_swept(db, media):
    kept, lost = store(), store()
    orphan, young = Path(lost.file.path), media / "documents" / "00" / "young"
    Document.objects.filter(pk=lost.pk).delete()
    young.parent.mkdir(exist_ok=True)
    young.write_bytes(b"x")
    for path in (orphan, Path(kept.file.path)):
        aged(path, 3_700)
    assert actions.sweep_orphans() == 1
    assert files(media) == sorted([Path(kept.file.path), young])


def test_a_sweep_before_the_first_file(db, media):
    assert actions.sweep_orphans() == 0


def test_temporary_files_of_broken_uploads_are_swept(db, settings, tmp_path):
    folder = tmp_path / "uploads"
    folder.mkdir()
    settings.FILE_UPLOAD_TEMP_DIR = str(folder)
    for name, seconds in (("tmp1.upload.pdf", 3_700), ("tmp2.upload.pdf", 10), ("other.pdf", 9_999)):
        (folder / name).write_bytes(b"x")
        aged(folder / name, seconds)
    assert actions.sweep_orphans() == 1
    assert sorted(path.name for path in folder.iterdir()) == ["other.pdf", "tmp2.upload.pdf"]


def test_temporary_files_are_left_alone_in_a_folder_of_others(db, settings):
    settings.FILE_UPLOAD_TEMP_DIR = None
    assert actions.sweep_orphans(older_than=timedelta(0)) == 0
