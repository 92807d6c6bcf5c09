"""How panels vote, as numbers that an administrator may edit. Panels borrow them from the city's committees."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError

from projects import norms
from projects.norms import NormSpec

from .tally import Share

COMMITTEES = "서울특별시 각종 위원회의 설치·운영에 관한 조례 준용"
PRACTICE = "운영 기준(추론)"
NO_RULE = "정족수나 의결 기준값이 올바르지 않아 표결을 열 수 없습니다. 관리자에게 운영 기준값을 고쳐 달라고 해 주세요."

VOTING_DAYS = NormSpec("decision.voting_days", "공동결정 표결 기간: 회의 뒤 며칠 동안", 2, "일", PRACTICE)
DEPARTMENT_VOTES = NormSpec(
    "decision.department_votes", "공동결정에서 사업부서의 표(1 또는 0)", 1, "표", PRACTICE
)
QUORUM = [
    NormSpec("decision.quorum_numerator", "표결 정족수(재적 대비): 분자", 1, "수", COMMITTEES),
    NormSpec("decision.quorum_denominator", "표결 정족수(재적 대비): 분모", 2, "수", COMMITTEES),
    NormSpec("decision.quorum_strict", "표결 정족수: 1은 초과, 0은 이상", 1, "구분", COMMITTEES),
]
MAJORITY = [
    NormSpec("decision.majority_numerator", "의결 찬성(투표자 대비): 분자", 1, "수", COMMITTEES),
    NormSpec("decision.majority_denominator", "의결 찬성(투표자 대비): 분모", 2, "수", COMMITTEES),
    NormSpec("decision.majority_strict", "의결 찬성: 1은 초과, 0은 이상", 1, "구분", COMMITTEES),
]

SPECS = [VOTING_DAYS, DEPARTMENT_VOTES, *QUORUM, *MAJORITY]


@dataclass(frozen=True)
class Rule:
    """How a vote that opens now is counted, whether the department has a vote, and how many days it lasts."""

    quorum: Share
    majority: Share
    department_votes: bool
    voting_days: int


def rule_in_force() -> Rule:
    """The rule for a vote that opens now, in one query; raises ValidationError where the edited numbers make none."""
    now = norms.values(SPECS)
    try:
        quorum, majority = (_share(now, specs) for specs in (QUORUM, MAJORITY))
    except ValueError:
        raise ValidationError(NO_RULE) from None
    return Rule(quorum, majority, now[DEPARTMENT_VOTES.key] > 0, now[VOTING_DAYS.key])


def _share(now: dict[str, int], specs: list[NormSpec]) -> Share:
    numerator, denominator, strict = (now[spec.key] for spec in specs)
    return Share(numerator, denominator, strict > 0)
