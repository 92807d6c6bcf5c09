"""What waits for a person in reports: a survey to answer, or a report to go on with.

The officials' lines stand in the query that the driver makes about the duties of their processes anyway (``standing``,
``of_report``), so that a desk asks the database nothing more for them.
"""

from django.db.models import Case, CharField, Exists, OuterRef, Subquery, Value, When
from django.urls import reverse

from seoul_gov.ui.errands import Errand
from seoul_gov.ui.korean import today

from .enums import ReportState
from .models import ResultReport, Satisfaction, Survey
from .participants import opinions, seats

FIRST = 50
"""More than so many surveys at once nobody is asked to answer."""
UNWRITTEN = "unwritten"


def waiting(user) -> list[Errand]:
    """The surveys that still take the person's answer, in one query; officials are asked for none."""
    if not user.is_authenticated or user.is_official:
        return []
    sat = seats(panel__project=OuterRef("run__project"), user=user)
    spoke = opinions(round__duty__stage__run=OuterRef("run"), author=user)
    answered = Satisfaction.objects.filter(survey=OuterRef("pk"), user=user)
    rows = Survey.objects.filter(Exists(sat) | Exists(spoke), ~Exists(answered), closes_on__gte=today())
    lines = rows.order_by("closes_on", "pk").values_list("pk", "run__project__title", "closes_on")[:FIRST]
    return [
        Errand("만족도 조사", title, "만족도 응답하기", reverse("reports:survey", args=[pk]), due)
        for pk, title, due in lines
    ]


def standing(run: str) -> dict[str, Subquery]:
    """Parts of a query over rows that know their run as ``run``: its report, and how that stands."""
    reports = ResultReport.objects.filter(run=OuterRef(run))
    unwritten = When(state=ReportState.DRAFT, summary="", then=Value(UNWRITTEN))
    how = Case(unwritten, default="state", output_field=CharField())
    return {
        "report": Subquery(reports.values("pk")[:1]),
        "report_is": Subquery(reports.annotate(how=how).values("how")[:1]),
    }


def of_report(*, run: int, report: int, standing: str, about: str, due) -> Errand:
    """What is next for a report that was begun and that its duty still waits for."""
    write = reverse("reports:write", args=[run])
    if standing == ReportState.PUBLISHED:
        return Errand("다시 연 결과보고서", about, "결과보고서 고치기", write, due)
    if standing == UNWRITTEN:
        return Errand("쓰다 만 결과보고서", about, "결과보고서 마저 쓰기", write, due)
    publish = reverse("reports:publish", args=[report])
    return Errand("다 쓴 결과보고서", about, "결과보고서 공개하기", publish, due)
