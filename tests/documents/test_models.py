import uuid

import pytest
from django.db import IntegrityError

from seoul_gov.documents.enums import DocumentKind, PreviewState
from seoul_gov.documents.models import Document, Preview, stored_path


def made(kind=DocumentKind.PDF, **facts):
    path = facts.pop("file", f"documents/00/{uuid.uuid4().hex}")
    return Document.objects.create(name="계획", kind=kind, size=17_000, sha256="0" * 64, file=path, **facts)


@pytest.mark.parametrize(
    ("kind", "pdf", "image", "inline"),
    [
        (DocumentKind.PDF, True, False, True),
        (DocumentKind.PNG, False, True, True),
        (DocumentKind.JPG, False, True, True),
        (DocumentKind.HWPX, False, False, False),
        (DocumentKind.ZIP, False, False, False),
        (DocumentKind.TXT, False, False, False),
    ],
)
def test_how_it_can_be_shown(kind, pdf, image, inline):
    document = Document(kind=kind)
    assert (document.is_pdf, document.is_image, document.is_inline) == (pdf, image, inline)
    assert document.can_preview is inline


def test_a_preview_can_be_shown_when_it_is_ready():
    document = Document(kind=DocumentKind.HWPX, preview_state=PreviewState.PENDING)
    assert document.is_preview_pending
    assert not document.can_preview
    document.preview_state = PreviewState.READY
    assert document.can_preview
    assert not document.is_preview_pending


def test_it_tells_its_size_name_and_type():
    document = Document(name="계획.pdf", size=17_000, kind=DocumentKind.PDF)
    assert (str(document), document.size_label, document.content_type) == (
        "계획.pdf",
        "17KB",
        "application/pdf",
    )


def test_its_sections_come_from_its_preview():
    assert Document().sections == []
    document = Document(preview_state=PreviewState.READY)
    document.preview = Preview(html='<p id="s1" data-section="1">본문</p>')
    assert [section.label for section in document.sections] == ["문단 1"]


def test_stored_paths_are_random_and_hold_nothing_of_the_name():
    paths = {stored_path(None, "../계획.php") for _ in range(100)}
    assert len(paths) == 100
    for path in paths:
        folder, shard, key = path.split("/")
        assert (folder, shard, len(key)) == ("documents", key[:2], 32)
        assert key == uuid.UUID(key).hex


def test_no_document_is_empty(db):
    document = made()
    with pytest.raises(IntegrityError):
        Document.objects.filter(pk=document.pk).update(size=0)


def test_two_rows_never_share_a_file(db):
    made(file="documents/00/a")
    with pytest.raises(IntegrityError):
        made(file="documents/00/a")


def test_a_document_outlives_its_uploader(citizen):
    document = made(uploaded_by=citizen)
    citizen.delete()
    document.refresh_from_db()
    assert document.uploaded_by is None
