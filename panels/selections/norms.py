"""Numbers about selections that an administrator may edit."""

from projects import norms
from projects.norms import NormSpec

ALTERNATES = NormSpec(
    "selections.alternates",
    "점수로 정하는 모집에서 예비 순번을 주는 인원",
    10,
    "명",
    "운영 기준(추론): 추첨의 예비 명단과 같은 수",
)

SPECS = [ALTERNATES]


def alternates() -> int:
    """How many of those who are next by points get an order."""
    return norms.value(ALTERNATES)
