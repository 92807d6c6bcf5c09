from seoul_gov.ui.sheets import Column

COMMENT_COLUMNS = (
    Column("번호", lambda comment: comment.pk),
    Column("위치", lambda comment: comment.place),
    Column("작성자", lambda comment: f"단원 {comment.writer}"),
    Column("역할", lambda comment: comment.review.membership.get_role_display()),
    Column("의견", lambda comment: comment.body),
    Column("작성일시", lambda comment: comment.created_at),
    Column("처리", lambda comment: comment.outcome),
    Column("처리 사유", lambda comment: comment.answer),
    Column("처리일시", lambda comment: comment.answered_at),
)
"""A round's comments; authors by number, so that no name leaves the portal in a file."""
