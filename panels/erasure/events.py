"""Everything that can happen in this room. The sentences count and name nobody, not even by a number of theirs."""

from seoul_gov.audit.vocabulary import EventKind

ERASED = EventKind("panels.erased", "‘{place}’의 개인정보 {count}건을 파기했습니다({what}, {basis}).")
ERASED_OWN = EventKind(
    "calls.erased", "‘{call}’에 낸 지원서 1건을 신청자 본인이 파기했습니다.", by_member=True
)
ASKED = EventKind("panels.erasure_asked", "‘{panel}’ 활동 정보의 삭제를 본인이 요청했습니다.", by_member=True)
APPROVED = EventKind(
    "panels.erasure_approved", "‘{panel}’ 활동 정보를 본인의 요청대로 파기했습니다.", legal=True
)
REFUSED = EventKind("panels.erasure_refused", "‘{panel}’ 활동 정보의 삭제 요청을 거절했습니다.", legal=True)
