"""Everything that can happen in a public call for opinions."""

from seoul_gov.audit.vocabulary import EventKind

OPENED = EventKind("opinions.opened", "‘{round}’을 열었습니다({period}).")
EXTENDED = EventKind("opinions.extended", "‘{round}’의 마감일을 {due}까지 늦췄습니다.")
MATTER_SET = EventKind("opinions.matter_set", "‘{round}’ 자료의 분류를 {before}에서 {matter} 바꾸었습니다.")
MATERIALS_ADDED = EventKind("opinions.materials_added", "‘{round}’에 자료 {count}개를 더했습니다.")
GIVEN = EventKind("opinions.given", "‘{round}’에 {opinion}이 접수되었습니다.", by_member=True)
WITHDRAWN = EventKind("opinions.withdrawn", "‘{round}’의 {opinion}을 낸 사람이 철회했습니다.", by_member=True)
ANSWERED = EventKind("opinions.answered", "‘{round}’의 {opinion}을 ‘{disposition}’으로 처리했습니다.")
ANSWER_CHANGED = EventKind(
    "opinions.answer_changed", "‘{round}’의 {opinion} 처리를 ‘{disposition}’으로 바꿨습니다."
)
HIDDEN = EventKind("opinions.hidden", "‘{round}’의 {opinion}을 공개 화면에서 가렸습니다.")
SHOWN = EventKind("opinions.shown", "‘{round}’의 {opinion}을 공개 화면에 다시 보이게 했습니다.")
CLOSED = EventKind("opinions.closed", "‘{round}’을 마감했습니다. 모든 의견의 처리 결과가 정해졌습니다.")
CANCELLED = EventKind("opinions.cancelled", "‘{round}’을 취소했습니다.")
"""A round's name always ends in 의견수렴 and an opinion's in 의견, so their particles are fixed."""
