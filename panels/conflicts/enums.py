"""The words of a suspension: on what ground, and what came of it."""

from django.db.models import TextChoices


class Ground(TextChoices):
    """Why a member is suspended, the surest first."""

    STAFF = "staff", "그 업체의 구성원"
    EMPLOYER = "employer", "신고한 소속과 같은 상호"
    TIE = "tie", "가족·단체·용역으로 신고한 업체"
    ALIKE = "alike", "비슷한 상호"
    REPORTED = "reported", "담당자가 알게 됨"

    @property
    def weight(self) -> int:
        """How sure it is: a surer ground than one that was looked into is a new fact."""
        return len(Ground) - list(Ground).index(self)


class Outcome(TextChoices):
    RESTORED = "restored", "정지 해제"
    EXCLUDED = "excluded", "이해관계로 제외"
    LAPSED = "lapsed", "자리가 먼저 끝남"

    @property
    def tone(self) -> str:
        """The colour in which a badge shows it."""
        return {Outcome.RESTORED: "success", Outcome.EXCLUDED: "danger"}.get(self, "gray")
