"""Everything that can happen to a draw. Applications are named by their number."""

from seoul_gov.audit.vocabulary import EventKind

TRIED = EventKind("calls.tried", "‘{call}’의 추첨 시안 {version}을 만들어 계산을 맡겼습니다.")
TRIAL_CANCELLED = EventKind("calls.trial_cancelled", "‘{call}’의 추첨 시안 {version}의 계산을 취소했습니다.")
TRIAL_FINISHED = EventKind(
    "calls.trial_finished", "‘{call}’의 추첨 시안 {version}의 계산이 끝났습니다({state})."
)
COMMITTED = EventKind(
    "calls.committed", "‘{call}’의 추첨 명단을 확정하고 약속값을 공개했습니다({commitment})."
)
ENTERED = EventKind("calls.entered", "‘{call}’ 추첨의 값을 첫째 확인자가 입력했습니다.")
DIFFERED = EventKind("calls.differed", "‘{call}’ 추첨에 두 확인자가 입력한 값이 서로 달라 다시 입력합니다.")
DRAWN = EventKind("calls.drawn", "‘{call}’의 추첨을 마쳤습니다(표 {ticket}).")
REPLACED = EventKind(
    "calls.replaced",
    "‘{call}’의 {turn}차 교체 추첨(표 {ticket})으로 빠진 번호({gone}) 대신 새 번호({added})를 뽑았습니다.",
)
