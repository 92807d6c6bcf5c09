from django.db.models import TextChoices


class RunStatus(TextChoices):
    RUNNING = "running", "진행 중"
    COMPLETED = "completed", "완료"
    SUPERSEDED = "superseded", "유형 변경으로 종료"


class StageState(TextChoices):
    PENDING = "pending", "예정"
    OPEN = "open", "진행 중"
    CLOSED = "closed", "완료"


class DutyState(TextChoices):
    """What was decided about a duty. DORMANT: nothing has spawned it yet."""

    DORMANT = "dormant", "대기"
    OPEN = "open", "할 일"
    SETTLED = "settled", "완료"
    NOT_CASE = "not_case", "해당 없음"
    SKIPPED = "skipped", "건너뜀"
    WAIVED = "waived", "면제"

    @property
    def is_done(self) -> bool:
        """Whether the duty no longer holds its stage open."""
        return self in (DutyState.SETTLED, DutyState.NOT_CASE, DutyState.SKIPPED, DutyState.WAIVED)

    @property
    def tone(self) -> str:
        """The colour in which a badge shows it."""
        return {DutyState.OPEN: "warning", DutyState.SETTLED: "success"}.get(self, "gray")


class WaiverDecision(TextChoices):
    """What became of a request. WITHDRAWN: the duty was done or decided otherwise before anybody decided on it."""

    PENDING = "pending", "결정 대기"
    GRANTED = "granted", "승인"
    REFUSED = "refused", "거절"
    WITHDRAWN = "withdrawn", "철회"

    @property
    def tone(self) -> str:
        """The colour in which a badge shows it."""
        return {WaiverDecision.PENDING: "warning", WaiverDecision.GRANTED: "success"}.get(self, "gray")
