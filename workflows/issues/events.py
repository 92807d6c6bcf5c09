"""Everything that can happen to an issue. The sentences know it by its number: they are never erased."""

from seoul_gov.audit.vocabulary import EventKind

_RAISED = "‘{project}’ 사업의 ‘{stage}’ 단계에서 {number}번 수시 협의를 제기했습니다({side}, {due}까지 답변)."
_REPLIED = "‘{project}’ 사업의 {number}번 수시 협의에 답했습니다({side})."
_WITHDRAWN = "‘{project}’ 사업의 {number}번 수시 협의를 거두었습니다({side})."

RAISED = EventKind("issues.raised", _RAISED)
RAISED_BY_MEMBER = EventKind("issues.raised_by_member", _RAISED, by_member=True)
REPLIED = EventKind("issues.replied", _REPLIED)
REPLIED_BY_MEMBER = EventKind("issues.replied_by_member", _REPLIED, by_member=True)
WITHDRAWN = EventKind("issues.withdrawn", _WITHDRAWN)
WITHDRAWN_BY_MEMBER = EventKind("issues.withdrawn_by_member", _WITHDRAWN, by_member=True)
SETTLED = EventKind("issues.settled", "‘{project}’ 사업의 {number}번 수시 협의를 조정하고 결과를 적었습니다.")
REMINDED = EventKind(
    "issues.reminded", "‘{project}’ 사업의 {number}번 수시 협의에 답할 기한이 {due}입니다({left})."
)
