"""What waits for a person in recruitment: applications to finish, calls to publish, applications to read."""

from django.db.models import Case, Exists, Func, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from panels.calls.enums import ApplicationState, CallState
from panels.calls.models import Application, RecruitmentCall
from panels.enums import PanelState
from seoul_gov.accounts.enums import Role
from seoul_gov.ui.errands import Errand, Row, shaped
from seoul_gov.ui.korean import SEOUL

from .models import Reading

ROOM = "screening"
READERS = 2
ACTS = {
    "publish": ("모집공고 공고하기", "공고하기", "calls:detail"),
    "read": ("지원서 심사하기", "심사하기", "screening:queue"),
    "finish": ("신청 마치기", "이어서 쓰기", "calls:apply"),
}
NOTES = {"publish": "", "read": "심사할 지원서 {}건", "finish": "아직 신청하지 않았습니다."}
COUNT = Func("pk", function="COUNT", output_field=IntegerField())


def rows(user) -> QuerySet | None:
    """For officers their calls, for citizens what they have not handed in."""
    if not user.is_authenticated:
        return None
    if offices := user.departments_as(Role.OFFICER):
        return of_calls(user, offices)
    return None if user.is_official else of_drafts(user)


def of_calls(user, offices) -> QuerySet:
    """Calls of the officer's departments that are not published yet, or over with applications that nobody has read
    twice and the officer not at all."""
    over = Q(state=CallState.PUBLISHED, closes_at__lt=timezone.now(), unread__gt=0)
    calls = RecruitmentCall.objects.filter(
        panel__project__department__in=offices, panel__state=PanelState.FORMING
    )
    calls = calls.annotate(unread=unread_by(user)).filter(Q(state=CallState.DRAFT) | over)
    what = Case(When(state=CallState.DRAFT, then=Value("publish")), default=Value("read"))
    return shaped(
        calls,
        ROOM,
        what=what,
        thing="pk",
        label="title",
        project="panel__project__title",
        number="unread",
    )


def unread_by(user) -> Coalesce:
    """How many applications of the row's call want this person's reading."""
    readings = Reading.objects.filter(application=OuterRef("pk")).order_by()
    read = Subquery(readings.annotate(n=COUNT).values("n"))
    mine = readings.filter(reader=user.pk)
    handed_in = Application.objects.submitted().filter(call=OuterRef("pk")).order_by()
    wanting = handed_in.annotate(read=read).filter(~Exists(mine), read__lt=READERS)
    return Coalesce(Subquery(wanting.annotate(n=COUNT).values("n")), 0)


def of_drafts(user) -> QuerySet:
    """Drafts of the person for calls that still take applications."""
    taking = RecruitmentCall.objects.taking(timezone.now())
    drafts = user.applications.filter(state=ApplicationState.DRAFT, call__in=taking)
    return shaped(
        drafts,
        ROOM,
        what=Value("finish"),
        thing="call",
        label="call__title",
        project="call__panel__project__title",
        moment="call__closes_at",
    )


def line(row: Row) -> Errand:
    title, action, door = ACTS[row.what]
    due = row.moment.astimezone(SEOUL).date() if row.moment else None
    url = reverse(door, args=[row.thing])
    return Errand(f"{title}: {row.label}", row.project, action, url, due, NOTES[row.what].format(row.number))
