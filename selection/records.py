"""An assessment's row as the rules see it: its answers, what they led to, and the same computed again."""

from projects.enums import GovernanceType

from .answers import from_json, on_the_path, to_json
from .enums import Mode, ReasonCode, Status
from .grid import edition_matrix
from .models import Assessment
from .recommend import RULE_VERSION, Answers, Recommendation, recommend

RULES = {RULE_VERSION: recommend}
"""Every version of the rules that some assessment was made under; an old one is kept when a new one is written."""


def answers_of(assessment: Assessment) -> Answers:
    """The stored answers."""
    return from_json(assessment.answers)


def recompute(assessment: Assessment) -> Recommendation:
    """The recommendation from the stored answers, edition and version of the rules; equal to `stored_result`.

    Raises KeyError for a version of the rules that was never kept.
    """
    rules = RULES[assessment.rule_version]
    return rules(answers_of(assessment), edition_matrix(assessment.edition))


def stored_result(assessment: Assessment) -> Recommendation:
    """The recommendation as it was written with the assessment."""
    return Recommendation(
        status=Status(assessment.status),
        governance_type=type_of(assessment.governance_type),
        strict_types=tuple(GovernanceType(value) for value in assessment.strict_types),
        supplementary_modes=tuple(Mode(value) for value in assessment.supplementary_modes),
        reason_code=ReasonCode(assessment.reason_code) if assessment.reason_code else None,
        citizen_sourced=assessment.citizen_sourced,
        rule_version=assessment.rule_version,
    )


def write_answers(assessment: Assessment, answers: Answers) -> Recommendation:
    """Put the answers and what they lead to under the assessment's edition into its columns, unsaved."""
    kept = on_the_path(answers)
    result = recommend(kept, edition_matrix(assessment.edition))
    assessment.answers = to_json(kept)
    assessment.rule_version = result.rule_version
    assessment.status = result.status
    assessment.governance_type = result.governance_type or ""
    assessment.reason_code = result.reason_code or ""
    assessment.strict_types = [governance_type.value for governance_type in result.strict_types]
    assessment.supplementary_modes = [mode.value for mode in result.supplementary_modes]
    assessment.citizen_sourced = result.citizen_sourced
    return result


def type_of(value: str) -> GovernanceType | None:
    """A stored type, None where there is none."""
    return GovernanceType(value) if value else None
