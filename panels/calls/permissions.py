"""Who may write a call and who may read it. Each answer is a Verdict with its reason."""

from panels import permissions as panels
from projects import permissions as projects
from seoul_gov.ui.verdicts import YES, Verdict, no

from .models import RecruitmentCall


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
