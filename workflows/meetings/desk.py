"""What waits for a person in meetings."""

from datetime import timedelta

from django.db.models import Exists, Min, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone

from panels.enums import MemberRole
from panels.selectors import seats, voices
from projects.calendar import WorkCalendar, work_calendar
from projects.norms import in_query
from seoul_gov.accounts.enums import Role
from seoul_gov.ui.errands import Errand
from seoul_gov.ui.korean import SEOUL, korean_datetime
from workflows.runs.enums import DutyState
from workflows.runs.querysets import IN_WORK

from .enums import AdviceState, MeetingState, MinutesState
from .models import AdviceNote, AgendaItem, Meeting, Recusal
from .norms import ANSWER_DAYS, MINUTES_DAYS


def waiting(user) -> list[Errand]:
    """Meetings to come and advice to write as a member; attendance, minutes and answers as an officer or a secretary.

    In at most three queries more than the person's roles.
    """
    if not user.is_authenticated:
        return []
    return [*as_member(user), *as_recorder(user)]


def as_member(user) -> list[Errand]:
    """The next meetings of the person's panels, each with the advice that is not handed in yet."""
    own = [seat.pk for seat in voices(user)]
    if not own:
        return []
    now = timezone.now()
    handed_in = AdviceNote.objects.filter(item=OuterRef("pk"), membership__in=own).exclude(
        state=AdviceState.DRAFT
    )
    recused = Recusal.objects.filter(item=OuterRef("pk"), membership__in=own)
    asked_for = AgendaItem.objects.filter(meeting=OuterRef("pk"), needs_advice=True)
    unwritten = asked_for.exclude(Exists(handed_in) | Exists(recused))
    first = unwritten.order_by("order", "pk").values("pk")[:1]
    meetings = Meeting.objects.with_facts().in_work().exclude(state=MeetingState.CANCELLED)
    mine = meetings.filter(panel__memberships__in=own).annotate(first_item=Subquery(first))
    to_come = Q(state=MeetingState.SCHEDULED, starts_at__gt=now)
    asked = Q(duty__state=DutyState.OPEN, first_item__isnull=False)
    rows = mine.filter(to_come | asked).order_by("starts_at", "pk")
    return [errand for meeting in rows for errand in member_errands(meeting, now)]


def member_errands(meeting: Meeting, now):
    if meeting.is_scheduled and meeting.starts_at > now:
        when = f"{korean_datetime(meeting.starts_at)} {meeting.place or '화상회의'}"
        yield errand(meeting, "회의 보기", meeting.get_absolute_url(), day_of(meeting.starts_at), when)
    if meeting.first_item and meeting.duty.is_open:
        url = reverse("meetings:advise", args=[meeting.first_item])
        yield errand(meeting, "자문의견 쓰기", url, day_of(meeting.ends_at))


def as_recorder(user) -> list[Errand]:
    """What the officer and the secretary have to write after a meeting."""
    offices = user.departments_as(Role.OFFICER)
    desks = [seat.panel_id for seat in seats(user) if seat.role == MemberRole.SECRETARY]
    if not offices and not desks:
        return []
    rows = list(meetings_to_record(offices, desks))
    calendar = work_calendar() if any(row.oldest_advice for row in rows) else None
    return [errand for meeting in rows for errand in recorder_errands(meeting, offices, calendar)]


def meetings_to_record(offices, panels):
    """Meetings past their end without attendance, held ones without settled minutes, and advice without an answer.

    Advice is answered whatever has become of the process.
    """
    now = timezone.now()
    ours, theirs = Q(panel__project__department__in=offices), Q(panel__in=panels)
    waits = AdviceNote.objects.filter(item__meeting=OuterRef("pk"), state=AdviceState.SUBMITTED)
    oldest = waits.order_by().values("item__meeting").annotate(first=Min("submitted_at")).values("first")
    over = Q(state=MeetingState.SCHEDULED, ends_at__lte=now)
    unminuted = Q(state=MeetingState.HELD) & (Q(minutes=None) | Q(minutes__state=MinutesState.DRAFT))
    return (
        Meeting.objects.with_facts()
        .exclude(state=MeetingState.CANCELLED)
        .select_related("minutes")
        .annotate(
            oldest_advice=Subquery(oldest),
            minutes_days=in_query(MINUTES_DAYS),
            answer_days=in_query(ANSWER_DAYS),
            is_in_work=IN_WORK,
        )
        .filter(
            (ours | theirs) & (over | unminuted) & Q(is_in_work=True) | ours & Q(oldest_advice__isnull=False)
        )
        .order_by("starts_at", "pk")
    )


def recorder_errands(meeting: Meeting, offices, calendar: WorkCalendar | None):
    if meeting.is_in_work and meeting.is_scheduled and meeting.ends_at <= timezone.now():
        url = reverse("meetings:attendance", args=[meeting.pk])
        yield errand(meeting, "출석 기록하기", url, day_of(meeting.ends_at))
    if meeting.is_in_work and meeting.is_held and not meeting.has_settled_minutes:
        url = reverse("meetings:minutes", args=[meeting.pk])
        due = day_of(meeting.starts_at) + timedelta(days=meeting.minutes_days)
        yield errand(meeting, "회의록 쓰기", url, due)
    if meeting.oldest_advice and meeting.panel.project.department_id in offices:
        due = min(
            calendar.add_working_days(day_of(meeting.oldest_advice), meeting.answer_days), meeting.duty.due_on
        )
        yield errand(meeting, "자문의견에 답하기", f"{meeting.get_absolute_url()}#advice", due)


def day_of(moment):
    """The day in Seoul."""
    return moment.astimezone(SEOUL).date()


def errand(meeting: Meeting, action: str, url: str, due, note: str = "") -> Errand:
    about = str(meeting.panel.project)
    return Errand(title=f"{action}: {meeting}", about=about, action=action, url=url, due=due, note=note)
