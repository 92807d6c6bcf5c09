"""Everything that can happen to a selection. Applications are named by their number, alone or in the event's data."""

from seoul_gov.audit.vocabulary import EventKind

DECIDED = EventKind(
    "calls.decided", "‘{call}’의 선정 결과를 확정했습니다(선정 {chosen}명, 예비 {alternates}명)."
)
LEFT_OUT = EventKind("calls.left_out", "‘{call}’의 선정에서 원칙과 달리 지원서 {number}를 뺐습니다.")
TAKEN_IN = EventKind("calls.taken_in", "‘{call}’의 선정에서 원칙과 달리 지원서 {number}를 넣었습니다.")
CHOSEN = EventKind("calls.chosen", "‘{call}’의 단원으로 선정했습니다.", legal=True)
ALTERNATE = EventKind("calls.alternate", "‘{call}’의 예비 순번을 정했습니다.", legal=True)
NOT_CHOSEN = EventKind("calls.not_chosen", "‘{call}’에 이번에는 함께하지 못하게 되었습니다.", legal=True)
LOOKED_INTO = EventKind("calls.looked_into", "‘{call}’ 지원서 {number}의 확인 결과를 적었습니다({word}).")
SEATED = EventKind("calls.seated", "‘{call}’의 빈자리에 지원서 {number}를 선정했습니다.", legal=True)
WAITING_DECLINED = EventKind(
    "calls.waiting_declined",
    "‘{call}’ 지원서 {number}의 신청자가 빈자리 연락을 받지 않겠다고 했습니다.",
    by_member=True,
)
WAITING_RESUMED = EventKind(
    "calls.waiting_resumed",
    "‘{call}’ 지원서 {number}의 신청자가 빈자리 연락을 다시 받겠다고 했습니다.",
    by_member=True,
)
