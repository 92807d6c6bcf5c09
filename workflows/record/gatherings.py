"""Meetings as anybody may read of them: when, where, on what, and the way to their published minutes."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from panels.enums import PanelKind
from projects.models import Project
from workflows.meetings.enums import AttendanceState, MeetingState, MinutesState
from workflows.meetings.models import AgendaItem, Meeting, Minutes

FACTS = ("title", "starts_at", "ends_at", "place", "state")
ITEM = ("meeting_id", "order", "title")
BY_VIDEO = "화상회의"


@dataclass(frozen=True)
class Gathering:
    """A meeting without people, papers and the way into its video call."""

    title: str
    starts_at: datetime
    ends_at: datetime
    place: str
    panel: str
    agenda: tuple[str, ...]
    badge: tuple[str, str]
    minutes_url: str
    minutes_note: str


def meetings_of(project: Project) -> QuerySet[Meeting]:
    """The project's meetings with their agendas, the latest first, in two queries."""
    items = AgendaItem.objects.only(*ITEM).order_by("order", "pk")
    return (
        Meeting.objects.filter(panel__project=project)
        .only(*FACTS)
        .annotate(
            panel_kind=F("panel__kind"),
            minutes_pk=F("minutes__pk"),
            minutes_state=F("minutes__state"),
            withheld_reason=F("minutes__withheld_reason"),
        )
        .prefetch_related(Prefetch("items", queryset=items))
        .order_by("-starts_at", "-pk")
    )


def gathering_of(meeting: Meeting) -> Gathering:
    """A row of ``meetings_of`` as the record tells it."""
    published = meeting.minutes_state == MinutesState.PUBLISHED
    return Gathering(
        title=meeting.title,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        place=meeting.place or BY_VIDEO,
        panel=PanelKind(meeting.panel_kind).label,
        agenda=tuple(item.title for item in meeting.items.all()),
        badge=_badge(meeting),
        minutes_url=reverse("record:minutes", args=[meeting.minutes_pk]) if published else "",
        minutes_note=_note(meeting),
    )


def _badge(meeting: Meeting) -> tuple[str, str]:
    """How it stands, with the tone of its badge."""
    if meeting.is_scheduled and meeting.ends_at <= timezone.now():
        return "결과 정리 중", "gray"
    return MeetingState(meeting.state).label, {"scheduled": "info", "held": "success"}.get(
        meeting.state, "gray"
    )


def _note(meeting: Meeting) -> str:
    """What is said in place of minutes that cannot be read."""
    if meeting.minutes_state == MinutesState.WITHHELD:
        return f"회의록을 공개하지 않습니다. 사유: {meeting.withheld_reason}"
    if meeting.is_held and meeting.minutes_state != MinutesState.PUBLISHED:
        return "회의록을 정리하고 있습니다."
    return ""


def minutes_for_page() -> QuerySet[Minutes]:
    """Minutes with their meeting, its project, how many came, and its agenda with how many took no part in an item, in
    two queries."""
    rows = Minutes.objects.select_related("meeting__panel__project__department")
    items = AgendaItem.objects.annotate(recused=Count("recusals"))
    return rows.prefetch_related(Prefetch("meeting__items", queryset=items)).annotate(
        **{
            state.value: Count("meeting__attendances", filter=Q(meeting__attendances__state=state))
            for state in AttendanceState
        }
    )
