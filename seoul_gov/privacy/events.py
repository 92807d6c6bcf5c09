"""Everything that can happen in this room."""

from seoul_gov.audit.vocabulary import EventKind

CHECKED = EventKind("privacy.checked", "{month} 개인정보 접속기록을 점검했습니다.")
FORGOTTEN = EventKind("privacy.forgotten", "보관 기간이 지난 개인정보 접속기록 {count}건을 지웠습니다.")
