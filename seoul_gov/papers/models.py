from django.db import models
from django.db.models import Q

from seoul_gov.documents.models import Document

from .enums import PaperFormat, PaperState

KEEPS_ITS_PROMISE = Q(state=PaperState.READY, document__isnull=False) | (
    ~Q(state=PaperState.READY) & Q(document=None)
)
"""What a room's rows are held to in its database: a paper that is ready has its file, and no other has one."""


class PaperOrder(models.Model):
    """A paper as a file of one format; the row is the order, a worker makes the file (as ``documents`` its previews)."""

    format = models.CharField("형식", max_length=10, choices=PaperFormat)
    state = models.CharField("상태", max_length=10, choices=PaperState, default=PaperState.PENDING)
    document = models.OneToOneField(
        Document, models.PROTECT, null=True, related_name="+", verbose_name="파일"
    )
    started_at = models.DateTimeField("시작일시", null=True)
    attempts = models.PositiveSmallIntegerField("시도", default=0)
    error = models.CharField("오류", max_length=300, blank=True)

    class Meta:
        abstract = True

    @property
    def is_ready(self) -> bool:
        return self.state == PaperState.READY

    @property
    def is_pending(self) -> bool:
        return self.state == PaperState.PENDING
