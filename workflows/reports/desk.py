"""What waits for a person in reports: a survey to answer, or a report to publish."""

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from projects.enums import StageKey
from seoul_gov.accounts.enums import Role
from seoul_gov.ui.errands import Errand
from seoul_gov.ui.korean import today
from workflows.definitions import DutyKind
from workflows.runs.enums import DutyState, RunStatus, StageState
from workflows.runs.models import DutyRun

from .enums import ReportState
from .models import Satisfaction, Survey
from .participants import opinions, seats

FIRST = 50
"""More than so many surveys at once nobody is asked to answer."""


def waiting(user) -> list[Errand]:
    """The lines for this person, in one query more than their roles: officials publish, everybody else is asked."""
    if not user.is_authenticated:
        return []
    if user.is_official:
        return of_reports(user.departments_as(Role.OFFICER))
    return of_surveys(user)


def of_surveys(user) -> list[Errand]:
    """The surveys that still take the person's answer."""
    sat = seats(panel__project=OuterRef("run__project"), user=user)
    spoke = opinions(round__duty__stage__run=OuterRef("run"), author=user)
    answered = Satisfaction.objects.filter(survey=OuterRef("pk"), user=user)
    rows = Survey.objects.filter(Exists(sat) | Exists(spoke), ~Exists(answered), closes_on__gte=today())
    lines = rows.order_by("closes_on", "pk").values_list("pk", "run__project__title", "closes_on")[:FIRST]
    return [
        Errand("만족도 조사", title, "만족도 응답하기", reverse("reports:survey", args=[pk]), due)
        for pk, title, due in lines
    ]


def of_reports(departments) -> list[Errand]:
    """The reports of these departments that are begun and not before the public, in processes in their last stage.

    One that was published counts again once its duty was reopened. What is not begun, the process tells.
    """
    if not departments:
        return []
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
    reopened = Q(
        stage__run__report__state=ReportState.PUBLISHED, decided_at__gte=F("stage__run__report__published_at")
    )
    rows = duties.filter(draft | reopened).order_by("due_on", "pk")
    columns = (
        "stage__run",
        "stage__run__report",
        "stage__run__report__state",
        "stage__run__report__summary",
        "stage__run__project__title",
        "due_on",
    )
    return [of_report(*row) for row in rows.values_list(*columns)]


def of_report(run: int, report: int, state: str, summary: str, title: str, due) -> Errand:
    """What is next for a report that was begun."""
    write = reverse("reports:write", args=[run])
    if state == ReportState.PUBLISHED:
        return Errand("다시 연 결과보고서", title, "결과보고서 고치기", write, due)
    if not summary:
        return Errand("쓰다 만 결과보고서", title, "결과보고서 마저 쓰기", write, due)
    publish = reverse("reports:publish", args=[report])
    return Errand("다 쓴 결과보고서", title, "결과보고서 공개하기", publish, due)
