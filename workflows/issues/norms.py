"""The period within which an issue is answered (수시 협의)."""

from projects.norms import NormSpec

REPLY_DAYS = NormSpec(
    "issue.reply_days", "수시 협의 답변: 제기한 뒤 며칠까지", 5, "근무일", "운영 기준(추론)"
)

SPECS = [REPLY_DAYS]
