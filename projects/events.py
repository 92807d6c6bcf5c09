"""Everything that can happen to a project and its deliverables."""

from seoul_gov.audit.vocabulary import EventKind

DRAFTED = EventKind("projects.drafted", "‘{project}’ 사업의 초안을 저장했습니다.")
EDITED = EventKind("projects.edited", "‘{project}’ 사업의 내용을 고쳤습니다({fields}).")
SUBMITTED = EventKind("projects.submitted", "‘{project}’ 사업을 등록했습니다(사업번호 {number}).")
DISCARDED = EventKind("projects.discarded", "‘{project}’ 사업의 초안을 지웠습니다.")
PARTY_RECORDED = EventKind(
    "projects.party_recorded", "‘{project}’ 사업의 {kind_label} ‘{vendor}’를 기록했습니다."
)
PARTY_ENDED = EventKind(
    "projects.party_ended", "‘{project}’ 사업에서 {kind_label} ‘{vendor}’의 참여를 끝냈습니다."
)
VERSION_UPLOADED = EventKind(
    "projects.version_uploaded", "‘{project}’ 사업의 산출물 ‘{deliverable}’ {number}판을 올렸습니다."
)
VERSION_PUBLISHED = EventKind(
    "projects.version_published", "‘{project}’ 사업의 산출물 ‘{deliverable}’ {number}판을 공개했습니다."
)
MATTER_SET = EventKind(
    "projects.matter_set",
    "‘{project}’ 사업의 산출물 ‘{deliverable}’ 분류를 {before}에서 {matter} 바꾸었습니다.",
)
VERSION_UNPUBLISHED = EventKind(
    "projects.version_unpublished",
    "‘{project}’ 사업의 산출물 ‘{deliverable}’ {number}판의 공개를 거두었습니다.",
)
