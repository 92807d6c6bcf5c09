from django.db.models import TextChoices


class ReportState(TextChoices):
    DRAFT = "draft", "작성 중"
    PUBLISHED = "published", "공개"


class PaperFormat(TextChoices):
    PDF = "pdf", "PDF"
    HWPX = "hwpx", "HWPX"


class PaperState(TextChoices):
    PENDING = "pending", "만드는 중"
    READY = "ready", "완성"
    FAILED = "failed", "실패"


WAITING = "waiting"
"""Beside the dispositions, where words are counted: said and not answered yet."""
