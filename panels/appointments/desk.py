"""What waits for officials about terms: who is to be renewed or thanked soon."""

from datetime import timedelta

from django.db.models import Count, DurationField, ExpressionWrapper, F, IntegerField, Min, QuerySet, Value
from django.db.models.functions import Cast
from django.urls import reverse

from panels.enums import PanelState
from projects.norms import in_query
from seoul_gov.accounts.enums import Role
from seoul_gov.ui.errands import Errand, Row, shaped
from seoul_gov.ui.korean import today

from . import norms
from .models import Appointment

ROOM = "appointments"
PANEL = "membership__panel"


def rows(user) -> QuerySet | None:
    """The panels of the officer's departments in which terms end soon, with how many do and the day of the first."""
    offices = user.departments_as(Role.OFFICER) if user.is_authenticated else ()
    if not offices:
        return None
    ending = Appointment.objects.in_force().annotate(left=days(F("ends_on") - Value(today())))
    ending = ending.filter(
        left__lte=days(Cast(in_query(norms.NOTICE_DAYS), IntegerField()) * Value(timedelta(days=1))),
        membership__panel__state=PanelState.ACTIVE,
        membership__panel__project__department__in=offices,
    )
    return shaped(
        ending.order_by().values(PANEL).annotate(first=Min("ends_on"), ending=Count("pk")),
        ROOM,
        what=Value("panel"),
        thing=PANEL,
        label=f"{PANEL}__name",
        project=f"{PANEL}__project__title",
        due="first",
        number="ending",
    )


def days(expression) -> ExpressionWrapper:
    return ExpressionWrapper(expression, DurationField())


def line(row: Row) -> Errand:
    url = reverse("appointments:panel", args=[row.thing])
    title = f"‘{row.label}’ 단원 {row.number}명의 임기 확인하기"
    note = "더 함께하려면 임기가 끝나기 전에 연임해 주세요."
    return Errand(title, row.project, "임기 확인하기", url, row.due, note)
