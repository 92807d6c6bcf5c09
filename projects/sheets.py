from seoul_gov.ui.sheets import Column

PROJECT_COLUMNS = (
    Column("사업번호", lambda project: project.number or ""),
    Column("사업명", lambda project: project.title),
    Column("사업 구분", lambda project: project.get_kind_display()),
    Column("사업부서", lambda project: project.department.name),
    Column("사업담당자", lambda project: project.officer.name),
    Column("시작일", lambda project: project.start_date),
    Column("종료일", lambda project: project.end_date),
    Column("예산(원)", lambda project: project.budget),
    Column("제안 경로", lambda project: project.channel.name if project.channel else ""),
    Column("거버넌스 유형", lambda project: project.get_governance_type_display()),
    Column("단계", lambda project: project.get_phase_display()),
    Column("상태", lambda project: project.get_status_display()),
)
