"""The words of a call: how it stands, and what counts for a seat."""

from django.db.models import TextChoices


class CallState(TextChoices):
    DRAFT = "draft", "작성 중"
    PUBLISHED = "published", "공고"
    CANCELLED = "cancelled", "취소"


class CallPhase(TextChoices):
    """How a call stands at a moment, as the public reads it."""

    DRAFT = "draft", "작성 중"
    PLANNED = "planned", "모집 예정"
    TAKING = "taking", "모집 중"
    OVER = "over", "접수 마감"
    CANCELLED = "cancelled", "취소"

    @property
    def tone(self) -> str:
        """The colour in which a badge shows it."""
        return {CallPhase.TAKING: "info", CallPhase.OVER: "success"}.get(self, "gray")


class Criterion(TextChoices):
    """What is scored when seats are given (가이드라인 5-2, 선정 기준)."""

    USE = "use", "정보서비스 사용 여부"
    INTEREST = "interest", "관심"
    UNDERSTANDING = "understanding", "이해도"
    RECORD = "record", "관련 활동경력"
    UTILISATION = "utilisation", "정보서비스 활용도"
    IT_EXPERTISE = "it_expertise", "IT 분야 전문지식"
    FIELD_EXPERTISE = "field_expertise", "해당 분야 전문지식"
    PROJECT_UNDERSTANDING = "project_understanding", "사업 이해도"
