"""Reads about selections that pages and other rooms share."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import F, Q

from panels import norms as panels_norms
from panels import selectors as panels_selectors
from panels import service, ties
from panels.calls.actions.applications import STAKEHOLDER
from panels.calls.models import Application, RecruitmentCall
from panels.calls.rubric import Rules
from panels.calls.selectors import rules_of, ties_told
from panels.composition import SEATED_ELSEWHERE, SEATED_HERE, can_hold
from panels.draws.enums import Way
from panels.draws.models import LotteryRun
from panels.enums import MemberRole, PanelKind
from panels.models import Membership
from panels.screening.scoring import Mark, Outcome, Result, result, shown
from panels.screening.selectors import mark_of, weights_by_side
from seoul_gov.accounts.models import RoleGrant

from . import makeup, norms
from .doubts import doubtful
from .enums import Standing
from .models import Choice, Selection
from .proposal import ALL, Draw, Fact, Proposal, Terms

UNSTATED = "심사에서 신청 자격이 없다고 보았습니다."


@dataclass(frozen=True)
class Case:
    """A call with everything that was handed in, what the readings came to, by number, and the terms of its seats."""

    call: RecruitmentCall
    applications: list[Application]
    results: Mapping[str, Result]
    terms: Terms
    draw: Draw | None

    @property
    def unsettled(self) -> int:
        """How many applications are still to be read."""
        return sum(not one.is_settled for one in self.results.values())

    @property
    def facts(self) -> list[Fact]:
        """What the proposal is made from."""
        return [fact_of(one, self.results[one.number]) for one in self.applications]


def case_of(call: RecruitmentCall) -> Case:
    """The case of one call, in a fixed number of queries."""
    rows = call.applications.submitted().order_by("number")
    rows = list(rows.select_related("applicant").prefetch_related("readings__marks", "inquiries"))
    return put_together(call, rows, rules_of(call), norms.alternates())


def put_together(call: RecruitmentCall, rows: list[Application], rules: Rules, alternates: int) -> Case:
    """The case from rows that were read; asks nothing more where criteria and draw came with the call."""
    weights = weights_by_side(call)
    results = {one.number: result(marks_of(one, weights[one.own_side]), rules) for one in rows}
    return Case(call, rows, results, Terms(seats_of(call), call.draws_lots, alternates), draw_of(call))


def marks_of(application: Application, weights: Mapping[str, int]) -> list[Mark]:
    return [mark_of(one, weights) for one in application.readings.all()]


def seats_of(call: RecruitmentCall) -> dict[str, int]:
    """The call's seats by side; ``ALL`` alone where the panel has no sides."""
    return call.seats_by_side


def draw_of(call: RecruitmentCall) -> Draw | None:
    """What was drawn; None where nothing was. Nobody is replaced before the decision: who left is known by it alone."""
    run = lottery_of(call)
    if run is None or not run.is_drawn:
        return None
    return Draw(run.way == Way.PANEL, tuple(run.panel), tuple(run.alternates))


def lottery_of(call: RecruitmentCall) -> LotteryRun | None:
    return getattr(call, "lottery", None)


def is_lottery(call: RecruitmentCall) -> bool:
    """Whether the panel was drawn as a whole, so that a lottery refills it."""
    run = lottery_of(call)
    return run is not None and run.way == Way.PANEL


def fact_of(application: Application, found: Result) -> Fact:
    ineligible = found.outcome == Outcome.INELIGIBLE
    return Fact(
        application.number, found.points, application.own_side, reason_of(application) if ineligible else ""
    )


def reason_of(application: Application) -> str:
    """Why the readers found that the applicant may not be chosen, each reason once."""
    told = (one.reason.strip() for one in application.readings.all() if not one.is_eligible)
    return "\n".join(dict.fromkeys(told)) or UNSTATED


def obstacles(call: RecruitmentCall, applications: list[Application]) -> dict[str, str]:
    """Who can not sit in the panel now, by number, with the sentence that says why; in a fixed number of queries."""
    found = {}
    for reasons in (
        doubtful(call, applications),
        used_up(call, applications),
        stakeholders(call, applications),
        seated(call, applications),
        officials(applications),
    ):
        found |= reasons
    return found


def used_up(call: RecruitmentCall, applications: list[Application]) -> dict[str, str]:
    """Applicants who have served in the same body as long as one may."""
    numbers = {one.applicant_id: one.number for one in applications}
    return {numbers[key]: sentence for key, sentence in service.used_up(call.panel, numbers).items()}


def officials(applications: list[Application]) -> dict[str, str]:
    """Applicants who have become city staff."""
    people = [one.applicant_id for one in applications]
    staff = set(RoleGrant.objects.in_force().filter(user__in=people).values_list("user", flat=True))
    sentence = can_hold(True, MemberRole.MEMBER).reason
    return {one.number: sentence for one in applications if one.applicant_id in staff}


def seated(call: RecruitmentCall, applications: list[Application]) -> dict[str, str]:
    """Applicants with a seat, offered or taken, in this panel or in another one of the project."""
    people = {one.applicant_id: one for one in applications}
    addresses = {one.applicant.email: one for one in applications}
    own = Q(user__in=people) | Q(email__in=addresses)
    seats = Membership.objects.open().filter(own, panel__project=call.panel.project_id)
    found = {}
    for seat in seats.select_related("panel").order_by("pk"):
        one = people.get(seat.user_id) or addresses[seat.email]
        if seat.panel_id == call.panel_id:
            found[one.number] = SEATED_HERE
        elif seat.role != MemberRole.SECRETARY:
            found.setdefault(one.number, SEATED_ELSEWHERE.format(panel=seat.panel))
    return found


def stakeholders(call: RecruitmentCall, applications: list[Application]) -> dict[str, str]:
    """Applicants with ties, where stakeholders are kept out: who works for a company that keeps its
    people out, and who declared a tie."""
    if not PanelKind(call.panel.kind).excludes_conflicts:
        return {}
    numbers = {one.applicant_id: one.number for one in applications}
    found = {one.number: STAKEHOLDER for one in applications if one.has_conflict}
    parties = ties.keeping_out(call.panel.project).filter(vendor__staff__in=numbers)
    for party in parties.annotate(person=F("vendor__staff")):
        found[numbers[party.person]] = ties.works_for(party)
    return found


@dataclass(frozen=True)
class Line:
    """An application before the decision: what the principle makes of it, why the applicant can not sit, and what is to be
    looked at though it stops nobody."""

    application: Application
    result: Result
    standing: Standing
    rank: int | None
    reason: str
    obstacle: str
    note: str = ""

    @property
    def word(self) -> str:
        return f"{self.standing.label} {self.rank}번" if self.rank else self.standing.label

    @property
    def ties(self) -> list[tuple[str, str]]:
        """What was declared, with the fields' names; who scored has not seen it."""
        return ties_told(self.application)

    @property
    def total(self) -> str:
        """The points as people read them."""
        return shown(self.result.points) if self.result.points is not None else ""

    @property
    def is_chosen(self) -> bool:
        return self.standing == Standing.CHOSEN


def lines_of(case: Case, found: Proposal, barred: Mapping[str, str]) -> list[Line]:
    """The proposal with names and numbers: the chosen first, then those who wait in order, then the others."""
    by_number = {one.number: one for one in case.applications}
    people = [one.applicant_id for one in case.applications]
    loads = panels_selectors.load_sentences(people, but=case.call.panel)
    return [
        Line(
            by_number[number],
            case.results[number],
            standing,
            rank,
            found.ineligible.get(number, ""),
            barred.get(number, ""),
            loads.get(by_number[number].applicant_id, ""),
        )
        for number, (standing, rank) in found.placed.items()
    ]


def person_of(application: Application) -> makeup.Person:
    values = (
        application.get_age_band_display(),
        application.get_gender_display(),
        application.get_occupation_display(),
    )
    return makeup.Person(values, application.own_side)


def makeup_of(case: Case, found: Proposal) -> makeup.Makeup:
    """How the panel would stand with those chosen, whoever sits in it already included; in two queries."""
    panel, chosen = case.call.panel, set(found.chosen)
    people = {one.number: person_of(one) for one in case.applications if one.number not in found.ineligible}
    others = (
        Membership.objects.open()
        .filter(panel=panel)
        .exclude(role=MemberRole.SECRETARY)
        .values_list("side", flat=True)
    )
    seated = [person for number, person in people.items() if number in chosen]
    return makeup.measure(panel.kind, seated, people.values(), panels_norms.band_of(panel.kind), others)


def free_by_side(selection: Selection) -> dict[str, int]:
    """How many of the call's seats are free, by side."""
    taken = Counter(selection.choices.seated().values_list("application__side", flat=True))
    seats = seats_of(selection.call)
    return {
        key: max(count - (taken.total() if key == ALL else taken[key]), 0) for key, count in seats.items()
    }


def free_seats(selection: Selection) -> int:
    """How many of the call's seats nobody holds or is invited to."""
    return sum(free_by_side(selection).values())


def willing(selection: Selection) -> list[str]:
    """The numbers of those without a seat who may be given one: eligible, never left out, and ready to be asked."""
    rows = selection.choices.asked_again()
    return list(rows.order_by("application__number").values_list("application__number", flat=True))


def choices_of(selection: Selection) -> list[Choice]:
    """Everything that was decided, the chosen first, with each seat and applicant; in one query."""
    order = {standing: place for place, standing in enumerate(Standing)}
    rows = selection.choices.select_related("application__applicant", "membership")
    return sorted(
        rows, key=lambda one: (order[one.standing], one.turn, one.rank or 0, one.application.number)
    )
