from seoul_gov.ui.sheets import Column

COLUMNS = (
    Column("파기일시", lambda record: record.destroyed_at),
    Column("파기한 것", lambda record: record.get_what_display()),
    Column("사업", lambda record: record.project.title),
    Column("모집·추진단", lambda record: str(record.place)),
    Column("건수", lambda record: record.count),
    Column("근거", lambda record: record.basis),
    Column("보유 기간이 끝난 날", lambda record: record.due_on),
    Column("방법", lambda record: record.method),
    Column("처리자", lambda record: record.doer),
)
