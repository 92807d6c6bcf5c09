"""What waits for a person in this room."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from seoul_gov.accounts.enums import Role
from seoul_gov.ui.errands import Errand
from seoul_gov.ui.korean import SEOUL

from . import invitations
from .enums import MemberState, PanelState
from .models import Panel
from .selectors import invitations_for, with_size


def waiting(user) -> list[Errand]:
    """Invitations to answer and, for officials, panels to finish and invitations that ran out; at most 2 queries."""
    return [*answers(user), *formations(user)]


def answers(user) -> list[Errand]:
    """Open invitations to this person's own, verified addresses."""
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


def formations(user) -> list[Errand]:
    """The panels of the official's departments that want something; a head appoints, and looks after no invitations."""
    officer = user.departments_as(Role.OFFICER)
    departments = officer | user.departments_as(Role.HEAD)
    if not departments:
        return []
    pending = Q(memberships__state=MemberState.INVITED)
    panels = Panel.objects.exclude(state=PanelState.DISSOLVED).filter(project__department__in=departments)
    panels = with_size(panels.select_related("project")).annotate(
        pending=Count("memberships", filter=pending),
        expired=Count("memberships", filter=pending & Q(memberships__expires_at__lt=timezone.now())),
    )
    return [
        errand
        for panel in panels
        for errand in errands_of(panel, invites=panel.project.department_id in officer)
    ]


def errands_of(panel: Panel, *, invites: bool) -> list[Errand]:
    """The lines of one panel, annotated with how many are pending, expired and counted."""
    about, lines = panel.project.title, []
    if panel.state == PanelState.FORMING and panel.counted and not panel.pending:
        url = reverse("panels:activate", args=[panel.pk])
        title = f"‘{panel}’ 추진단 구성 마치기"
        note = f"초대한 사람이 모두 답했고 {panel.counted}명이 함께합니다."
        lines.append(Errand(title, about, "추진단 구성 마치기", url, note=note))
    if panel.expired and invites:
        title = f"‘{panel}’의 기한이 지난 초대 {panel.expired}건 확인하기"
        lines.append(Errand(title, about, "초대 확인하기", panel.get_absolute_url()))
    return lines
