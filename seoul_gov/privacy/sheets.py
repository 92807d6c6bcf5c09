from seoul_gov.ui.sheets import Column

ENTRY_COLUMNS = (
    Column("일시", lambda entry: entry.at),
    Column("처리자", lambda entry: entry.actor),
    Column("처리자 번호", lambda entry: entry.actor_id),
    Column("접속지", lambda entry: entry.address or ""),
    Column("수행업무", lambda entry: entry.get_deed_display()),
    Column("화면", lambda entry: entry.page),
    Column("정보주체", lambda entry: entry.subject),
    Column("인원", lambda entry: entry.count),
    Column("사유", lambda entry: entry.reason),
)

GRANT_COLUMNS = (
    Column("이름", lambda grant: grant.user.name),
    Column("이메일", lambda grant: grant.user.email),
    Column("역할", lambda grant: str(grant)),
    Column("부여일시", lambda grant: grant.granted_at),
    Column("부여자", lambda grant: grant.granted_by or "시스템"),
    Column("부여 사유", lambda grant: grant.reason),
    Column("종료일시", lambda grant: grant.ended_at),
)
