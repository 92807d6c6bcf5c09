"""Everything that can happen while applications are read. Applications are named by their number."""

from seoul_gov.audit.vocabulary import EventKind

READ = EventKind("calls.read", "‘{call}’ 지원서 {number}를 심사했습니다.")
REREAD = EventKind("calls.reread", "‘{call}’ 지원서 {number}의 심사 결과를 고쳤습니다.")
