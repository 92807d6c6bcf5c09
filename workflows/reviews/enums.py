from django.db.models import TextChoices


class RoundState(TextChoices):
    OPEN = "open", "검토 중"
    CLOSED = "closed", "마감"
    CANCELLED = "cancelled", "취소"


class ReviewState(TextChoices):
    DRAFT = "draft", "작성 중"
    SUBMITTED = "submitted", "제출"


class AnchorKind(TextChoices):
    """Where in the document a comment points."""

    WHOLE = "whole", "문서 전체"
    PAGE = "page", "쪽"
    SECTION = "section", "절·항목"
