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


class Recusal(TextChoices):
    """Why somebody who has a tie to the matter takes no part in a vote (제척·기피·회피)."""

    STATUTORY = "statutory", "제척"
    CHALLENGE = "challenge", "기피"
    VOLUNTARY = "voluntary", "회피"

    @property
    def meaning(self) -> str:
        return _MEANINGS[self]


_MEANINGS = {
    Recusal.STATUTORY: "당사자이거나 그 배우자·친족이거나, 이 일로 증언·자문·연구·용역·감정을 했거나 당사자를 대리함",
    Recusal.CHALLENGE: "공정하기 어렵다는 신청을 그 단원을 빼고 의결해 받아들임",
    Recusal.VOLUNTARY: "본인이 빠지겠다고 밝힘",
}
