"""Periods of this room that an office may set."""

from projects.norms import NormSpec

CONCUR_DAYS = NormSpec(
    key="selection.concur.days",
    label="유형 선정 협의: 기안 뒤 며칠",
    default=5,
    unit="근무일",
    source="제안: 총괄부서 협의에 드는 통상 기간",
)

SPECS = [CONCUR_DAYS]
