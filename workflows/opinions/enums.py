from django.db.models import TextChoices


class RoundState(TextChoices):
    OPEN = "open", "진행 중"
    CLOSED = "closed", "마감"
    CANCELLED = "cancelled", "취소"
