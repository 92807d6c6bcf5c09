"""A meeting is called, moved or cancelled; everybody in office is told each time, with a calendar entry."""

from datetime import datetime
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from panels.models import Panel
from panels.norms import scope_refusal
from panels.participation import Degree, row_of
from projects import actions as projects
from projects import norms
from projects.enums import Matter, StageKey
from seoul_gov.notifications.actions import withdraw
from seoul_gov.ui.korean import SEOUL, korean_period
from seoul_gov.ui.verdicts import require
from workflows.definitions import DutyKind
from workflows.meetings import agenda, events, permissions
from workflows.meetings.enums import AdviceState, MeetingState
from workflows.meetings.ics import uid_for
from workflows.meetings.models import AdviceNote, AgendaItem, Meeting
from workflows.meetings.norms import NOTICE_DAYS
from workflows.runs.actions import locked_duty
from workflows.runs.models import ProcessRun
from workflows.runs.state import refuse_closed_stage, refuse_done, refuse_other_panel
from workflows.runs.wording import words

from .materials import keep
from .sharing import call_of, call_seats, held, particulars, refuse_unscheduled, trail

FILLED_IN_LATER = ("held_at",)


@transaction.atomic
def schedule(
    *,
    by,
    duty,
    panel: Panel,
    title: str,
    starts_at: datetime,
    ends_at: datetime,
    items,
    place="",
    video_link="",
    note="",
    files=(),
    matter=Matter.GENERAL,
    short_notice_reason="",
) -> Meeting:
    """Call the panel to a meeting for this duty and invite everybody in office (가이드라인 3-2, 3-3: 정기 회의).

    ``items`` are ``agenda.Item``s, ``files`` uploads on a ``matter``. Raises ValidationError when the duty is no open
    meeting, the panel is not at work in this project, the time has passed, the notice is shorter than the norm without
    a reason, or the agenda asks advice on budget, contract or acceptance, and for papers that the panel is not shown.
    The project's row is held too, as it is by who dissolves a panel.
    """
    projects.locked(duty.stage.run.project)
    duty = locked_duty(duty)
    project = duty.stage.run.project
    require(permissions.can_schedule(by, project))
    refuse_other_duty(duty)
    refuse_other_panel(panel, project)
    agenda.refuse_agenda(items)
    refuse_advice_of(panel, duty.stage.key, items)
    meeting = Meeting(
        duty=duty,
        panel=panel,
        title=title.strip(),
        note=words(Meeting, "note", note),
        called_by=by,
        uid=uid_for(uuid4()),
    )
    put(meeting, starts_at, ends_at, place, video_link, short_notice_reason)
    fill(meeting, by, items, files, matter)
    tell_scheduled(by, meeting)
    return meeting


def refuse_other_duty(duty) -> None:
    if duty.kind != DutyKind.MEETING:
        raise ValidationError("회의 과제에서만 회의를 소집할 수 있습니다.")
    refuse_done(duty)


def refuse_advice_of(panel, stage_key: str, items) -> None:
    """Raise ValidationError where advice is asked of a panel that only gives opinions (가이드라인 5-2, 참여 범위).

    At the end every panel gives no more than its opinion of the result, and may be asked for that.
    """
    if not any(item.needs_advice for item in items):
        return
    wanted = Degree.OPINION if stage_key == StageKey.CLOSING else Degree.ADVICE
    if sentence := scope_refusal(panel.kind, row_of(stage_key), wanted):
        raise ValidationError(f"{sentence} ‘자문 받기’를 풀어 보고로 올려 주세요.")


def put(meeting: Meeting, starts_at, ends_at, place, video_link, short_notice_reason) -> None:
    """Give the meeting its time and place. Another time is announced now; another place alone needs no period."""
    now = timezone.now()
    if starts_at <= now:
        raise ValidationError("이미 지난 시각입니다. 앞으로 열 회의의 시각을 적어 주세요.")
    if starts_at != meeting.starts_at:
        reason = words(Meeting, "short_notice_reason", short_notice_reason)
        meeting.short_notice_reason = reason_for_haste(starts_at, now, reason)
        meeting.announced_at = now
    meeting.starts_at, meeting.ends_at = starts_at, ends_at
    meeting.place, meeting.video_link = place.strip(), video_link.strip()
    meeting.full_clean(exclude=FILLED_IN_LATER)
    meeting.save()


def reason_for_haste(starts_at: datetime, now: datetime, reason: str) -> str:
    """The reason, where the notice is shorter than the norm; raises ValidationError where it is needed and missing.

    Days are days in Seoul; the day of the notice does not count.
    """
    needed = norms.value(NOTICE_DAYS)
    given = (starts_at.astimezone(SEOUL).date() - now.astimezone(SEOUL).date()).days
    if given >= needed:
        return ""
    if not reason:
        raise ValidationError(
            f"회의는 {needed}일 전까지 알려야 합니다. 더 급하게 열려면 통지 기간이 짧은 사유를 적어 주세요."
        )
    return reason


def fill(meeting: Meeting, by, items, files, matter: str) -> None:
    """Write the agenda and keep the papers."""
    rows = [
        AgendaItem(
            meeting=meeting,
            order=order,
            title=item.title.strip(),
            category=item.category,
            needs_advice=item.needs_advice,
        )
        for order, item in enumerate(items, 1)
    ]
    for row in rows:
        row.full_clean(exclude=["meeting"])
    AgendaItem.objects.bulk_create(rows)
    keep(by, meeting, files, matter)


def tell_scheduled(by, meeting: Meeting) -> None:
    data = {"starts_at": meeting.starts_at.isoformat(), "short_notice_reason": meeting.short_notice_reason}
    trail(by=by, kind=events.SCHEDULED, meeting=meeting, data=data)
    call_seats(meeting, event=events.SCHEDULED, detail=particulars(meeting))


@transaction.atomic
def move(
    *,
    by,
    meeting: Meeting,
    starts_at: datetime,
    ends_at: datetime,
    place="",
    video_link="",
    short_notice_reason="",
) -> Meeting:
    """Give a meeting another time or place. Calendars move their entry: same UID, higher SEQUENCE.

    What was still to be sent about the old time is withdrawn. Raises ValidationError as ``schedule`` does, and for
    a meeting that was held or cancelled.
    """
    meeting = held(meeting)
    require(permissions.can_manage(by, meeting))
    refuse_unscheduled(meeting)
    refuse_closed_stage(meeting.duty)
    before = korean_period(meeting.starts_at, meeting.ends_at)
    data = {"before": meeting.starts_at.isoformat(), "after": starts_at.isoformat()}
    meeting.sequence += 1
    put(meeting, starts_at, ends_at, place, video_link, short_notice_reason)
    withdraw(scope=call_of(meeting))
    trail(by=by, kind=events.MOVED, meeting=meeting, data=data | {"reason": meeting.short_notice_reason})
    detail = f"바뀌기 전: {before}\n\n{particulars(meeting)}"
    call_seats(meeting, event=events.MOVED, detail=detail)
    return meeting


@transaction.atomic
def cancel(*, by, meeting: Meeting, reason: str) -> Meeting:
    """Call a meeting off, for a reason that everybody is told; calendars remove their entry.

    Always possible while the meeting is scheduled, also when its stage is over. Raises ValidationError otherwise,
    and while advice that was handed in waits for its answer.
    """
    meeting = held(meeting)
    require(permissions.can_manage(by, meeting))
    refuse_unscheduled(meeting)
    refuse_unanswered(meeting)
    end(by, meeting, words(Meeting, "cancelled_reason", reason, "회의를 취소하는 사유를 적어 주세요."))
    return meeting


@transaction.atomic
def call_off(*, by, run: ProcessRun, reason: str) -> None:
    """Cancel what is still scheduled in a process that ends.

    Called by the driver alone, which has checked who may end it, holds its row and leaves no advice unanswered.
    """
    scheduled = Meeting.objects.with_facts().scheduled().filter(duty__stage__run=run)
    for meeting in scheduled.select_for_update(of=("self",)):
        end(by, meeting, reason)


def refuse_unanswered(meeting: Meeting) -> None:
    waiting = AdviceNote.objects.filter(item__meeting=meeting, state=AdviceState.SUBMITTED).count()
    if waiting:
        raise ValidationError(f"답하지 않은 자문의견이 {waiting}건 있습니다. 모두 답한 뒤에 취소해 주세요.")


def end(by, meeting: Meeting, reason: str) -> None:
    """Write that the meeting is called off and tell everybody; its row is held."""
    meeting.cancelled_reason = reason
    meeting.state = MeetingState.CANCELLED
    meeting.sequence += 1
    meeting.announced_at = timezone.now()
    meeting.full_clean(exclude=FILLED_IN_LATER)
    meeting.save()
    withdraw(scope=call_of(meeting))
    trail(by=by, kind=events.CANCELLED, meeting=meeting, data={"reason": meeting.cancelled_reason})
    detail = f"사유: {meeting.cancelled_reason}"
    call_seats(meeting, event=events.CANCELLED, detail=detail)
