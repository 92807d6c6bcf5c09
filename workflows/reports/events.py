"""Everything that can happen to a result report, its papers and the survey before it."""

from seoul_gov.audit.vocabulary import EventKind

WRITTEN = EventKind("reports.written", "‘{report}’를 저장했습니다({version}판).")
PUBLISHED = EventKind("reports.published", "‘{report}’를 공개했습니다.")
PAPER_MADE = EventKind("reports.paper_made", "‘{report}’의 {format} 파일을 만들었습니다.")
PAPER_FAILED = EventKind("reports.paper_failed", "‘{report}’의 {format} 파일을 만들지 못했습니다.")
PAPERS_ORDERED = EventKind("reports.papers_ordered", "‘{report}’의 파일을 다시 만들게 했습니다.")
SURVEY_OPENED = EventKind("reports.survey_opened", "‘{survey}’를 시작했습니다({due}까지).")
ANSWERED = EventKind("reports.answered", "{number}번 만족도 응답을 냈습니다.", by_member=True)
