from django.db.models import TextChoices


class PaperFormat(TextChoices):
    PDF = "pdf", "PDF"
    HWPX = "hwpx", "HWPX"


class PaperState(TextChoices):
    PENDING = "pending", "만드는 중"
    READY = "ready", "완성"
    FAILED = "failed", "실패"
