"""Whether meeting and minutes duties are settled."""

from collections import defaultdict

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from seoul_gov.ui.korean import korean_datetime
from workflows.definitions import DutyKind
from workflows.runs.contract import Missing, since_reopened

from .enums import AdviceState, MeetingState
from .models import Meeting

UNANSWERED = Count("items__notes", filter=Q(items__notes__state=AdviceState.SUBMITTED))


def settled(duties) -> dict[int, Missing | None]:
    """What each meeting or minutes duty still lacks, by its id, in one query for all; cancelled meetings do not
    count. A meeting duty needs a meeting that was held, none left to hold, and an answer to all advice handed in;
    a minutes duty needs the minutes of every meeting that was held in its stage, published or withheld.
    """
    duties = list(duties)
    by_duty, by_stage = grouped(duties)
    return {
        duty.pk: missing_minutes(by_stage[duty.stage_id])
        if duty.kind == DutyKind.MINUTES
        else missing_meeting(duty, by_duty[duty.pk])
        for duty in duties
    }


def grouped(duties) -> tuple[dict[int, list[Meeting]], dict[int, list[Meeting]]]:
    """The meetings of these duties' stages that were not cancelled, by duty and by stage."""
    meetings = Meeting.objects.filter(duty__stage__in={duty.stage_id for duty in duties})
    meetings = meetings.exclude(state=MeetingState.CANCELLED).select_related("duty", "minutes")
    by_duty, by_stage = defaultdict(list), defaultdict(list)
    for meeting in meetings.annotate(unanswered=UNANSWERED).order_by("starts_at", "pk"):
        by_duty[meeting.duty_id].append(meeting)
        by_stage[meeting.duty.stage_id].append(meeting)
    return by_duty, by_stage


def missing_meeting(duty, meetings: list[Meeting]) -> Missing | None:
    """What a duty lacks: answers first, also to what was said before it was reopened; then a meeting, or its end."""
    for meeting in meetings:
        if meeting.unanswered:
            return unanswered(meeting)
    counted = since_reopened(duty, meetings, "held_at")
    if not counted:
        url = reverse("meetings:schedule", args=[duty.pk])
        return Missing("아직 회의를 소집하지 않았습니다.", url, "회의 소집하기")
    return next((unheld(meeting) for meeting in counted if meeting.is_scheduled), None)


def unheld(meeting: Meeting) -> Missing:
    """What a scheduled meeting lacks: time, or somebody to record who came."""
    if timezone.now() < meeting.starts_at:
        sentence = f"‘{meeting}’ 회의가 {korean_datetime(meeting.starts_at)}에 예정되어 있습니다."
        return Missing(sentence, meeting.get_absolute_url(), "회의 보기", begun=True)
    url = reverse("meetings:attendance", args=[meeting.pk])
    return Missing(f"‘{meeting}’ 회의의 출석을 기록하지 않았습니다.", url, "출석 기록하기", begun=True)


def unanswered(meeting: Meeting) -> Missing:
    sentence = f"‘{meeting}’ 회의에 답하지 않은 자문의견이 {meeting.unanswered}건 있습니다."
    url = f"{meeting.get_absolute_url()}#advice"
    return Missing(sentence, url, "자문의견에 답하기", begun=True, unanswered=True)


def missing_minutes(meetings: list[Meeting]) -> Missing | None:
    held = [meeting for meeting in meetings if meeting.is_held]
    if not held:
        return Missing("이 단계에서 연 회의가 아직 없습니다. 회의를 마친 뒤 회의록을 써 주세요.")
    for meeting in held:
        if not meeting.has_settled_minutes:
            url = reverse("meetings:minutes", args=[meeting.pk])
            sentence = f"‘{meeting}’ 회의의 회의록을 공개하지 않았습니다."
            return Missing(sentence, url, "회의록 쓰기", begun=True)
    return None
