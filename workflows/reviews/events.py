"""Everything that can happen in a review of a deliverable."""

from seoul_gov.audit.vocabulary import EventKind

OPENED = EventKind("reviews.opened", "‘{round}’를 시작했습니다({panel}, {due}까지).")
ASKED = EventKind("reviews.asked", "‘{round}’를 새로 들어온 {count}명에게 알렸습니다.")
EXTENDED = EventKind("reviews.extended", "‘{round}’의 기한을 {due}까지 늦췄습니다.")
COMMENT_SAVED = EventKind(
    "reviews.comment_saved", "‘{round}’에 의견을 적어 두었습니다({place}).", by_member=True
)
COMMENT_EDITED = EventKind(
    "reviews.comment_edited", "‘{round}’에 적어 둔 의견을 고쳤습니다({place}).", by_member=True
)
COMMENT_DELETED = EventKind(
    "reviews.comment_deleted", "‘{round}’에 적어 둔 의견을 지웠습니다({place}).", by_member=True
)
SUMMARY_SAVED = EventKind("reviews.summary_saved", "‘{round}’에 종합 의견을 적어 두었습니다.", by_member=True)
SUBMITTED = EventKind(
    "reviews.submitted", "‘{round}’에 {seat}번 단원이 의견을 제출했습니다(의견 {count}건).", by_member=True
)
ANSWERED = EventKind("reviews.answered", "‘{round}’의 의견({place})을 ‘{disposition}’으로 처리했습니다.")
ANSWER_CHANGED = EventKind(
    "reviews.answer_changed", "‘{round}’의 의견({place}) 처리를 ‘{disposition}’으로 바꿨습니다."
)
CLOSED = EventKind("reviews.closed", "‘{round}’를 마감했습니다. 모든 의견의 처리 결과가 정해졌습니다.")
CANCELLED = EventKind("reviews.cancelled", "‘{round}’를 취소했습니다.")
REMINDED = EventKind("reviews.reminded", "‘{round}’의 기한이 {due}입니다({left}).")
"""A round's name always ends in 검토, so its particles are fixed."""
