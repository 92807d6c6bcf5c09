"""Reads about screening that pages share."""

from dataclasses import dataclass
from fractions import Fraction

from panels.calls.models import Application, RecruitmentCall
from panels.calls.rubric import Rules
from panels.calls.selectors import name_of, rules_of
from seoul_gov.accounts.enums import Role
from seoul_gov.accounts.models import RoleGrant

from .doubts import doubts_of
from .models import Reading
from .scoring import Mark, Outcome, Result, points, result, shown

WORDS = {
    Outcome.WAITING: ("심사 기다림", "gray"),
    Outcome.DISPUTED: ("셋째 심사 필요", "warning"),
    Outcome.INELIGIBLE: ("자격 없음", "gray"),
    Outcome.SCORED: ("심사 마침", "success"),
}


@dataclass(frozen=True)
class Line:
    """An application in the queue, as one official sees it: without a name."""

    application: Application
    result: Result
    readings: int
    mine: Reading | None
    doubts: list[str]

    @property
    def wants_me(self) -> bool:
        """Whether this official's reading is still wanted."""
        return self.mine is None and not self.result.is_settled

    @property
    def wants_third(self) -> bool:
        """Whether the two readings differ so much that a third official has to read it."""
        return self.result.outcome == Outcome.DISPUTED

    @property
    def word(self) -> str:
        return WORDS[self.result.outcome][0]

    @property
    def tone(self) -> str:
        return WORDS[self.result.outcome][1]

    @property
    def total(self) -> str:
        """The points, told to nobody who has yet to give theirs."""
        return shown(self.result.points) if self.result.points is not None else ""


def queue(user, call: RecruitmentCall) -> list[Line]:
    """Everything that was handed in, in the order of the numbers, in a fixed number of queries."""
    rows = list(call.applications.submitted().order_by("number").prefetch_related("readings__marks"))
    weights, rules, doubts = weights_by_side(call), rules_of(call), doubts_of(call, rows)
    return [line_of(user, one, weights[one.own_side], rules, doubts[one.pk]) for one in rows]


def line_of(user, application: Application, weights: dict, rules: Rules, doubts: list[str]) -> Line:
    readings = list(application.readings.all())
    mine = next((one for one in readings if one.reader_id == user.pk), None)
    found = result([mark_of(one, weights) for one in readings], rules)
    return Line(application, found, len(readings), mine, doubts)


def weights_of(application: Application) -> dict[str, int]:
    """The published weight of each criterion that the application is scored by, in the order of the page."""
    return weights_by_side(application.call)[application.own_side]


def weights_by_side(call: RecruitmentCall) -> dict[str, dict[str, int]]:
    """The same for each side of a mixed panel, or for one without a name; in one query."""
    found = {side: {} for side in call.seats_by_side}
    for one in call.criteria.all():
        found[one.side][one.key] = one.weight
    return found


def mark_of(reading: Reading, weights: dict[str, int]) -> Mark:
    levels = {mark.key: mark.level for mark in reading.marks.all()}
    return Mark(reading.is_eligible, points(levels, weights) if reading.is_eligible else Fraction(0))


def ranked(lines: list[Line]) -> list[Line]:
    """The scored applications, the best first, equals by their number; and after them the others."""
    return sorted(
        lines,
        key=lambda line: (line.result.points is None, -(line.result.points or 0), line.application.number),
    )


@dataclass(frozen=True)
class Side:
    """Those who are ranked together: everybody, or a mixed panel's 시민참여단 and its 전문가자문단."""

    name: str
    seats: int
    lines: list[Line]

    @property
    def settled(self) -> int:
        """How many of them need no reading any more."""
        return sum(line.result.is_settled for line in self.lines)


def by_side(call: RecruitmentCall, lines: list[Line]) -> list[Side]:
    """The lines of each side, ranked."""
    return [
        Side(name_of(side), seats, ranked([line for line in lines if line.application.own_side == side]))
        for side, seats in call.seats_by_side.items()
    ]


def readers(call: RecruitmentCall) -> int:
    """How many officials may read the call's applications now."""
    grants = RoleGrant.objects.in_force().filter(
        role=Role.OFFICER, department=call.panel.project.department_id
    )
    return grants.filter(user__is_active=True).values("user").distinct().count()
