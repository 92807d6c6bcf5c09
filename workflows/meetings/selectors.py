"""Reads about meetings, shaped for their pages."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Prefetch, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from panels.models import Membership
from panels.selectors import seats, voice_in
from projects.models import Project
from projects.querysets import PaperQuerySet
from workflows.runs.state import refuse_done

from . import permissions
from .enums import AdviceState
from .models import AdviceNote, AgendaItem, Attendance, Meeting, MeetingMaterial, Minutes, Recusal


@dataclass(frozen=True)
class Step:
    """The one thing that the page offers this person to do next."""

    label: str
    url: str


@dataclass(frozen=True)
class Line:
    """An agenda item as one person sees it: what was handed in, their own note, who is recused, and whether they may
    write; ``is_open`` while advice on it is asked for."""

    item: AgendaItem
    notes: list[AdviceNote]
    own: AdviceNote | None
    recused: list[Recusal]
    own_recusal: Recusal | None
    is_open: bool
    may_write: bool


def materials(meeting: Meeting, user) -> PaperQuerySet:
    """The meeting's papers that this person reads, who may read the meeting."""
    rows = meeting.materials.select_related("document")
    return rows.readable(is_inside=permissions.is_inside(user, meeting))


def material(pk: int) -> MeetingMaterial:
    """A paper with its file and all about its meeting; raises Http404 for none."""
    material = get_object_or_404(MeetingMaterial.objects.select_related("document"), pk=pk)
    material.meeting = Meeting.objects.with_facts().get(pk=material.meeting_id)
    return material


def meetings_for(user):
    """The meetings that the person may read: of the panels they sit in, and of projects they see as city staff."""
    panels = [seat.panel_id for seat in seats(user)]
    readable = Q(panel__in=panels)
    if user.is_official:
        readable |= Q(panel__project__in=Project.objects.for_staff(user))
    return Meeting.objects.with_facts().filter(readable)


def roster(meeting: Meeting) -> list[Membership]:
    """Whose attendance counts: who sits in the panel now, or, once recorded, who was marked then."""
    if meeting.is_held:
        return [row.membership for row in attendance(meeting)]
    return list(meeting.panel.memberships.counted().order_by("pk"))


def attendance(meeting: Meeting) -> list[Attendance]:
    """Who was there, in the order of the seats."""
    return list(meeting.attendances.select_related("membership").order_by("membership"))


def minutes_of(meeting: Meeting) -> Minutes | None:
    return Minutes.objects.filter(meeting=meeting).select_related("written_by").first()


def takes_advice(meeting: Meeting) -> bool:
    """Whether members may still hand in advice: the meeting is on, and its duty is open."""
    if meeting.is_cancelled:
        return False
    try:
        refuse_done(meeting.duty)
    except ValidationError:
        return False
    return True


def lines(meeting: Meeting, user) -> list[Line]:
    """The agenda with its advice and recusals, in three queries; drafts are seen by their writers alone."""
    notes = AdviceNote.objects.select_related("membership").order_by("pk")
    recusals = Recusal.objects.select_related("membership", "recorded_by").order_by("pk")
    items = meeting.items.prefetch_related(
        Prefetch("notes", queryset=notes), Prefetch("recusals", queryset=recusals)
    )
    seat = voice_in(user, meeting.panel)
    is_open = takes_advice(meeting)
    return [line(item, seat, is_open) for item in items]


def line(item: AgendaItem, seat: Membership | None, is_open: bool) -> Line:
    notes, recused = list(item.notes.all()), list(item.recusals.all())
    own, own_recusal = of_seat(notes, seat), of_seat(recused, seat)
    unwritten = own_recusal is None and (own is None or own.state == AdviceState.DRAFT)
    is_open = is_open and item.needs_advice
    return Line(
        item=item,
        notes=[note for note in notes if note.state != AdviceState.DRAFT],
        own=own,
        recused=recused,
        own_recusal=own_recusal,
        is_open=is_open,
        may_write=bool(seat and is_open and unwritten),
    )


def of_seat(rows: list, seat: Membership | None):
    """The row that is the seat's, if any."""
    return next((row for row in rows if seat and row.membership_id == seat.pk), None)


def silent(item: AgendaItem, meeting: Meeting) -> QuerySet[Membership]:
    """Members in office who have handed in no advice on the item and take part in it."""
    spoken = item.notes.exclude(state=AdviceState.DRAFT).values("membership")
    members = meeting.panel.memberships.counted().exclude(pk__in=spoken)
    return members.exclude(pk__in=item.recusals.values("membership")).order_by("pk")


def next_step(meeting: Meeting, user, agenda: list[Line], minutes: Minutes | None) -> Step | None:
    """What waits for this person on this meeting, the most pressing first."""
    steps = (advise_step(agenda), record_step(meeting, user, minutes), answer_step(meeting, user, agenda))
    return next(filter(None, steps), None)


def advise_step(agenda: list[Line]) -> Step | None:
    line = next((line for line in agenda if line.may_write), None)
    return Step("자문의견 쓰기", reverse("meetings:advise", args=[line.item.pk])) if line else None


def record_step(meeting: Meeting, user, minutes: Minutes | None) -> Step | None:
    """Attendance after the start, then the minutes: for the officer and the secretary."""
    if not permissions.can_record(user, meeting):
        return None
    if meeting.is_scheduled and meeting.starts_at <= timezone.now():
        return Step("출석 기록하기", reverse("meetings:attendance", args=[meeting.pk]))
    if not meeting.is_held or (minutes and minutes.is_settled):
        return None
    if minutes and permissions.can_manage(user, meeting):
        return Step("회의록 공개하기", reverse("meetings:publish-minutes", args=[meeting.pk]))
    return Step("회의록 쓰기", reverse("meetings:minutes", args=[meeting.pk]))


def answer_step(meeting: Meeting, user, agenda: list[Line]) -> Step | None:
    if not permissions.can_manage(user, meeting):
        return None
    waiting = (note for line in agenda for note in line.notes if note.is_submitted)
    note = next(waiting, None)
    return Step("자문의견에 답하기", reverse("meetings:answer", args=[note.pk])) if note else None
