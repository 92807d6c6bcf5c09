"""Everything that can happen to a call."""

from seoul_gov.audit.vocabulary import EventKind

DRAFTED = EventKind("calls.drafted", "‘{panel}’ 모집공고 ‘{call}’ 작성을 시작했습니다.")
EDITED = EventKind("calls.edited", "모집공고 ‘{call}’의 내용을 고쳤습니다.")
PUBLISHED = EventKind("calls.published", "‘{panel}’ 모집공고 ‘{call}’을 냈습니다({period}).")
CORRECTED = EventKind("calls.corrected", "모집공고 ‘{call}’에 정정이 있습니다.", legal=True)
CANCELLED = EventKind("calls.cancelled", "모집공고 ‘{call}’이 취소되었습니다.", legal=True)
