"""Files, and the previews that are made of some of them."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from seoul_gov.ui.korean import file_size

from .enums import FORMATS, INLINE_KINDS, DocumentKind, PreviewState
from .names import MAX_LENGTH
from .querysets import DocumentQuerySet
from .sections import Section, sections

FOLDER = "documents"


def stored_path(document: "Document", name: str) -> str:
    """Where a file is kept: a random name in sharded folders, with no part that the uploader chose."""
    key = uuid.uuid4().hex
    return f"{FOLDER}/{key[:2]}/{key}"


class Document(models.Model):
    """A file that somebody uploaded, as it came in: its bytes never change.

    It knows neither the thing that it belongs to nor who may read it; the room that points at it does. `name`
    is what the uploader called it and `kind` what its bytes say; only `kind` decides how it is served. `size`
    is in bytes, `sha256` in hexadecimal.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField("파일 이름", max_length=MAX_LENGTH)
    kind = models.CharField("종류", max_length=8, choices=DocumentKind)
    size = models.PositiveBigIntegerField("크기")
    sha256 = models.CharField("SHA-256", max_length=64)
    file = models.FileField("파일", upload_to=stored_path, unique=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="올린 사람",
    )
    created_at = models.DateTimeField("올린 때", default=timezone.now)
    preview_state = models.CharField(
        "미리보기", max_length=8, choices=PreviewState, default=PreviewState.NONE
    )
    preview_started_at = models.DateTimeField("미리보기를 시작한 때", null=True, blank=True)
    preview_attempts = models.PositiveSmallIntegerField("미리보기 시도 횟수", default=0)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "문서"
        verbose_name_plural = "문서"
        ordering = ["-created_at", "pk"]
        indexes = [
            models.Index(
                fields=["created_at"],
                condition=Q(preview_state=PreviewState.PENDING),
                name="documents_pending_preview",
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0), name="documents_size_not_zero"),
        ]

    def __str__(self):
        return self.name

    @property
    def is_pdf(self) -> bool:
        return self.kind == DocumentKind.PDF

    @property
    def is_image(self) -> bool:
        return self.kind in (DocumentKind.PNG, DocumentKind.JPG)

    @property
    def is_inline(self) -> bool:
        """Whether a browser may show it straight from its bytes."""
        return self.kind in INLINE_KINDS

    @property
    def can_preview(self) -> bool:
        """Whether a page can show it now: as PDF, as a picture, or as ready HTML."""
        return self.is_inline or self.preview_state == PreviewState.READY

    @property
    def is_preview_pending(self) -> bool:
        return self.preview_state == PreviewState.PENDING

    @property
    def size_label(self) -> str:
        """The size as people say it: ``17KB``."""
        return file_size(self.size)

    @property
    def content_type(self) -> str:
        """What it is served as; told by its kind, never by its name."""
        return FORMATS[self.kind].content_type

    @property
    def preview_html(self) -> str:
        """The ready preview: HTML that was cleaned, safe to put on a page as it is. Empty without one."""
        return self.preview.html if self.preview_state == PreviewState.READY else ""

    @property
    def sections(self) -> list[Section]:
        """The numbered sections of a ready preview, for a comment to point at; empty without one."""
        return sections(self.preview_html)


class Preview(models.Model):
    """The HTML view of a document; apart from it, so that a list of documents never carries it.

    There is one exactly when the document's `preview_state` is READY. `html` came out of the sanitiser and is at
    most about 2 MB.
    """

    document = models.OneToOneField(
        Document, on_delete=models.CASCADE, primary_key=True, related_name="preview", verbose_name="문서"
    )
    html = models.TextField("내용")

    class Meta:
        verbose_name = "미리보기"
        verbose_name_plural = "미리보기"

    def __str__(self):
        return f"{self.document} 미리보기"
