"""Everything that can happen to a meeting, its minutes, its advice and who takes no part in it."""

from seoul_gov.audit.vocabulary import EventKind

SCHEDULED = EventKind("meetings.scheduled", "‘{meeting}’ 회의를 소집했습니다({when}).", legal=True)
MOVED = EventKind("meetings.moved", "‘{meeting}’ 회의 일정을 바꿨습니다({when}).", legal=True)
CANCELLED = EventKind("meetings.cancelled", "‘{meeting}’ 회의를 취소했습니다({when}).", legal=True)
INVITED = EventKind("meetings.invited", "‘{meeting}’ 회의 소집을 새로 들어온 {count}명에게 알렸습니다.")
REMINDED = EventKind("meetings.reminded", "‘{meeting}’ 회의가 열립니다({when}).")
MATERIAL_ADDED = EventKind("meetings.material_added", "‘{meeting}’ 회의에 자료를 올렸습니다({count}건).")
MATTER_SET = EventKind(
    "meetings.matter_set", "‘{meeting}’ 회의 자료의 분류를 {before}에서 {matter} 바꾸었습니다."
)
HELD = EventKind("meetings.held", "‘{meeting}’ 회의의 출석을 기록했습니다({present}명 출석).")
MINUTES_WRITTEN = EventKind("meetings.minutes_written", "‘{meeting}’ 회의록을 저장했습니다({version}판).")
MINUTES_PUBLISHED = EventKind("meetings.minutes_published", "‘{meeting}’ 회의록을 공개했습니다.")
MINUTES_WITHHELD = EventKind("meetings.minutes_withheld", "‘{meeting}’ 회의록을 공개하지 않기로 했습니다.")
ADVICE_SAVED = EventKind(
    "meetings.advice_saved", "‘{item}’ 안건의 자문의견을 적어 두었습니다.", by_member=True
)
ADVICE_SUBMITTED = EventKind(
    "meetings.advice_submitted", "‘{item}’ 안건의 자문의견을 제출했습니다.", by_member=True
)
RECUSED = EventKind("meetings.recused", "‘{item}’ 안건에서 {seat}번 단원이 회피했습니다.", by_member=True)
EXCUSED = EventKind("meetings.excused", "‘{item}’ 안건에서 {seat}번 단원을 뺐습니다({word}).", legal=True)
ADVICE_ANSWERED = EventKind("meetings.advice_answered", "‘{item}’ 안건의 자문의견에 답했습니다({word}).")
