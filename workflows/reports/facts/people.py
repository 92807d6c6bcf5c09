"""Who took part, as numbers: panels, meetings with their attendance, and how satisfied people were. Nobody's name."""

from collections import defaultdict

from django.db.models import Count, Q

from panels.enums import MemberRole, MemberState
from panels.models import Panel
from workflows.meetings.attending import CAME
from workflows.meetings.enums import MeetingState, MinutesState
from workflows.meetings.models import Meeting
from workflows.reports.models import Survey
from workflows.reports.participants import participants
from workflows.runs.models import ProcessRun

FEW = 5
"""Below so many answers nobody learns more than the mean: a distribution would tell who answered what."""
MOST_COMMENTS = 50
SCORES = (5, 4, 3, 2, 1)
NO_MINUTES = "없음"


def meetings(run: ProcessRun) -> list[dict]:
    """The meetings that were held, in the order of their days. One query."""
    held = Meeting.objects.filter(duty__stage__run=run, state=MeetingState.HELD)
    rows = held.select_related("panel", "minutes").annotate(
        present=Count("attendances", filter=Q(attendances__state__in=CAME)), expected=Count("attendances")
    )
    return [
        {
            "title": meeting.title,
            "at": meeting.starts_at.isoformat(timespec="minutes"),
            "place": meeting.place or "화상회의",
            "panel": str(meeting.panel),
            "panel_id": meeting.panel_id,
            "present": meeting.present,
            "expected": meeting.expected,
            "minutes": minutes_of(meeting),
        }
        for meeting in rows.order_by("starts_at", "pk")
    ]


def minutes_of(meeting: Meeting) -> str:
    minutes = getattr(meeting, "minutes", None)
    return MinutesState(minutes.state).label if minutes else NO_MINUTES


def panels(run: ProcessRun, held: list[dict]) -> list[dict]:
    """The project's panels: how many were appointed, how many are in office, and how many came. One query."""
    came, asked, sat = defaultdict(int), defaultdict(int), defaultdict(int)
    for meeting in held:
        came[meeting["panel_id"]] += meeting["present"]
        asked[meeting["panel_id"]] += meeting["expected"]
        sat[meeting["panel_id"]] += 1
    counts = ~Q(memberships__role=MemberRole.SECRETARY) & Q(memberships__accepted_at__isnull=False)
    rows = Panel.objects.filter(project=run.project_id).annotate(
        appointed=Count("memberships", filter=counts & ~Q(memberships__state=MemberState.EXCLUDED)),
        in_office=Count("memberships", filter=counts & Q(memberships__state=MemberState.ACTIVE)),
    )
    return [
        {
            "name": panel.name,
            "kind": panel.kind_label,
            "state": panel.get_state_display(),
            "appointed": panel.appointed,
            "in_office": panel.in_office,
            "meetings": sat[panel.pk],
            "present": came[panel.pk],
            "expected": asked[panel.pk],
        }
        for panel in rows.order_by("pk")
    ]


def satisfaction(run: ProcessRun) -> dict | None:
    """What people answered in the survey; None without one. Three queries.

    ``mean`` has one decimal. Of fewer than ``FEW`` answers the mean is all that is told.
    """
    survey = Survey.objects.filter(run=run).first()
    if survey is None:
        return None
    answers = list(survey.answers.order_by("pk").values_list("score", "comment"))
    scores = [score for score, _ in answers]
    tells = len(scores) >= FEW
    return {
        "until": survey.closes_on.isoformat(),
        "participants": max(participants(run).count(), len(scores)),
        "answers": len(scores),
        "mean": round(sum(scores) / len(scores), 1) if scores else None,
        "distribution": [[score, scores.count(score)] for score in SCORES] if tells else None,
        "comments": spoken(answers) if tells else [],
    }


def spoken(answers: list[tuple[int, str]]) -> list[str]:
    """What people wrote, sorted by its letters, so that the order tells nothing about who wrote it."""
    return sorted(comment for _, comment in answers if comment)[:MOST_COMMENTS]
