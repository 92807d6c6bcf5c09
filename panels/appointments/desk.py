"""What waits for officials about terms: who is to be renewed or thanked soon."""

from datetime import timedelta

from django.db.models import Count, F, Min
from django.urls import reverse

from panels.enums import PanelState
from seoul_gov.accounts.enums import Role
from seoul_gov.ui.errands import Errand
from seoul_gov.ui.korean import today

from . import norms
from .models import Appointment


def waiting(user) -> list[Errand]:
    """The panels of the officer's departments in which terms end soon; at most two queries."""
    offices = user.departments_as(Role.OFFICER) if user.is_authenticated else ()
    if not offices:
        return []
    last = today() + timedelta(days=norms.notice_days())
    ending = Appointment.objects.in_force().filter(
        ends_on__lte=last,
        membership__panel__state=PanelState.ACTIVE,
        membership__panel__project__department__in=offices,
    )
    panels = ending.values(
        panel=F("membership__panel"),
        name=F("membership__panel__name"),
        project=F("membership__panel__project__title"),
    )
    rows = panels.annotate(count=Count("pk"), first=Min("ends_on")).order_by("first", "panel")
    return [errand_of(row) for row in rows]


def errand_of(row: dict) -> Errand:
    url = reverse("appointments:panel", args=[row["panel"]])
    title = f"‘{row['name']}’ 단원 {row['count']}명의 임기 확인하기"
    note = "더 함께하려면 임기가 끝나기 전에 연임해 주세요."
    return Errand(title, row["project"], "임기 확인하기", url, row["first"], note=note)
