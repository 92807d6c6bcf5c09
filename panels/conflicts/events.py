"""Everything that can happen while a member's ties are looked into. Seats are named by their number."""

from seoul_gov.audit.vocabulary import EventKind

SUSPENDED = EventKind(
    "panels.suspended",
    "‘{project}’ 사업 ‘{panel}’ 활동을 이해관계를 확인하는 동안 정지했습니다({seat}번).",
    legal=True,
)
STATED = EventKind(
    "panels.opinion_stated",
    "‘{project}’ 사업 ‘{panel}’의 직무 정지에 의견을 냈습니다({seat}번).",
    by_member=True,
)
RESTORED = EventKind(
    "panels.restored", "‘{project}’ 사업 ‘{panel}’ 활동의 정지를 해제했습니다({seat}번).", legal=True
)
EXCLUDED = EventKind(
    "panels.stakeholder_excluded",
    "‘{project}’ 사업에 이해관계가 있어 ‘{panel}’에서 제외되었습니다({seat}번).",
    legal=True,
)
