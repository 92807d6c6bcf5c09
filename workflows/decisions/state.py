"""The moment: what may be put to a vote, and whether a vote still takes votes. Raises, with one sentence, when not."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from panels.enums import PanelState
from panels.norms import scope_refusal
from panels.participation import Degree, row_of
from projects.enums import Matter
from seoul_gov.ui.korean import josa, korean_datetime
from workflows.meetings.enums import AgendaCategory
from workflows.meetings.models import AgendaItem, Meeting
from workflows.runs.state import refuse_done

from .enums import ResolutionState
from .models import Resolution, reserved_words
from .querysets import CITYS_OWN

A_YEAR = timedelta(days=365)


def refuse_paper(version) -> None:
    """Raise ValidationError for a paper on what the city decides alone (가이드라인 2, 시민협업형)."""
    matter = Matter(version.deliverable.matter)
    if matter in CITYS_OWN:
        raise ValidationError(
            f"{matter.label} 문서는 시가 결정하는 일의 문서라 공동으로 결정할 수 없습니다(가이드라인 2)."
        )


def refuse_reserved(item: AgendaItem) -> None:
    """Raise ValidationError for what the city decides alone (가이드라인 2, 시민협업형)."""
    category = AgendaCategory(item.category)
    if category.is_reserved:
        raise ValidationError(
            f"예산·계약·검수는 시가 결정하는 일이라 공동으로 결정할 수 없습니다(가이드라인 2). ‘{item}’ "
            f"안건({category.label})은 표결에 부치지 말고 회의에서 보고해 주세요."
        )


def refuse_reserved_words(text: str) -> None:
    """Raise ValidationError for a motion with such words, for its ``only_mentioned``: whoever puts it says what it is not."""
    if words := reserved_words(text):
        said = "’, ‘".join(words)
        raise ValidationError(
            {
                "only_mentioned": f"주문에 ‘{said}’ 같은 말이 있습니다. 예산·계약·검수는 시가 결정하는 일이라 표결할 수 "
                "없습니다(가이드라인 2). 그런 주문이 아니면 확인에 표시해 주세요."
            }
        )


def refuse_other_body(item: AgendaItem, stage_key: str, version) -> None:
    """Raise ValidationError unless the item's panel decides such matters with the department (가이드라인 5-2, 참여 범위) and
    is at work. What is decided on a paper is as far as the panel goes in what that is about."""
    panel = item.meeting.panel
    row = row_of(stage_key, version.deliverable.matter) if version else row_of(stage_key)
    if sentence := scope_refusal(panel.kind, row, Degree.DECISION):
        raise ValidationError(f"{sentence} 이 안건은 표결에 부치지 말고 의견을 들어 주세요.")
    if panel.state != PanelState.ACTIVE:
        raise ValidationError(f"{josa(f'‘{panel}’', '은/는')} 지금 활동하지 않는 추진단입니다.")


def refuse_cancelled_meeting(meeting: Meeting) -> None:
    if meeting.is_cancelled:
        raise ValidationError(f"‘{meeting}’ 회의가 취소되었습니다. 취소한 회의의 안건은 표결할 수 없습니다.")


def default_closing(meeting: Meeting, days: int) -> datetime:
    """So many days after the meeting's end or, where it is over, from now; to the minute."""
    start = max(meeting.ends_at, timezone.now())
    return (start + timedelta(days=days)).replace(second=0, microsecond=0)


def refuse_early_closing(closes_at: datetime, meeting: Meeting) -> None:
    """Raise ValidationError for a vote that would end in the past or before its item was talked about."""
    if closes_at <= timezone.now():
        raise ValidationError({"closes_at": "이미 지난 시각입니다. 앞으로 마감할 시각을 적어 주세요."})
    if closes_at < meeting.ends_at:
        ends = korean_datetime(meeting.ends_at)
        raise ValidationError(
            {
                "closes_at": f"회의가 끝나는 {ends}보다 뒤에 마감해 주세요. 논의한 뒤에 투표할 수 있어야 합니다."
            }
        )


def refuse_late_closing(closes_at: datetime, meeting: Meeting, days: int) -> None:
    """Raise ValidationError for a vote that would last more than a year, as with a year mistyped, unless the norm has its
    ``days`` last longer."""
    last = default_closing(meeting, max(days, A_YEAR.days))
    if closes_at > last:
        raise ValidationError(
            {
                "closes_at": f"표결은 1년을 넘길 수 없습니다. {korean_datetime(last)}까지 마감하도록 정해 주세요."
            }
        )


def refuse_over(resolution: Resolution) -> None:
    """Raise ValidationError unless the vote is still open."""
    if resolution.state == ResolutionState.CANCELLED:
        raise ValidationError("취소한 표결입니다.")
    if not resolution.is_open:
        when = korean_datetime(resolution.closed_at)
        raise ValidationError(f"이미 마감한 표결입니다({when}, {resolution.get_state_display()}).")


def refuse_spoilt(resolution: Resolution) -> None:
    """Raise ValidationError where the vote can only be cancelled: its meeting was, or what it is about turned out to be
    for the city alone."""
    refuse_cancelled_meeting(resolution.item.meeting)
    refuse_reserved(resolution.item)
    if resolution.version is not None:
        refuse_paper(resolution.version)


def refuse_late(resolution: Resolution) -> None:
    """Raise ValidationError unless votes are still taken: an open vote of an open duty, in time."""
    refuse_over(resolution)
    refuse_spoilt(resolution)
    refuse_done(resolution.duty)
    if is_past(resolution):
        raise ValidationError(
            f"투표는 {korean_datetime(resolution.closes_at)}까지였습니다. 이제는 투표할 수 없습니다."
        )


def is_past(resolution: Resolution) -> bool:
    """Whether the time for voting is over."""
    return timezone.now() >= resolution.closes_at


def is_ahead(resolution: Resolution) -> bool:
    """Whether people vote already, while the meeting that talks about the item is still to come."""
    meeting = resolution.item.meeting
    return resolution.is_open and meeting.is_scheduled and timezone.now() < meeting.starts_at


def refusal_of(resolution: Resolution) -> str:
    """Why nobody can vote any more, in one sentence; empty while votes are taken."""
    try:
        refuse_late(resolution)
    except ValidationError as refusal:
        return refusal.messages[0]
    return ""
