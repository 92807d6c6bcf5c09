"""How a call came out, as erasure asks it. The one place that knows where an outcome is kept."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from panels.calls.models import Application, RecruitmentCall
from panels.models import Membership
from panels.selections.models import Choice


def announced_at(call: RecruitmentCall) -> datetime | None:
    """When it was made known who was chosen, or that nobody will be; None while that is open.

    The call comes with its panel and result.
    """
    decided_at = call.selection.decided_at if hasattr(call, "selection") else None
    return decided_at or call.cancelled_at or call.panel.dissolved_at


ANNOUNCED = (
    Q(application__call__selection__isnull=False)
    | Q(application__call__cancelled_at__isnull=False)
    | Q(application__call__panel__dissolved_at__isnull=False)
)
"""The same of what belongs to an application, for a query."""


@dataclass(frozen=True)
class Chosen:
    """Who was chosen in several calls: the numbers by call, and panel and account of everybody who has a seat."""

    numbers: Mapping[int, frozenset[str]]
    seats: frozenset[tuple[int, int]]

    def sits(self, call: RecruitmentCall, applicant: int) -> bool:
        """Whether the person sits or sat in the call's panel and is not erased there."""
        return (call.panel_id, applicant) in self.seats

    def holds(self, call: RecruitmentCall, number: str | None, applicant: int) -> bool:
        """Whether what was handed in led to a seat or still may: by the outcome, or because its author has one."""
        return number in self.numbers.get(call.pk, ()) or self.sits(call, applicant)


def chosen_of(calls: Iterable[RecruitmentCall]) -> Chosen:
    """Who was chosen in these calls, in two queries."""
    calls = list(calls)
    seats = Membership.objects.filter(panel__in={call.panel_id for call in calls}, erased_at=None)
    taken = seats.exclude(accepted_at=None).order_by().values_list("panel", "user")
    rows = Choice.objects.chosen().filter(selection__call__in=calls).order_by()
    numbers = defaultdict(set)
    for call, number in rows.values_list("selection__call", "application__number"):
        numbers[call].add(number)
    return Chosen({call: frozenset(own) for call, own in numbers.items()}, frozenset(taken))


def was_chosen(application: Application) -> bool:
    """The same about one application, in two queries."""
    call = application.call
    return chosen_of([call]).holds(call, application.number, application.applicant_id)
