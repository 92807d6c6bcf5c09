"""What waits for an officer here: results to decide, and free seats for which somebody waits."""

from django.core.exceptions import ValidationError
from django.db.models import (
    Count,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    prefetch_related_objects,
)
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from panels.calls.enums import CallState
from panels.calls.models import Application, RecruitmentCall
from panels.draws.enums import Way
from panels.enums import PanelState
from panels.screening import norms as screening_norms
from panels.screening.desk import READERS
from seoul_gov.accounts.enums import Role
from seoul_gov.ui.errands import Errand

from . import norms
from .models import Choice
from .selectors import Case, put_together
from .state import proposal_of

COUNT = Func("pk", function="COUNT", output_field=IntegerField())


def waiting(user) -> list[Errand]:
    """For officers alone; one query, and six more where a result may be ready to be decided."""
    offices = user.departments_as(Role.OFFICER) if user.is_authenticated else ()
    if not offices:
        return []
    calls = list(calls_of(offices))
    decided = [one for one in calls if hasattr(one, "selection")]
    undecided = [one for one in calls if not hasattr(one, "selection")]
    return [*map(to_decide, ready(undecided)), *map(to_fill, decided)]


def calls_of(offices) -> QuerySet[RecruitmentCall]:
    """Calls of the departments of which the result may be decided, or of which a seat is free and somebody waits for it.

    Of the first every application has been read twice and no draw is under way; of the others points gave the seats.
    """
    own = Application.objects.submitted().filter(call=OuterRef("pk")).order_by()
    read_once = own.annotate(read=Count("readings")).filter(read__lt=READERS)
    undecided = Q(Exists(own), ~Exists(read_once), selection=None, closes_at__lt=timezone.now())
    vacant = Q(seats__gt=F("taken"), willing__gt=0) & ~Q(lottery__way=Way.PANEL, lottery__isnull=False)
    calls = RecruitmentCall.objects.filter(
        panel__project__department__in=offices, state=CallState.PUBLISHED
    ).exclude(panel__state=PanelState.DISSOLVED)
    calls = calls.annotate(taken=counted(Choice.objects.seated()), willing=counted(Choice.objects.waiting()))
    calls = calls.exclude(lottery__isnull=False, lottery__drawn_at=None).filter(undecided | vacant)
    return calls.select_related("panel__project", "lottery", "selection").order_by("pk")


def counted(choices: QuerySet[Choice]) -> Coalesce:
    """How many of the choices belong to the row's call."""
    own = choices.filter(selection__call=OuterRef("pk")).order_by()
    return Coalesce(Subquery(own.annotate(n=COUNT).values("n")), 0)


def ready(calls: list[RecruitmentCall]) -> list[RecruitmentCall]:
    """Those of the calls of which nothing is left to be read by a third or to be drawn."""
    if not calls:
        return []
    rows = Application.objects.submitted().order_by("number").prefetch_related("readings__marks")
    prefetch_related_objects(calls, Prefetch("applications", rows, to_attr="handed_in"), "criteria")
    rules, alternates = screening_norms.rules(), norms.alternates()
    return [one for one in calls if is_ready(put_together(one, one.handed_in, rules, alternates))]


def is_ready(case: Case) -> bool:
    """Whether the principle has an answer."""
    try:
        proposal_of(case)
    except ValidationError:
        return False
    return True


def to_decide(call: RecruitmentCall) -> Errand:
    url = reverse("selections:decide", args=[call.pk])
    note = f"지원서 {len(call.handed_in)}건의 심사를 마쳤습니다."
    return Errand(f"선정 결과 확정하기: {call}", call.panel.project.title, "확정하기", url, note=note)


def to_fill(call: RecruitmentCall) -> Errand:
    note = f"빈자리 {call.seats - call.taken}개, 연락할 수 있는 예비 신청자 {call.willing}명"
    url = call.selection.get_absolute_url()
    return Errand(f"빈자리 채우기: {call}", call.panel.project.title, "빈자리 채우기", url, note=note)
