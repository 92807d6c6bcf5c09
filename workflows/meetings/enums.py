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


class RecusalKind(TextChoices):
    """Why somebody who has a tie to the matter takes no part in it (제척·기피·회피)."""

    STATUTORY = "statutory", "제척"
    CHALLENGE = "challenge", "기피"
    VOLUNTARY = "voluntary", "회피"

    @property
    def meaning(self) -> str:
        return _MEANINGS[self]


_MEANINGS = {
    RecusalKind.STATUTORY: "당사자이거나 그 배우자·친족이거나, 이 일로 증언·자문·연구·용역·감정을 했거나 당사자를 대리함",
    RecusalKind.CHALLENGE: "공정하기 어렵다는 신청을 그 단원을 빼고 의결해 받아들임",
    RecusalKind.VOLUNTARY: "본인이 빠지겠다고 밝힘",
}
