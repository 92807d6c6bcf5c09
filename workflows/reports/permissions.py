"""Who may write, publish and read a report, and who answers a survey. Each answer is a Verdict with its reason."""

from panels.permissions import OFFICERS_ONLY, OWNERS_ONLY
from projects import permissions as projects
from projects.models import Project
from seoul_gov.ui.verdicts import YES, Verdict, allow

from .models import ResultReport, Survey
from .participants import took_part

PARTICIPANTS_ONLY = "이 사업에 단원으로 참여했거나 의견을 낸 사람만 응답할 수 있습니다."


def can_read(user, report: ResultReport) -> Verdict:
    """What is published is everybody's; a draft is read by the city staff who may read the project."""
    return YES if report.is_published else can_read_project(user, report.run.project)


def can_read_project(user, project: Project) -> Verdict:
    """Who reads the project as city staff; nobody without an account does."""
    if not user.is_authenticated:
        return allow(False, "시 직원만 볼 수 있습니다.")
    return projects.can_read(user, project)


def can_write(user, project: Project) -> Verdict:
    """Write the report and ask for satisfaction: the officers of the project's department."""
    return allow(user.is_authenticated and projects.can_edit(user, project), OFFICERS_ONLY)


def can_publish(user, project: Project) -> Verdict:
    """Publish, and order papers again: the department's officers and its head."""
    return allow(user.is_authenticated and projects.is_owner(user, project), OWNERS_ONLY)


def can_read_survey(user, survey: Survey) -> Verdict:
    """Who is asked, and the city staff who may read the project; what anybody answered is shown to nobody."""
    return YES if can_answer(user, survey) else can_read_project(user, survey.run.project)


def can_answer(user, survey: Survey) -> Verdict:
    return allow(took_part(user, survey.run), PARTICIPANTS_ONLY)
