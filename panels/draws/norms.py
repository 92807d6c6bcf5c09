"""Numbers about draws that an administrator may edit."""

from datetime import timedelta

from projects import norms
from projects.norms import NormSpec

LEAD = NormSpec(
    "draws.lead",
    "약속값을 공개한 때부터 추첨까지 적어도",
    24,
    "시간",
    "운영 기준(추론): 누구나 명단과 규칙을 미리 확인할 수 있게 함",
)
SPECS = [LEAD]


def lead() -> timedelta:
    """How long everybody can look at a commitment before it is drawn."""
    return timedelta(hours=norms.value(LEAD))
