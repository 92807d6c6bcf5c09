from seoul_gov.ui.sheets import Column

ISSUE_COLUMNS = (
    Column("번호", lambda issue: issue.pk),
    Column("단계", lambda issue: issue.duty.stage.title),
    Column("제목", lambda issue: issue.title),
    Column("내용", lambda issue: issue.body),
    Column("제기한 쪽", lambda issue: issue.get_side_display()),
    Column("제기일시", lambda issue: issue.raised_at),
    Column("답변 기한", lambda issue: issue.reply_due_on),
    Column("첫 답변일시", lambda issue: issue.answered_at),
    Column("답변 수", lambda issue: issue.reply_count),
    Column("상태", lambda issue: issue.get_state_display()),
    Column("조정결과", lambda issue: issue.outcome),
    Column("조정일시", lambda issue: issue.settled_at),
)
"""A project's issues by side, so that no name leaves the portal in a file."""
