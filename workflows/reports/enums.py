from django.db.models import TextChoices


class ReportState(TextChoices):
    DRAFT = "draft", "작성 중"
    PUBLISHED = "published", "공개"


WAITING = "waiting"
"""Beside the dispositions, where words are counted: said and not answered yet."""
