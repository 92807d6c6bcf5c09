"""Numbers about conflicts that an administrator may edit."""

from projects import norms
from projects.norms import NormSpec

TERM = NormSpec(
    "conflicts.term", "이해관계로 직무가 정지된 단원의 의견진술과 결정 기한", 7, "근무일", "운영 기준(추론)"
)

SPECS = [TERM]


def term() -> int:
    """How many working days a suspended member may be heard, and an official has to decide."""
    return norms.value(TERM)
