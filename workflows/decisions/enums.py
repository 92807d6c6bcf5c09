from django.db.models import TextChoices


class Motion(TextChoices):
    """What is put to the vote about an agenda item."""

    ADOPT = "adopt", "채택"
    ADJUST = "adjust", "조정"
    HOLD = "hold", "보류"

    @property
    def settles(self) -> bool:
        """Whether the matter is decided once it is carried."""
        return self is not Motion.HOLD


class ResolutionState(TextChoices):
    OPEN = "open", "표결 중"
    CARRIED = "carried", "가결"
    REJECTED = "rejected", "부결"
    NO_QUORUM = "no_quorum", "정족수 미달"
    CANCELLED = "cancelled", "취소"

    @property
    def tone(self) -> str:
        return _TONES[self]


_TONES = {
    ResolutionState.OPEN: "info",
    ResolutionState.CARRIED: "success",
    ResolutionState.REJECTED: "warning",
    ResolutionState.NO_QUORUM: "warning",
    ResolutionState.CANCELLED: "gray",
}


class Choice(TextChoices):
    FOR = "for", "찬성"
    AGAINST = "against", "반대"
    ABSTAIN = "abstain", "기권"
