"""Reads about erasure: what is past its period, what is to come, what was asked for."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Case, Exists, OuterRef, Q, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from panels.calls.enums import ApplicationState
from panels.calls.models import Application, RecruitmentCall
from panels.enums import OPEN, MemberState, PanelState
from panels.models import Membership, Panel

from . import norms, outcomes
from .enums import Destroyed, RequestState
from .models import ErasureRequest
from .norms import Terms
from .outcomes import Chosen
from .periods import ONE_DAY, beginning, day_of, days_after, months_after, years_after
from .querysets import ErasureRequestQuerySet

SHORTEST_YEAR = 365


@dataclass(frozen=True)
class Batch:
    """What of one kind becomes due on one day in one place; ``ids`` are the keys of its rows."""

    what: Destroyed
    place: RecruitmentCall | Panel
    basis: str
    due_on: date
    ids: tuple[int, ...]

    @property
    def key(self) -> tuple:
        """Tells the batch from every other, whatever is left of it."""
        return self.what, self.place.pk, self.basis, self.due_on

    @property
    def count(self) -> int:
        return len(self.ids)

    @property
    def erased_on(self) -> date:
        """The first day on which it may no longer be there."""
        return self.due_on + ONE_DAY


def batches(before: date, *, call: RecruitmentCall | None = None, panel: Panel | None = None) -> list[Batch]:
    """Everything whose period ends before that day, what ended first first; of one call or panel, if one is named.

    At most six queries, however much it is.
    """
    terms, found = norms.terms(), []
    if panel is None:
        found += of_calls(before, terms, call)
    if call is None:
        found += of_panels(before, terms, panel)
    return sorted(found, key=lambda batch: (batch.due_on, batch.what, batch.place.pk, batch.basis))


def of_calls(before: date, terms: Terms, call: RecruitmentCall | None = None) -> list[Batch]:
    """Applications that were not chosen, that were taken back, and that were never handed in; in three queries."""
    calls = with_people(call)
    withdrawn_before = beginning(before - terms.withdrawn_days * ONE_DAY)
    rows = Application.objects.filter(call__in=list(calls)).filter(
        Q(state=ApplicationState.WITHDRAWN, withdrawn_at__lt=withdrawn_before)
        | Q(
            state=ApplicationState.DRAFT,
            call__in=[one for one in calls if left_over(calls[one], before, terms)],
        )
        | Q(
            state=ApplicationState.SUBMITTED,
            call__in=[one for one in calls if may_be_due(calls[one], before, terms)],
        )
    )
    chosen = outcomes.chosen_of(calls.values())
    found = defaultdict(list)
    facts = ("pk", "call", "state", "number", "applicant", "withdrawn_at")
    for pk, of, state, number, applicant, withdrawn_at in rows.order_by("pk").values_list(*facts):
        rule = rule_of(calls[of], state, number, applicant, withdrawn_at, chosen, terms)
        if rule and rule[2] < before:
            found[of, *rule].append(pk)
    return [
        Batch(what, calls[of], basis, due_on, tuple(ids)) for (of, what, basis, due_on), ids in found.items()
    ]


def with_people(call: RecruitmentCall | None) -> dict[int, RecruitmentCall]:
    """The calls that hold an application which is not erased, with panel, project and result, by their keys."""
    kept = Application.objects.filter(call=OuterRef("pk")).exclude(state=ApplicationState.ERASED)
    calls = RecruitmentCall.objects.filter(Exists(kept)).select_related("panel__project", "selection")
    if call is not None:
        calls = calls.filter(pk=call.pk)
    return {one.pk: one for one in calls}


def may_be_due(call: RecruitmentCall, before: date, terms: Terms) -> bool:
    """Whether anything that was handed in can be past its period by that day: nothing else of the call is read."""
    announced, dissolved = outcomes.announced_at(call), call.panel.dissolved_at
    return bool(
        announced
        and months_after(day_of(announced), terms.application_months) < before
        or dissolved
        and years_after(day_of(dissolved), terms.member_years) < before
    )


def left_over(call: RecruitmentCall, before: date, terms: Terms) -> bool:
    """Whether what was never handed in is past its period by that day."""
    return days_after(last_day(call), terms.draft_days) < before


def last_day(call: RecruitmentCall) -> date:
    """The day on which applications ended: the last one, or the one on which the call was taken back."""
    ends = (call.closes_at, call.cancelled_at, call.panel.dissolved_at)
    return day_of(min(end for end in ends if end))


def rule_of(
    call: RecruitmentCall,
    state: str,
    number: str | None,
    applicant: int,
    withdrawn_at: datetime | None,
    chosen: Chosen,
    terms: Terms,
) -> tuple[Destroyed, str, date] | None:
    """What an application is destroyed as, by what rule, and the day on which its period ends; None while it stays."""
    if state == ApplicationState.WITHDRAWN:
        days = terms.withdrawn_days
        return Destroyed.WITHDRAWN, f"철회한 날부터 {days}일", days_after(day_of(withdrawn_at), days)
    if state == ApplicationState.DRAFT:
        days = terms.draft_days
        return Destroyed.DRAFTS, f"접수가 끝난 날부터 {days}일", days_after(last_day(call), days)
    if not chosen.holds(call, number, applicant):
        months, announced = terms.application_months, day_of(outcomes.announced_at(call))
        return (
            Destroyed.APPLICATIONS,
            f"선정 결과를 알린 날부터 {months}개월",
            months_after(announced, months),
        )
    if call.panel.dissolved_at is None or chosen.sits(call, applicant):
        return None
    years, end = terms.member_years, day_of(call.panel.dissolved_at)
    return Destroyed.APPLICATIONS, f"추진단을 해산한 날부터 {years}년", years_after(end, years)


def of_panels(before: date, terms: Terms, panel: Panel | None = None) -> list[Batch]:
    """Seats that ended, by themselves or with their panel, or were never taken, so long ago; in two queries."""
    years = terms.member_years
    seats = ended_seats().filter(end__lt=beginning(before - SHORTEST_YEAR * years * ONE_DAY))
    if panel is not None:
        seats = seats.filter(panel=panel)
    found = defaultdict(list)
    for pk, of, end in seats.order_by("pk").values_list("pk", "panel", "end"):
        due_on = years_after(day_of(end), years)
        if due_on < before:
            found[of, due_on].append(pk)
    panels = Panel.objects.select_related("project").in_bulk({of for of, _ in found})
    basis = f"활동이 끝난 날부터 {years}년"
    return [
        Batch(Destroyed.MEMBERS, panels[of], basis, due_on, tuple(ids)) for (of, due_on), ids in found.items()
    ]


def ended_seats():
    """Seats that are not erased and over, each with its ``end``: its own or, where it had none, its panel's or the last
    moment at which the invitation could be answered."""
    unanswered = Case(When(state=MemberState.INVITED, then="expires_at"))
    seats = Membership.objects.filter(erased_at=None).annotate(
        end=Coalesce("ended_at", "panel__dissolved_at", unanswered)
    )
    lapsed = Q(state=MemberState.INVITED, expires_at__lt=timezone.now())
    over = ~Q(state__in=OPEN) | Q(panel__state=PanelState.DISSOLVED) | lapsed
    return seats.exclude(end=None).filter(over)


def is_over(membership: Membership) -> bool:
    """Whether nobody is in the seat any more."""
    if membership.state not in OPEN or membership.panel.state == PanelState.DISSOLVED:
        return True
    return membership.state == MemberState.INVITED and membership.expires_at < timezone.now()


def seats_of(user) -> Iterable[Membership]:
    """All seats that are kept about the person, newest first, with panel and project."""
    return user.memberships.select_related("panel__project").order_by("-pk")


def requests() -> ErasureRequestQuerySet:
    """What waits first, by its day, and then what was decided, the newest first."""
    rank = Case(When(state=RequestState.OPEN, then=0), default=1)
    return ErasureRequest.objects.with_facts().order_by(rank, "due_on", "-pk")
