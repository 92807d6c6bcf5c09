"""The minutes of a meeting: written, then published or withheld for a reason that is shown."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from seoul_gov.ui import personal, prose
from seoul_gov.ui.verdicts import require
from workflows.meetings import events, permissions
from workflows.meetings.enums import MinutesState
from workflows.meetings.models import Meeting, Minutes
from workflows.runs.wording import words

from .sharing import held, notify_seats, refuse_not_held, trail

CHANGED = "그 사이 다른 화면에서 회의록이 저장되었습니다. 저장된 내용을 확인하고 다시 저장해 주세요."
FILLED_IN_LATER = ("body_html", "settled_at")


def held_minutes(meeting: Meeting) -> Minutes:
    """The minutes as they stand; an unsaved row of version 0 where there are none yet."""
    minutes = Minutes.objects.filter(meeting=meeting).first() or Minutes(version=0)
    minutes.meeting = meeting
    return minutes


@transaction.atomic
def write_minutes(*, by, meeting: Meeting, body: str, decisions: str, version: int) -> Minutes:
    """Save the minutes (Markdown). ``version`` is the one the person saw, 0 where there were none.

    Raises ValidationError when the meeting was not held, somebody else has saved since, or they are published:
    what people have read is not changed under them.
    """
    meeting = held(meeting)
    require(permissions.can_record(by, meeting))
    refuse_not_held(meeting)
    minutes = held_minutes(meeting)
    refuse_changed(minutes, version)
    if minutes.is_published:
        raise ValidationError("공개한 회의록은 고칠 수 없습니다. 고치려면 먼저 비공개로 바꿔 주세요.")
    minutes.body = words(Minutes, "body", body, "회의 내용을 적어 주세요.")
    minutes.body_html = prose.render(minutes.body)
    minutes.decisions = words(Minutes, "decisions", decisions)
    minutes.written_by, minutes.written_at = by, timezone.now()
    minutes.version += 1
    minutes.full_clean(exclude=FILLED_IN_LATER)
    minutes.save()
    trail(by=by, kind=events.MINUTES_WRITTEN, meeting=meeting, on=minutes, version=minutes.version)
    return minutes


@transaction.atomic
def publish_minutes(*, by, meeting: Meeting, version: int | None = None) -> Minutes:
    """Show the minutes to the panel and tell its members. ``version`` is the one the person read.

    Raises ValidationError without minutes, when they are published already or have changed since, and while they
    seem to hold personal data.
    """
    minutes = decided(by, meeting, version)
    if minutes.is_published:
        raise ValidationError("이미 공개한 회의록입니다.")
    refuse_personal_data(minutes)
    minutes.state, minutes.withheld_reason = MinutesState.PUBLISHED, ""
    minutes.save()
    meeting = minutes.meeting
    trail(by=by, kind=events.MINUTES_PUBLISHED, meeting=meeting, on=minutes)
    key = f"minutes:{minutes.version}:published"
    notify_seats(meeting, kind=events.MINUTES_PUBLISHED, key=key, detail="회의록을 확인해 주세요.")
    return minutes


@transaction.atomic
def withhold_minutes(*, by, meeting: Meeting, reason: str, version: int | None = None) -> Minutes:
    """Keep the minutes from the members, for a reason that they read instead (비공개 사유).

    Published ones are taken back that way. Raises ValidationError without a reason or without minutes.
    """
    minutes = decided(by, meeting, version)
    minutes.withheld_reason = words(Minutes, "withheld_reason", reason, "공개하지 않는 사유를 적어 주세요.")
    minutes.state = MinutesState.WITHHELD
    minutes.full_clean(exclude=FILLED_IN_LATER)
    minutes.save()
    data = {"reason": minutes.withheld_reason}
    trail(by=by, kind=events.MINUTES_WITHHELD, meeting=minutes.meeting, on=minutes, data=data)
    return minutes


def decided(by, meeting: Meeting, version: int | None) -> Minutes:
    """The minutes, held and stamped with this moment, for an officer to decide on."""
    meeting = held(meeting)
    require(permissions.can_manage(by, meeting))
    refuse_not_held(meeting)
    minutes = held_minutes(meeting)
    if minutes.version == 0:
        raise ValidationError("회의록을 먼저 써 주세요.")
    if version is not None:
        refuse_changed(minutes, version)
    minutes.settled_at = timezone.now()
    return minutes


def refuse_personal_data(minutes: Minutes) -> None:
    if sentence := personal.refusal(f"{minutes.body}\n{minutes.decisions}", "회의록"):
        raise ValidationError(sentence)


def refuse_changed(minutes: Minutes, version: int) -> None:
    if minutes.version != version:
        raise ValidationError(CHANGED)
