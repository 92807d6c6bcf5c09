"""Periods of this room that an office may set."""

from projects.norms import NormSpec

SURVEY_DAYS = NormSpec(
    key="report.survey_days",
    label="만족도 조사: 시작한 뒤 며칠 동안",
    default=14,
    unit="일",
    source="운영 기준(추론)",
)

SPECS = [SURVEY_DAYS]
