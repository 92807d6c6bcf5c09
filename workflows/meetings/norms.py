"""Periods of meetings. Panels borrow them from the city's committees (가이드라인 5 leaves them open)."""

from projects.norms import NormSpec

COMMITTEES = "서울특별시 각종 위원회의 설치·운영에 관한 조례"

NOTICE_DAYS = NormSpec(
    "meeting.notice_days",
    "회의 소집 통지: 회의 며칠 전까지",
    7,
    "일",
    f"{COMMITTEES} 제10조 준용(15일까지 늘릴 수 있음)",
)
MINUTES_DAYS = NormSpec(
    "meeting.minutes_days", "회의록 공개: 회의 뒤 며칠까지", 10, "일", f"{COMMITTEES} 제10조의2 준용"
)
ANSWER_DAYS = NormSpec(
    "meeting.answer_days", "자문의견 답변: 제출 뒤 며칠까지", 10, "근무일", "운영 기준(추론)"
)

SPECS = [NOTICE_DAYS, MINUTES_DAYS, ANSWER_DAYS]
