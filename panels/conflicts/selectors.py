"""Reads about conflicts: who is tied to whom now, and whose suspensions there are."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Case, F, Value, When

from panels import ties
from panels.calls.models import Application
from panels.models import Membership, Panel
from panels.selections.doubts import tie_to
from panels.selections.models import Inquiry
from projects.enums import PartyKind
from projects.models import ContractParty, Vendor

from .enums import Ground, Outcome
from .matching import Company, Match, Told, find, matches
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
    official has looked into it."""
    return tied_among([panel])


def tied_among(panels: list[Panel]) -> list[tuple[Membership, Match]]:
    """The same for many panels, by seat. In six queries, whatever the number of panels and members."""
    seats = list(ties.guarded_seats(panels).order_by("pk"))
    companies = companies_of({seat.panel.project_id for seat in seats})
    seats = [seat for seat in seats if companies[seat.panel.project_id]]
    if not seats:
        return []
    applied, employers, settled = applications_of(seats), employers_of(seats, companies), settled_for(seats)
    cleared = cleared_of(seats)
    found = []
    for seat in seats:
        applicant, known = (seat.user_id, seat.panel_id), companies[seat.panel.project_id]
        for company in known:
            if tie_to(company) in cleared[applicant]:
                settle(settled[seat.pk], company.kind, company.vendor, surest(applied[applicant], company))
        told = [*declared_by(seat), *applied[applicant]]
        if match := find(told, known, employers[seat.user_id], settled[seat.pk]):
            found.append((seat, match))
    return found


def companies_of(projects: Iterable[int]) -> dict[int, list[Company]]:
    """The companies that keep their people out, by the key of the project."""
    parties = ContractParty.objects.filter(project__in=projects).keeping_out().select_related("vendor")
    found = defaultdict(list)
    for party in parties.order_by("pk"):
        company = Company(party.pk, party.vendor_id, party.vendor.name, PartyKind(party.kind))
        found[party.project_id].append(company)
    return found


def declared_by(seat: Membership) -> list[Told]:
    """What the member declared when accepting, as far as it can name a company."""
    declaration = getattr(seat, "declaration", None)
    return told_in(declaration, DECLARED, "수락할 때 신고한") if declaration else []


def applications_of(seats: list[Membership]) -> dict[tuple[int, int], list[Told]]:
    """What these people told when they applied for the seats of their panels, by person and panel."""
    people, panels = {seat.user_id for seat in seats}, {seat.panel_id for seat in seats}
    handed_in = Application.objects.submitted().filter(applicant__in=people, call__panel__in=panels)
    told = defaultdict(list)
    for application in handed_in.annotate(panel_key=F("call__panel")).order_by("pk"):
        told[application.applicant_id, application.panel_key] += told_in(application, APPLIED, "지원서의")
    return told


def told_in(row, fields: dict[str, Ground], source: str) -> list[Told]:
    """What the row's fields tell, each with its name."""
    return [
        Told(f"{source} ‘{row._meta.get_field(name).verbose_name}’", getattr(row, name), ground)
        for name, ground in fields.items()
        if getattr(row, name).strip()
    ]


def employers_of(seats: list[Membership], companies: dict[int, list[Company]]) -> dict[int, list[int]]:
    """For whom of these companies the people work, by person."""
    vendors = {company.vendor for known in companies.values() for company in known}
    works = Vendor.staff.through.objects.filter(user__in=[seat.user_id for seat in seats], vendor__in=vendors)
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
    facts = restored.values_list("membership", "party__kind", "party__vendor", "ground")
    for seat, kind, vendor, ground in facts:
        settle(settled[seat], PartyKind(kind), vendor, Ground(ground).weight)
    return settled


def settle(weights: dict[tuple[int, bool], int], kind: PartyKind, vendor: int, weight: int) -> None:
    """Note that a tie as sure as that to a company in that part was looked into."""
    for is_under_contract in {False, kind.is_under_contract}:
        key = vendor, is_under_contract
        weights[key] = max(weights.get(key, 0), weight)


def cleared_of(seats: list[Membership]) -> dict[tuple[int, int], set[str]]:
    """The doubts about the applications for these seats after which an official let them sit, by person and panel."""
    people, panels = {seat.user_id for seat in seats}, {seat.panel_id for seat in seats}
    rows = Inquiry.objects.filter(
        may_sit=True, application__applicant__in=people, application__call__panel__in=panels
    )
    cleared = defaultdict(set)
    for person, panel, doubt in rows.values_list(
        "application__applicant", "application__call__panel", "doubt"
    ):
        cleared[person, panel].add(doubt)
    return cleared


def surest(told: list[Told], company: Company) -> int:
    """How sure the surest tie to the company is of which an application tells; 0 where it tells of none."""
    return max((match.ground.weight for match in matches(told, company, ())), default=0)
