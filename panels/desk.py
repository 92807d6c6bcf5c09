"""What waits for a person in this room."""

from django.db.models import Case, Count, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils import timezone

from seoul_gov.accounts.enums import Role
from seoul_gov.ui.errands import Errand, Row, shaped
from seoul_gov.ui.korean import SEOUL

from . import invitations
from .enums import MemberState, PanelState
from .models import Panel
from .selectors import invitations_for, with_size

ROOM = "panels"


def answers(user) -> list[Errand]:
    """Open invitations to this person's own, verified addresses; they are read together with the seats."""
    if not user.is_authenticated:
        return []
    return [
        Errand(
            title=f"‘{seat.panel}’ 초대에 답하기",
            about=seat.panel.project.title,
            action="초대에 답하기",
            url=invitations.path_of(seat),
            due=seat.expires_at.astimezone(SEOUL).date(),
        )
        for seat in invitations_for(user)
    ]


def rows(user) -> QuerySet | None:
    """The panels of the official's departments to finish, or with invitations that ran out; a head appoints, and looks
    after no invitations."""
    officer = user.departments_as(Role.OFFICER)
    departments = officer | user.departments_as(Role.HEAD)
    if not departments:
        return None
    invited = Q(memberships__state=MemberState.INVITED)
    panels = Panel.objects.exclude(state=PanelState.DISSOLVED).filter(project__department__in=departments)
    panels = with_size(panels).annotate(
        pending=Count("memberships", filter=invited),
        expired=Count("memberships", filter=invited & Q(memberships__expires_at__lt=timezone.now())),
    )
    what = Case(
        When(state=PanelState.FORMING, counted__gt=0, pending=0, then=Value("activate")),
        When(expired__gt=0, project__department__in=officer, then=Value("detail")),
        default=Value(""),
    )
    return shaped(
        panels.annotate(what=what).exclude(what=""),
        ROOM,
        what="what",
        thing="pk",
        label="name",
        project="project__title",
        number=Case(When(expired__gt=0, then="expired"), default="counted"),
    )


def line(row: Row) -> Errand:
    url = reverse(f"panels:{row.what}", args=[row.thing])
    if row.what == "activate":
        title = f"‘{row.label}’ 추진단 구성 마치기"
        note = f"초대한 사람이 모두 답했고 {row.number}명이 함께합니다."
        return Errand(title, row.project, "추진단 구성 마치기", url, note=note)
    title = f"‘{row.label}’의 기한이 지난 초대 {row.number}건 확인하기"
    return Errand(title, row.project, "초대 확인하기", url)
