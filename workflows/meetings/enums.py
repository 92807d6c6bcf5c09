from django.db.models import TextChoices


class MeetingState(TextChoices):
    SCHEDULED = "scheduled", "예정"
    HELD = "held", "개최"
    CANCELLED = "cancelled", "취소"


class AgendaCategory(TextChoices):
    """What an agenda item is about; budget, contract and acceptance are reserved to the city (가이드라인 2)."""

    GENERAL = "general", "일반"
    SCOPE = "scope", "사업 범위·요구사항"
    SCREEN = "screen", "화면·기능"
    REPORT = "report", "산출물·보고"
    BUDGET = "budget", "예산"
    CONTRACT = "contract", "계약"
    ACCEPTANCE = "acceptance", "검수"

    @property
    def is_reserved(self) -> bool:
        return self in (AgendaCategory.BUDGET, AgendaCategory.CONTRACT, AgendaCategory.ACCEPTANCE)


class AttendanceState(TextChoices):
    PRESENT = "present", "출석"
    VIDEO = "video", "화상 출석"
    ABSENT = "absent", "불참"


class MinutesState(TextChoices):
    DRAFT = "draft", "작성 중"
    PUBLISHED = "published", "공개"
    WITHHELD = "withheld", "비공개"


class AdviceState(TextChoices):
    DRAFT = "draft", "작성 중"
    SUBMITTED = "submitted", "제출"
    ANSWERED = "answered", "답변"
