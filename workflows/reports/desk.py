"""What waits for a person in reports: a survey to answer, or a report to publish."""

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.urls import reverse

from projects.enums import StageKey
from seoul_gov.accounts.enums import Role
from seoul_gov.ui.errands import Errand, Row, shaped
from seoul_gov.ui.korean import today
from workflows.definitions import DutyKind
from workflows.runs.enums import DutyState, RunStatus, StageState
from workflows.runs.models import DutyRun

from .enums import ReportState
from .models import Satisfaction, Survey
from .participants import opinions, seats

ROOM = "reports"
ACTS = {
    "survey": ("만족도 조사", "만족도 응답하기", "reports:survey"),
    "revise": ("다시 연 결과보고서", "결과보고서 고치기", "reports:write"),
    "write": ("쓰다 만 결과보고서", "결과보고서 마저 쓰기", "reports:write"),
    "publish": ("다 쓴 결과보고서", "결과보고서 공개하기", "reports:publish"),
}


def rows(user) -> QuerySet | None:
    """Officials publish, everybody else is asked."""
    if not user.is_authenticated:
        return None
    if user.is_official:
        return of_reports(user.departments_as(Role.OFFICER))
    return of_surveys(user)


def of_surveys(user) -> QuerySet:
    """The surveys that still take the person's answer."""
    sat = seats(user=user).order_by().values("panel__project__runs")
    spoke = opinions(author=user).order_by().values("round__duty__stage__run")
    answered = Satisfaction.objects.filter(survey=OuterRef("pk"), user=user)
    # One set beside the other, for each has its index; an alternative of the two has none.
    asked = Survey.objects.filter(~Exists(answered), run__in=sat.union(spoke), closes_on__gte=today())
    project = "run__project__title"
    return shaped(
        asked, ROOM, what=Value("survey"), thing="pk", label=project, project=project, due="closes_on"
    )


def of_reports(departments) -> QuerySet | None:
    """The reports of these departments that are begun and not before the public, in processes in their last stage.

    One that was published counts again once its duty was reopened. What is not begun, the process tells.
    """
    if not departments:
        return None
    duties = DutyRun.objects.filter(
        kind=DutyKind.REPORT,
        state=DutyState.OPEN,
        stage__state=StageState.OPEN,
        stage__key=StageKey.CLOSING,
        stage__run__status=RunStatus.RUNNING,
        stage__run__governance_type=F("stage__run__project__governance_type"),
        stage__run__project__department__in=departments,
    )
    draft = Q(stage__run__report__state=ReportState.DRAFT)
    published = Q(stage__run__report__state=ReportState.PUBLISHED)
    reopened = published & Q(decided_at__gte=F("stage__run__report__published_at"))
    wordless = Q(stage__run__report__summary="")
    what = Case(
        When(published, then=Value("revise")),
        When(wordless, then=Value("write")),
        default=Value("publish"),
    )
    thing = Case(When(published | wordless, then=F("stage__run")), default=F("stage__run__report"))
    project = "stage__run__project__title"
    return shaped(
        duties.filter(draft | reopened),
        ROOM,
        what=what,
        thing=thing,
        label=project,
        project=project,
        due="due_on",
    )


def line(row: Row) -> Errand:
    title, action, door = ACTS[row.what]
    return Errand(title, row.project, action, reverse(door, args=[row.thing]), row.due)
