from django.db.models import TextChoices


class RoundState(TextChoices):
    OPEN = "open", "진행 중"
    CLOSED = "closed", "마감"
    CANCELLED = "cancelled", "취소"


class RoundPhase(TextChoices):
    """How a round stands on a day, as the public reads it."""

    PLANNED = "planned", "예정"
    TAKING = "taking", "진행 중"
    ANSWERING = "answering", "답변 준비 중"
    PAUSED = "paused", "접수 중단"
    CLOSED = "closed", "마감"
    CANCELLED = "cancelled", "취소"

    @property
    def tone(self) -> str:
        """The colour in which a badge shows it."""
        return {RoundPhase.TAKING: "info", RoundPhase.ANSWERING: "warning", RoundPhase.CLOSED: "success"}.get(
            self, "gray"
        )
