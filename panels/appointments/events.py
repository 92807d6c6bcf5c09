"""Everything that can happen to an appointment. Seats are named by their number."""

from seoul_gov.audit.vocabulary import EventKind

APPOINTED = EventKind(
    "panels.appointed", "‘{project}’ 사업 ‘{panel}’의 {role}을 위촉했습니다({seat}번, {number}, {until}까지)."
)
TERM_SET = EventKind("panels.term_set", "‘{project}’ 사업 ‘{panel}’의 임기를 {until}까지로 정했습니다.")
RENEWED = EventKind(
    "panels.renewed", "‘{project}’ 사업 ‘{panel}’의 {role}을 연임하기로 했습니다({seat}번).", legal=True
)
TERM_ENDS = EventKind("panels.term_ends", "‘{project}’ 사업 ‘{panel}’의 임기가 {days}일 남았습니다.")
TERM_ENDED = EventKind(
    "panels.term_ended", "‘{project}’ 사업 ‘{panel}’의 {role} 임기가 끝났습니다({seat}번).", legal=True
)
CERTIFIED = EventKind(
    "panels.certified",
    "‘{project}’ 사업 ‘{panel}’의 {role}에게 활동확인서를 발급했습니다({seat}번, {number}).",
)
PAPERS_ORDERED = EventKind(
    "panels.papers_ordered", "‘{project}’ 사업 ‘{panel}’의 {paper} 파일을 만들게 했습니다({seat}번)."
)
PAPER_MADE = EventKind(
    "panels.paper_made", "‘{project}’ 사업 ‘{panel}’의 {paper} {format} 파일을 만들었습니다({seat}번)."
)
PAPER_FAILED = EventKind(
    "panels.paper_failed", "‘{project}’ 사업 ‘{panel}’의 {paper} {format} 파일을 만들지 못했습니다({seat}번)."
)
NAME_WITHDRAWN = EventKind(
    "panels.name_withdrawn",
    "‘{project}’ 사업 ‘{panel}’의 이름 공개 동의를 철회했습니다({seat}번).",
    by_member=True,
)
NAME_GIVEN = EventKind(
    "panels.name_given",
    "‘{project}’ 사업 ‘{panel}’의 이름 공개에 동의했습니다({seat}번).",
    by_member=True,
)
