"""Everything that can happen to a panel and its seats.

The sentences name seats by number, not by person: the audit trail is never erased, and a citizen's name has to be.
"""

from seoul_gov.audit.vocabulary import EventKind

CREATED = EventKind(
    "panels.created", "‘{project}’ 사업의 추진단 ‘{panel}’({kind_label}) 구성을 시작했습니다."
)
ADOPTED = EventKind(
    "panels.adopted",
    "‘{project}’ 사업에서 기존 위원회(‘{committee}’)를 활용해 추진단 ‘{panel}’({kind_label}) 구성을 시작했습니다.",
)
ACTIVATED = EventKind("panels.activated", "‘{project}’ 사업의 추진단 ‘{panel}’ 구성을 마쳤습니다({count}명).")
DISSOLVED = EventKind("panels.dissolved", "‘{project}’ 사업의 ‘{panel}’ 추진단을 해산했습니다.", legal=True)
INVITED = EventKind(
    "panels.invited", "‘{project}’ 사업 ‘{panel}’의 {role} 자리({seat}번)에 초대했습니다.", legal=True
)
RESENT = EventKind(
    "panels.resent", "‘{project}’ 사업 ‘{panel}’ 초대를 다시 보냈습니다({seat}번).", legal=True
)
CANCELLED = EventKind(
    "panels.cancelled", "‘{project}’ 사업 ‘{panel}’ 초대를 취소했습니다({seat}번).", legal=True
)
ACCEPTED = EventKind(
    "panels.accepted", "‘{project}’ 사업 ‘{panel}’ 초대를 수락했습니다({seat}번).", by_member=True
)
EXCLUDED = EventKind(
    "panels.excluded",
    "‘{project}’ 사업 ‘{panel}’ 초대를 받았으나 이해관계가 있어 제외되었습니다({seat}번).",
    by_member=True,
)
DECLINED = EventKind(
    "panels.declined", "‘{project}’ 사업 ‘{panel}’ 초대를 사양했습니다({seat}번).", by_member=True
)
CHAIR_APPOINTED = EventKind(
    "panels.chair_appointed", "‘{project}’ 사업 ‘{panel}’의 단장을 정했습니다({seat}번)."
)
WITHDRAWN = EventKind(
    "panels.withdrawn", "‘{project}’ 사업 ‘{panel}’ 활동을 그만두었습니다({seat}번).", by_member=True
)
RELEASED = EventKind(
    "panels.released", "‘{project}’ 사업 ‘{panel}’ 위촉을 해제했습니다({seat}번).", legal=True
)
JOINED_STAFF = EventKind(
    "panels.joined_staff",
    "시 직원이 되어 ‘{project}’ 사업 ‘{panel}’ 위촉을 해제했습니다({seat}번).",
    legal=True,
)
