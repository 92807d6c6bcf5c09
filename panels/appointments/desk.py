"""What waits for officials about terms: who is to be renewed or thanked soon."""

from datetime import timedelta
from itertools import groupby
from operator import itemgetter

from django.db.models import Count, F
from django.urls import reverse

from panels.enums import PanelState
from projects.norms import in_query
from seoul_gov.accounts.enums import Role
from seoul_gov.ui.errands import Errand
from seoul_gov.ui.korean import today

from . import norms
from .models import Appointment

FURTHEST = timedelta(days=90)
"""No norm asks earlier."""


def waiting(user) -> list[Errand]:
    """The panels of the officer's departments in which terms end soon; one query."""
    offices = user.departments_as(Role.OFFICER) if user.is_authenticated else ()
    if not offices:
        return []
    day = today()
    ending = Appointment.objects.in_force().filter(
        ends_on__lte=day + FURTHEST,
        membership__panel__state=PanelState.ACTIVE,
        membership__panel__project__department__in=offices,
    )
    rows = ending.values(
        "ends_on",
        panel=F("membership__panel"),
        name=F("membership__panel__name"),
        project=F("membership__panel__project__title"),
        days=in_query(norms.NOTICE_DAYS),
    )
    rows = rows.annotate(count=Count("pk")).order_by("panel", "ends_on")
    soon = [row for row in rows if row["ends_on"] <= day + timedelta(days=row["days"])]
    return [errand_of(list(group)) for _, group in groupby(soon, key=itemgetter("panel"))]


def errand_of(rows: list[dict]) -> Errand:
    """The line of one panel, from its last days with how many members have each; the first comes first."""
    first, count = rows[0], sum(row["count"] for row in rows)
    url = reverse("appointments:panel", args=[first["panel"]])
    title = f"‘{first['name']}’ 단원 {count}명의 임기 확인하기"
    note = "더 함께하려면 임기가 끝나기 전에 연임해 주세요."
    return Errand(title, first["project"], "임기 확인하기", url, first["ends_on"], note=note)
