"""What waits for a person in recruitment: applications to finish, calls to publish, applications to read."""

from django.db.models import Exists, Func, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from panels.calls.enums import ApplicationState, CallState
from panels.calls.models import Application, RecruitmentCall
from panels.enums import PanelState
from seoul_gov.accounts.enums import Role
from seoul_gov.ui.errands import Errand

from .models import Reading

READERS = 2
COUNT = Func("pk", function="COUNT", output_field=IntegerField())


def waiting(user) -> list[Errand]:
    """For officers their calls, for citizens what they have not handed in; one query."""
    if not user.is_authenticated:
        return []
    if offices := user.departments_as(Role.OFFICER):
        return [errand_of(call) for call in calls_of(user, offices)]
    return [] if user.is_official else [to_finish(one) for one in unfinished(user)]


def calls_of(user, offices) -> QuerySet[RecruitmentCall]:
    """Calls of the officer's departments that are not published yet, or over with applications that nobody has read
    twice and the officer not at all."""
    over = Q(state=CallState.PUBLISHED, closes_at__lt=timezone.now(), unread__gt=0)
    calls = RecruitmentCall.objects.filter(
        panel__project__department__in=offices, panel__state=PanelState.FORMING
    )
    calls = calls.annotate(unread=unread_by(user)).filter(Q(state=CallState.DRAFT) | over)
    return calls.select_related("panel__project").order_by("closes_at", "pk")


def unread_by(user) -> Coalesce:
    """How many applications of the row's call want this person's reading."""
    readings = Reading.objects.filter(application=OuterRef("pk")).order_by()
    read = Subquery(readings.annotate(n=COUNT).values("n"))
    mine = readings.filter(reader=user.pk)
    handed_in = Application.objects.submitted().filter(call=OuterRef("pk")).order_by()
    wanting = handed_in.annotate(read=read).filter(~Exists(mine), read__lt=READERS)
    return Coalesce(Subquery(wanting.annotate(n=COUNT).values("n")), 0)


def errand_of(call: RecruitmentCall) -> Errand:
    about = call.panel.project.title
    if call.is_draft:
        return Errand(f"모집공고 공고하기: {call}", about, "공고하기", call.get_absolute_url())
    url = reverse("screening:queue", args=[call.pk])
    return Errand(f"지원서 심사하기: {call}", about, "심사하기", url, note=f"심사할 지원서 {call.unread}건")


def unfinished(user) -> QuerySet[Application]:
    """Drafts of the person for calls that still take applications."""
    taking = RecruitmentCall.objects.taking(timezone.now())
    drafts = user.applications.filter(state=ApplicationState.DRAFT, call__in=taking)
    return drafts.select_related("call__panel__project").order_by("call__closes_at", "pk")


def to_finish(application: Application) -> Errand:
    call = application.call
    url = reverse("calls:apply", args=[call.pk])
    note = "아직 신청하지 않았습니다."
    return Errand(f"신청 마치기: {call}", call.panel.project.title, "이어서 쓰기", url, call.last_day, note)
