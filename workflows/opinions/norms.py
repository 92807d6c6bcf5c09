"""Numbers of opinion rounds (가이드라인 3-1 names neither a length nor a limit)."""

from projects.norms import NormSpec

DAYS = NormSpec("opinion.days", "의견수렴 기간: 시작 뒤 며칠", 14, "일", "운영 기준(추론): 7~30일")
PER_PERSON = NormSpec(
    "opinion.per_person", "한 사람이 한 의견수렴에 낼 수 있는 의견", 10, "건", "운영 기준(추론): 도배 방지"
)

SPECS = [DAYS, PER_PERSON]
