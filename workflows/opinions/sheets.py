from seoul_gov.ui.sheets import Column

OPINION_COLUMNS = (
    Column("번호", lambda opinion: opinion.pk),
    Column("의견", lambda opinion: opinion.body),
    Column("첨부 파일", lambda opinion: opinion.document.name if opinion.document else ""),
    Column("제출일시", lambda opinion: opinion.created_at),
    Column("처리", lambda opinion: opinion.outcome),
    Column("처리 사유", lambda opinion: opinion.answer),
    Column("처리일시", lambda opinion: opinion.answered_at),
    Column("가린 사유", lambda opinion: opinion.hidden_reason),
)
"""A round's opinions for the officers; nobody's name leaves the portal in a file."""
