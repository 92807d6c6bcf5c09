"""Everything that can happen to a call and to the applications for it.

The sentences name applications by number, not by person: the audit trail is never erased, and a citizen's name has to be.
What applicants do is not in the project's history: its officials see who has applied, and could watch which number comes
with which name, of people whom they score without a name.
"""

from seoul_gov.audit.vocabulary import EventKind

DRAFTED = EventKind("calls.drafted", "‘{panel}’ 모집공고 ‘{call}’ 작성을 시작했습니다.")
EDITED = EventKind("calls.edited", "모집공고 ‘{call}’의 내용을 고쳤습니다.")
PUBLISHED = EventKind("calls.published", "‘{panel}’ 모집공고 ‘{call}’을 냈습니다({period}).")
CORRECTED = EventKind("calls.corrected", "‘{call}’ 공고를 정정했습니다.", legal=True)
CANCELLED = EventKind("calls.cancelled", "‘{call}’ 공고를 취소했습니다.", legal=True)
APPLIED = EventKind(
    "calls.applied",
    "‘{call}’에 신청했습니다(접수번호 {number}).",
    legal=True,
    by_member=True,
    auditors_only=True,
)
CHANGED = EventKind(
    "calls.changed",
    "‘{call}’ 신청 내용을 고쳤습니다(접수번호 {number}).",
    by_member=True,
    auditors_only=True,
)
WITHDRAWN = EventKind(
    "calls.withdrawn",
    "‘{call}’ 신청을 철회했습니다(접수번호 {number}).",
    legal=True,
    by_member=True,
    auditors_only=True,
)
NEWS_TOLD = EventKind("news.told", "‘{call}’ 모집을 다음 모집 안내에 동의한 {count}명에게 알렸습니다.")
NEWS_STOPPED = EventKind(
    "calls.news_stopped", "‘{call}’ 신청 때 한 다음 모집 안내 동의를 거두었습니다.", by_member=True
)
