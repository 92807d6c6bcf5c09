"""What anybody may take away as a table: no column names a person."""

from seoul_gov.ui.korean import SEOUL
from seoul_gov.ui.sheets import Column

PROJECT_COLUMNS = (
    Column("사업번호", lambda project: project.number),
    Column("사업명", lambda project: project.title),
    Column("사업 구분", lambda project: project.get_kind_display()),
    Column("거버넌스 유형", lambda project: project.get_governance_type_display()),
    Column("사업부서", lambda project: project.department.name),
    Column("시작일", lambda project: project.start_date),
    Column("종료일", lambda project: project.end_date),
    Column("예산(원)", lambda project: project.budget),
    Column("단계", lambda project: project.get_phase_display()),
    Column("상태", lambda project: project.get_status_display()),
    Column("등록일", lambda project: project.submitted_at.astimezone(SEOUL).date()),
)

SHARE_COLUMNS = (
    Column("연도", lambda share: share.year),
    Column("부서", lambda share: share.department.name),
    Column("대시민 사업", lambda share: share.projects),
    Column("거버넌스 적용", lambda share: share.governed),
    Column("적용 비율(%)", lambda share: share.percent),
)
