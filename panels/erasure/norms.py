"""Periods that an administrator may edit. Who shortens or lengthens one changes the text that people agree to as well."""

from dataclasses import dataclass

from projects import norms
from projects.norms import NormSpec

APPLICATION_MONTHS = NormSpec(
    "erasure.application.months",
    "선정되지 않은 지원서를 결과를 알린 뒤 보관하는 기간",
    6,
    "개월",
    "신청자 개인정보 수집·이용 동의문 3호(개인정보 보호법 제21조)",
)
DRAFT_DAYS = NormSpec(
    "erasure.draft.days", "내지 않은 지원서를 접수 마감 뒤 보관하는 기간", 30, "일", "운영 기본값"
)
WITHDRAWN_DAYS = NormSpec(
    "erasure.withdrawn.days", "철회한 지원서를 철회한 뒤 보관하는 기간", 30, "일", "운영 기본값"
)
MEMBER_YEARS = NormSpec(
    "erasure.member.years",
    "단원의 개인정보를 활동이 끝난 뒤 보관하는 기간",
    3,
    "년",
    "단원 개인정보 수집·이용 동의문 3호(개인정보 보호법 제21조)",
)
REQUEST_DAYS = NormSpec(
    "erasure.request.days",
    "개인정보 삭제 요청에 답하는 기한",
    10,
    "일",
    "개인정보 보호법 제36조제2항, 같은 법 시행령 제43조제3항",
)

SPECS = [APPLICATION_MONTHS, DRAFT_DAYS, WITHDRAWN_DAYS, MEMBER_YEARS, REQUEST_DAYS]


@dataclass(frozen=True)
class Terms:
    """The periods in force."""

    application_months: int
    draft_days: int
    withdrawn_days: int
    member_years: int


def terms() -> Terms:
    """The periods in force, in one query."""
    found = norms.values(SPECS)
    return Terms(
        application_months=found[APPLICATION_MONTHS.key],
        draft_days=found[DRAFT_DAYS.key],
        withdrawn_days=found[WITHDRAWN_DAYS.key],
        member_years=found[MEMBER_YEARS.key],
    )


def request_days() -> int:
    """Within how many days a request for erasure is answered."""
    return norms.value(REQUEST_DAYS)
