"""What can happen here besides what draws and selections record. Applications are named by their number."""

from seoul_gov.audit.vocabulary import EventKind

PASSED_OVER = EventKind(
    "calls.passed_over",
    "‘{call}’의 {turn}차 교체 추첨에서 지금 단원이 될 수 없는 지원서({numbers})를 뺐습니다.",
)
