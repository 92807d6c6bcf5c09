"""The words of a draw."""

import re

from django.db.models import TextChoices


class Way(TextChoices):
    """What is drawn: a whole panel under quotas, or who of those with equal points at the cut line."""

    PANEL = "panel", "할당을 지키는 추첨"
    TIE = "tie", "동점자 추첨"


class TrialState(TextChoices):
    """How a trial stands; the first two are still going on."""

    WAITING = "waiting", "계산 기다림"
    RUNNING = "running", "계산 중"
    READY = "ready", "계산 끝"
    IMPOSSIBLE = "impossible", "조건을 지킬 수 없음"
    FAILED = "failed", "시간 안에 못 끝냄"
    CANCELLED = "cancelled", "취소함"

    @property
    def tone(self) -> str:
        """The badge's colour."""
        return _TONES.get(self, "gray")


GOING_ON = (TrialState.WAITING, TrialState.RUNNING)
_TONES = {
    TrialState.WAITING: "info",
    TrialState.RUNNING: "info",
    TrialState.READY: "success",
    TrialState.IMPOSSIBLE: "warning",
    TrialState.FAILED: "danger",
}


class Source(TextChoices):
    """Where the value comes from that nobody can choose."""

    DICE = "dice", "사람들 앞에서 굴리는 주사위"
    DRAND = "drand", "공개 난수(drand) 회차"
    LOTTO = "lotto", "로또 6/45 추첨"

    @property
    def example(self) -> str:
        """How its outcome is written."""
        return _EXAMPLES[self]

    def shows(self, value: str) -> bool:
        """Whether the source can have shown this value. How many dice there are is fixed, so that nobody who enters the
        value can choose among several; six make a million outcomes, far more than a lottery has tickets."""
        if self is Source.LOTTO:
            numbers = [int(one) for one in value.split(",")] if re.fullmatch(_LOTTO, value, re.ASCII) else []
            return len(set(numbers)) == LOTTO_NUMBERS and all(1 <= one <= LOTTO_MOST for one in numbers)
        return re.fullmatch(_VALUES[self], value, re.ASCII) is not None


DICE = 6
"""How many ten-sided dice (0 to 9) are rolled."""
LOTTO_NUMBERS, LOTTO_MOST = 6, 45
_LOTTO = rf"\d{{1,2}}(,\d{{1,2}}){{{LOTTO_NUMBERS - 1}}}"
_VALUES = {Source.DICE: rf"\d(,\d){{{DICE - 1}}}", Source.DRAND: r"[0-9a-f]{64}"}
_EXAMPLES = {
    Source.DICE: "십면체 주사위 여섯 개의 눈(0~9)을 나온 순서대로 쉼표로 이어 적습니다. 예: 4,0,7,2,9,1",
    Source.DRAND: "그 회차의 randomness 값을 적습니다. 0~9와 소문자 a~f 64자리입니다. 예: 3f9a…(64자리)",
    Source.LOTTO: "그 회차의 번호 여섯 개를 추첨된 순서대로 쉼표로 이어 적습니다. 보너스 번호는 뺍니다. 예: 35,3,44,11,29,15",
}
