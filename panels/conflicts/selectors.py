"""Reads about conflicts: who is tied to whom now, and whose suspensions there are."""

from collections import defaultdict

from django.db.models import Case, Value, When

from panels import ties
from panels.calls.models import Application
from panels.models import Membership, Panel
from projects.enums import PartyKind
from projects.models import Vendor

from .enums import Ground, Outcome
from .matching import Company, Match, Told, find
from .models import Suspension
from .querysets import SuspensionQuerySet

DECLARED = {"employer": Ground.EMPLOYER, "detail": Ground.TIE}
APPLIED = {
    "employer": Ground.EMPLOYER,
    "past_employers": Ground.EMPLOYER,
    "family": Ground.TIE,
    "bodies": Ground.TIE,
    "services": Ground.TIE,
}
"""What a field of a declaration, and of an application, says about a company that it names."""


def of_panel(panel: Panel) -> SuspensionQuerySet:
    """The panel's suspensions, the open ones first and of those the most pressing."""
    rows = Suspension.objects.with_facts().filter(membership__panel=panel)
    is_closed = Case(When(outcome="", then=Value(0)), default=Value(1))
    return rows.order_by(is_closed, "decide_by", "-pk")


def of_person(user) -> SuspensionQuerySet:
    """All that the person was or is suspended by, the newest first."""
    return Suspension.objects.filter(membership__user=user).select_related("membership__panel__project")


def tied(panel: Panel) -> list[tuple[Membership, Match]]:
    """The panel's members in office with the surest tie of each to a company that keeps its people out, as far as no
    official has looked into it. In five queries, whatever their number."""
    seats = list(ties.guarded_seats(panel.project).filter(panel=panel).order_by("pk"))
    companies = [
        Company(party.pk, party.vendor_id, party.vendor.name, PartyKind(party.kind))
        for party in ties.keeping_out(panel.project)
    ]
    if not (seats and companies):
        return []
    people = [seat.user_id for seat in seats]
    applied, employers = applications_of(people, panel), employers_of(people, companies)
    settled = settled_for(seats)
    found = []
    for seat in seats:
        told = [*declared_by(seat), *applied[seat.user_id]]
        if match := find(told, companies, employers[seat.user_id], settled[seat.pk]):
            found.append((seat, match))
    return found


def declared_by(seat: Membership) -> list[Told]:
    """What the member declared when accepting, as far as it can name a company."""
    declaration = getattr(seat, "declaration", None)
    return told_in(declaration, DECLARED, "수락할 때 신고한") if declaration else []


def applications_of(people: list[int], panel: Panel) -> dict[int, list[Told]]:
    """What these people told when they applied for the panel's seats, by person."""
    handed_in = Application.objects.submitted().filter(applicant__in=people, call__panel=panel)
    told = defaultdict(list)
    for application in handed_in.order_by("pk"):
        told[application.applicant_id] += told_in(application, APPLIED, "지원서의")
    return told


def told_in(row, fields: dict[str, Ground], source: str) -> list[Told]:
    """What the row's fields tell, each with its name."""
    return [
        Told(f"{source} ‘{row._meta.get_field(name).verbose_name}’", getattr(row, name), ground)
        for name, ground in fields.items()
        if getattr(row, name).strip()
    ]


def employers_of(people: list[int], companies: list[Company]) -> dict[int, list[int]]:
    """For whom of these companies the people work, by person."""
    works = Vendor.staff.through.objects.filter(
        user__in=people, vendor__in={company.vendor for company in companies}
    )
    employers = defaultdict(list)
    for person, vendor in works.values_list("user", "vendor"):
        employers[person].append(vendor)
    return employers


def settled_for(seats: list[Membership]) -> dict[int, dict[tuple[int, bool], int]]:
    """By seat and company, how sure the ground was on which an official has restored the member.

    Who was cleared of a tie to a company under contract is cleared of it in any part; a bidder that has won is a new fact.
    """
    restored = Suspension.objects.filter(membership__in=seats, outcome=Outcome.RESTORED, party__isnull=False)
    settled = defaultdict(dict)
    for seat, vendor, kind, ground in restored.values_list(
        "membership", "party__vendor", "party__kind", "ground"
    ):
        weights = settled[seat]
        for is_under_contract in {False, PartyKind(kind).is_under_contract}:
            key = vendor, is_under_contract
            weights[key] = max(weights.get(key, 0), Ground(ground).weight)
    return settled
