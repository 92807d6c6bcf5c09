"""Numbers about scoring that an administrator may edit: a call takes those in force when it is published."""

from projects import norms
from projects.norms import NormSpec

from .rubric import Rules

SOURCE = "운영 기준(추론): 온라인참여단 우선순위를 세 단계로 나눔"
GAP = NormSpec("screening.gap", "두 심사자의 점수 차이가 이보다 크면 셋째 심사", 20, "점", "운영 기준(추론)")
FIRST = NormSpec("screening.tier.first", "1순위로 나누는 점수", 70, "점", SOURCE)
SECOND = NormSpec("screening.tier.second", "2순위로 나누는 점수", 40, "점", SOURCE)

SPECS = [GAP, FIRST, SECOND]


def rules() -> Rules:
    """The numbers in force, in one query."""
    found = norms.values(SPECS)
    return Rules(gap=found[GAP.key], first=found[FIRST.key], second=found[SECOND.key])
