"""Who may write a call, who may read it and who may apply. Each answer is a Verdict with its reason."""

from panels import permissions as panels
from projects import permissions as projects
from seoul_gov.ui.verdicts import YES, Verdict, allow, no

from .models import Application, RecruitmentCall


def can_read(user, call: RecruitmentCall) -> Verdict:
    """Everybody reads what was published; a draft is for city staff who may read the project."""
    if call.published_at:
        return YES
    return (
        projects.can_read(user, call.panel.project)
        if user.is_authenticated
        else no("아직 공고하지 않은 모집입니다.")
    )


def can_write(user, panel) -> Verdict:
    """Draft, publish, correct and cancel: the officers of the project's department."""
    return panels.can_manage(user, panel) if user.is_authenticated else no(panels.OFFICERS_ONLY)


def can_apply(user, call: RecruitmentCall) -> Verdict:
    """Everybody with an account but the city's own people and the contractor's: seats are for citizens."""
    if not user.is_authenticated:
        return no("로그인한 뒤에 신청할 수 있습니다.")
    if user.is_official:
        return no("시민이 함께하는 자리여서 시 직원은 신청할 수 없습니다.")
    if projects.is_vendor(user, call.panel.project):
        return no("이 사업을 맡은 수행사의 직원은 신청할 수 없습니다.")
    return YES


def is_own(user, application: Application) -> Verdict:
    """An application is read, changed and taken back by who wrote it."""
    mine = user.is_authenticated and application.applicant_id == user.pk
    return allow(mine, "내가 쓴 지원서만 볼 수 있습니다.")
