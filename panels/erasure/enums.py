"""The words of erasure: what is destroyed, and how a request stands."""

from django.db.models import TextChoices


class Destroyed(TextChoices):
    """What was destroyed, or is to be."""

    APPLICATIONS = "applications", "선정되지 않은 지원서"
    WITHDRAWN = "withdrawn", "철회한 지원서"
    DRAFTS = "drafts", "내지 않은 지원서"
    MEMBERS = "members", "활동이 끝난 단원"
    ON_REQUEST = "on_request", "본인 요청"

    @property
    def of_members(self) -> bool:
        """Whether it lies with a panel; everything else that has a period lies with a call."""
        return self is Destroyed.MEMBERS


class RequestState(TextChoices):
    OPEN = "open", "처리 중"
    APPROVED = "approved", "파기함"
    REFUSED = "refused", "거절"
    LAPSED = "lapsed", "기간이 끝나 파기함"

    @property
    def tone(self) -> str:
        """The colour in which a badge shows it."""
        return {RequestState.OPEN: "info", RequestState.REFUSED: "warning"}.get(self, "gray")
