"""What happens to the portal as a whole."""

from seoul_gov.audit.vocabulary import EventKind

BACKED_UP = EventKind("operations.backed_up", "‘{backup}’ 백업을 만들었습니다(파일 {files}개).")
RESTORED = EventKind("operations.restored", "‘{backup}’ 백업에서 자료를 되돌렸습니다(파일 {files}개).")
