"""Departing from the recommendation: what a department may choose, and what it then owes. Pure rules.

The machine recommends and people decide, so a department may always depart with a reason. A weaker type than
recommended, and any type where the criteria gave none, also wait for the governance officer's confirmation.
"No type" (None) stands for 적용 대상 아님 and for another 창구.
"""

from projects.enums import GovernanceType

from .enums import Origin, Status
from .recommend import Answers, Recommendation

WITHOUT_TYPE = (Status.NOT_APPLICABLE, Status.REDIRECT)
"""Outcomes whose recommendation is to choose no type."""

INCOMPLETE = "답하지 않은 물음이 남아 있어 기안할 수 없습니다. 모든 물음에 답해 주세요."
NOT_CITIZEN_LED = "시민주도형은 시민이 기획하고 기존 사업에 포함할 수 없는 사업에서만 고를 수 있습니다."
REASON_NEEDED = "권고와 다르게 정하려면 그 사유를 적어 주세요."


def departs(result: Recommendation, chosen: GovernanceType | None) -> bool:
    """Whether the choice is not the recommended one, and so needs a reason."""
    return chosen != result.governance_type


def needs_confirmation(result: Recommendation, chosen: GovernanceType | None) -> bool:
    """Whether the governance officer has to confirm the choice before the head may approve it.

    So it is for a weaker type than recommended (no type is weaker than any), for any type where none was
    recommended, and for whatever is chosen while the outcome itself asks for a review.
    """
    if result.status == Status.REVIEW:
        return True
    if chosen is None:
        return result.status not in WITHOUT_TYPE
    if result.governance_type is None:
        return True
    return chosen.strength < result.governance_type.strength


def may_be_citizen_led(answers: Answers, result: Recommendation) -> bool:
    """시민주도형 belongs to what citizens planned (가이드라인 3-4), or to whom the edition's cells recommend it."""
    recommended = result.governance_type == GovernanceType.CITIZEN_LED
    return recommended or answers.effective_origin == Origin.CITIZEN


def open_choices(answers: Answers, result: Recommendation) -> tuple[GovernanceType, ...]:
    """The types that a department may choose from, weakest first; no type at all is open to it as well."""
    if may_be_citizen_led(answers, result):
        return tuple(GovernanceType)
    return tuple(t for t in GovernanceType if t != GovernanceType.CITIZEN_LED)


def refusal(answers: Answers, result: Recommendation, chosen: GovernanceType | None, reason: str) -> str:
    """Why the choice cannot be put forward, as one Korean sentence; empty when it can."""
    if result.status == Status.INCOMPLETE:
        return INCOMPLETE
    if chosen is not None and chosen not in open_choices(answers, result):
        return NOT_CITIZEN_LED
    if departs(result, chosen) and not reason:
        return REASON_NEEDED
    return ""


def choice_label(result_status: str, chosen: str) -> str:
    """The choice as it is called: a type, or why there is none."""
    if chosen:
        return GovernanceType(chosen).label
    return "다른 창구 안내" if result_status == Status.REDIRECT else "적용 대상 아님"
