"""Everything that can happen to an assessment and to an edition of the criteria."""

from seoul_gov.audit.vocabulary import EventKind

BEGUN = EventKind("selection.begun", "‘{project}’ 사업의 유형 선정을 시작했습니다({edition}).")
ANSWERED = EventKind("selection.answered", "‘{project}’ 사업의 유형 선정 물음에 답했습니다(판정: {outcome}).")
RESTARTED = EventKind(
    "selection.restarted", "‘{project}’ 사업의 유형 선정을 새 기준표 ‘{edition}’에 맞추었습니다."
)
SUBMITTED = EventKind("selection.submitted", "‘{project}’ 사업의 유형 선정을 기안했습니다({choice}).")
CONCURRED = EventKind("selection.concurred", "‘{project}’ 사업의 유형 선정에 협의 의견을 냈습니다.")
DEPARTURE_CONFIRMED = EventKind(
    "selection.departure_confirmed", "‘{project}’ 사업이 권고와 달리 정한 것을 확인했습니다({choice})."
)
APPROVED = EventKind("selection.approved", "‘{project}’ 사업의 유형 선정을 결재했습니다({choice}).")
SENT_BACK = EventKind("selection.sent_back", "‘{project}’ 사업의 유형 선정을 반려했습니다.")
ABANDONED = EventKind("selection.abandoned", "‘{project}’ 사업의 유형 선정을 그만두었습니다.")

EDITION_LOADED = EventKind("selection.edition_loaded", "가이드라인의 기준표 ‘{edition}’ 등록을 마쳤습니다.")
EDITION_CLONED = EventKind(
    "selection.edition_cloned", "기준표 ‘{base}’ 바탕으로 새 초안 ‘{edition}’ 작성을 시작했습니다."
)
EDITION_SAVED = EventKind(
    "selection.edition_saved", "기준표 초안 ‘{edition}’ 내용을 저장했습니다({changes})."
)
EDITION_PUBLISHED = EventKind("selection.edition_published", "기준표 ‘{edition}’ 발행을 마쳤습니다.")
