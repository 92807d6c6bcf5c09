"""Everything that can happen to a process."""

from seoul_gov.audit.vocabulary import EventKind

STARTED = EventKind("driver.started", "‘{project}’ 사업의 {type} 절차를 시작했습니다.")
SUPERSEDED = EventKind("driver.superseded", "‘{project}’ 사업의 {type} 절차를 유형 변경으로 끝냈습니다.")
ADVANCED = EventKind("driver.advanced", "‘{project}’ 사업의 ‘{stage}’ 단계를 마쳤습니다. {next}.")
SENT_BACK = EventKind(
    "driver.sent_back",
    "‘{project}’ 사업을 ‘{stage}’ 단계에서 ‘{earlier}’ 단계로 되돌렸습니다(사유: {reason}).",
)
RECORDED = EventKind("driver.recorded", "‘{project}’ 사업의 ‘{duty}’ 과제에 결과({outcome})를 기록했습니다.")
MARKED_NOT_CASE = EventKind(
    "driver.marked_not_case", "‘{project}’ 사업의 ‘{duty}’ 과제를 해당 없음으로 표시했습니다(사유: {reason})."
)
SKIPPED = EventKind("driver.skipped", "‘{project}’ 사업의 ‘{duty}’ 과제를 건너뛰었습니다(사유: {reason}).")
REOPENED = EventKind("driver.reopened", "‘{project}’ 사업의 ‘{duty}’ 과제를 다시 열었습니다(사유: {reason}).")
DUTY_ADDED = EventKind("driver.duty_added", "‘{project}’ 사업의 ‘{stage}’ 단계에 ‘{duty}’ 과제를 더했습니다.")
WAIVER_REQUESTED = EventKind(
    "driver.waiver_requested", "‘{project}’ 사업의 ‘{duty}’ 과제 면제를 요청했습니다(사유: {reason})."
)
WAIVER_GRANTED = EventKind("driver.waiver_granted", "‘{project}’ 사업의 ‘{duty}’ 과제 면제를 승인했습니다.")
WAIVER_REFUSED = EventKind(
    "driver.waiver_refused", "‘{project}’ 사업의 ‘{duty}’ 과제 면제를 거절했습니다(사유: {reason})."
)
STAGE_MOVED = EventKind(
    "driver.stage_moved",
    "‘{project}’ 사업의 ‘{stage}’ 단계 일정을 {old}에서 {new} 바꿨습니다{because}.",
)
DUTY_MOVED = EventKind(
    "driver.duty_moved", "‘{project}’ 사업의 ‘{duty}’ 과제 기한을 {old}에서 {new} 바꿨습니다{because}."
)
DESK_REMINDED = EventKind("driver.desk_reminded", "기한이 지났거나 다가온 할 일이 {count}건 있습니다.")
