"""The meeting took place: who was there."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from panels.models import Membership
from seoul_gov.notifications.actions import withdraw
from seoul_gov.ui.verdicts import require
from workflows.meetings import events, permissions, selectors
from workflows.meetings.enums import AttendanceState, MeetingState
from workflows.meetings.models import Attendance, Meeting
from workflows.runs.actions import wake_followers
from workflows.runs.state import refuse_closed_stage

from .sharing import call_of, held, trail


@transaction.atomic
def record_attendance(*, by, meeting: Meeting, marks: Mapping[int, str]) -> Meeting:
    """Write who attended; video counts as present (화상회의도 출석). The meeting is held from then on.

    ``marks`` is an AttendanceState for every seat of ``selectors.roster``, by membership id. It may be corrected
    while the stage is open. Raises ValidationError before the start, for a cancelled meeting, when a seat is
    missing or foreign, and when nobody was there.
    """
    meeting = held(meeting)
    require(permissions.can_record(by, meeting))
    refuse_early(meeting)
    refuse_closed_stage(meeting.duty)
    seats = selectors.roster(meeting)
    refuse_incomplete(seats, marks)
    write(by, meeting, seats, marks)
    if not meeting.is_held:
        meeting.state, meeting.held_at = MeetingState.HELD, timezone.now()
        meeting.save(update_fields=["state", "held_at"])
        withdraw(scope=call_of(meeting))
        wake_followers(meeting.duty)
    present = sum(mark != AttendanceState.ABSENT for mark in marks.values())
    trail(by=by, kind=events.HELD, meeting=meeting, data={"marks": marks_by_seat(marks)}, present=present)
    return meeting


def refuse_early(meeting: Meeting) -> None:
    if meeting.is_cancelled:
        raise ValidationError("취소한 회의입니다.")
    if timezone.now() < meeting.starts_at:
        raise ValidationError("회의가 시작된 뒤에 출석을 기록할 수 있습니다.")


def refuse_incomplete(seats: list[Membership], marks: Mapping[int, str]) -> None:
    """Every seat is marked, no other is, and somebody was there."""
    if {seat.pk for seat in seats} != set(marks) or not set(marks.values()) <= set(AttendanceState.values):
        raise ValidationError(
            "모든 단원의 출석을 표시해 주세요. 그 사이 명단이 바뀌었다면 화면을 새로 고쳐 주세요."
        )
    if set(marks.values()) <= {AttendanceState.ABSENT}:
        raise ValidationError(
            "아무도 출석하지 않은 회의는 개최로 기록할 수 없습니다. 회의를 옮기거나 취소해 주세요."
        )


def write(by, meeting: Meeting, seats: list[Membership], marks: Mapping[int, str]) -> None:
    now = timezone.now()
    rows = [
        Attendance(meeting=meeting, membership=seat, state=marks[seat.pk], recorded_by=by, recorded_at=now)
        for seat in seats
    ]
    Attendance.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["meeting", "membership"],
        update_fields=["state", "recorded_by", "recorded_at"],
    )


def marks_by_seat(marks: Mapping[int, str]) -> dict[str, str]:
    return {str(seat): str(mark) for seat, mark in sorted(marks.items())}
