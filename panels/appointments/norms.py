"""Numbers about terms that an administrator may edit."""

from panels.enums import PanelKind
from panels.models import Panel
from projects import norms
from projects.norms import NormSpec

ORDINANCE = "서울특별시 각종 위원회의 설치·운영에 관한 조례 제8조"
TERM_MONTHS = NormSpec(
    "panel.term.months", "추진단 단원의 한 번 임기(가장 긴 것)", 24, "개월", "운영 기준(추론)"
)
COMMITTEE_MONTHS = NormSpec(
    "panel.term.committee_months", "위원회 위원의 한 번 임기(가장 긴 것)", 36, "개월", ORDINANCE
)
SERVICE_YEARS = NormSpec(
    "panel.term.service_years", "같은 기구에서 활동하는 기간(연임 포함)", 6, "년", ORDINANCE
)
NOTICE_DAYS = NormSpec(
    "panel.term.notice_days", "임기가 끝나기 며칠 전에 담당자에게 알림", 14, "일", "운영 기준(추론)"
)

SPECS = [TERM_MONTHS, COMMITTEE_MONTHS, SERVICE_YEARS, NOTICE_DAYS]


def months_of(panel: Panel) -> int:
    """How many months one term in this body may last: statutory committees have the ordinance's."""
    is_statutory = bool(panel.adopted_from) or panel.kind == PanelKind.PB_COMMITTEE
    return norms.value(COMMITTEE_MONTHS if is_statutory else TERM_MONTHS)


def service_years() -> int:
    """How many years in all somebody may serve in the same body."""
    return norms.value(SERVICE_YEARS)


def notice_days() -> int:
    """How many days before the end of a term officials are told."""
    return norms.value(NOTICE_DAYS)
