"""The columns of the list of applicants that officers take along."""

from panels.calls.models import RecruitmentCall
from seoul_gov.ui.sheets import Column

PEOPLE = (
    Column("이름", lambda one: one.name),
    Column("이메일", lambda one: one.applicant.email),
    Column("연령대", lambda one: one.get_age_band_display()),
    Column("성별", lambda one: one.get_gender_display()),
    Column("직업", lambda one: one.get_occupation_display()),
    Column("사는 곳", lambda one: one.get_district_display()),
    Column("구분", lambda one: one.get_side_display()),
    Column("이해관계", lambda one: "신고함" if one.has_conflict else "없음"),
)
RESULT = (
    Column("접수번호", lambda one: one.number),
    Column("제출일시", lambda one: one.submitted_at),
    Column("결과", lambda one: one.choice.word),
    Column("사유", lambda one: one.choice.reason),
    Column("빈자리 연락", lambda one: "받음" if one.choice.is_willing else "받지 않음"),
)


def columns_of(call: RecruitmentCall) -> tuple[Column, ...]:
    """Who has applied; only once it is decided the numbers, by which people are scored without their names, and when each was
    handed in, which the trail tells beside its number."""
    return (*PEOPLE, *RESULT) if hasattr(call, "selection") else PEOPLE
