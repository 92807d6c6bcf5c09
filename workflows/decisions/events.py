"""Everything that can happen to a joint decision. How somebody voted is in none of the sentences."""

from seoul_gov.audit.vocabulary import EventKind

OPENED = EventKind("decisions.opened", "‘{item}’ 안건을 표결에 부쳤습니다({motion}, {closes}까지).")
VOTED = EventKind("decisions.voted", "‘{item}’ 안건에 {seat}번 단원이 투표했습니다.", by_member=True)
DEPARTMENT_VOTED = EventKind("decisions.department_voted", "‘{item}’ 안건에 사업부서가 투표했습니다.")
RECORDED = EventKind(
    "decisions.recorded", "‘{item}’ 안건에 회의에서 손을 든 표를 적었습니다({count}명).", legal=True
)
RECUSED = EventKind(
    "decisions.recused", "‘{item}’ 안건의 표결에서 {seat}번 단원이 회피했습니다.", by_member=True
)
EXCUSED = EventKind(
    "decisions.excused", "‘{item}’ 안건의 표결에서 {seat}번 단원을 뺐습니다({word}).", legal=True
)
CLOSED = EventKind("decisions.closed", "‘{item}’ 안건의 표결을 마감했습니다({result}).")
CANCELLED = EventKind("decisions.cancelled", "‘{item}’ 안건의 표결을 취소했습니다.")
REMINDED = EventKind("decisions.reminded", "‘{item}’ 안건의 표결이 {closes}에 마감됩니다.")
