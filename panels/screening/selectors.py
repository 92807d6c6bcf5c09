"""Reads about screening that pages share."""

from dataclasses import dataclass
from fractions import Fraction

from panels.calls.models import Application, RecruitmentCall
from seoul_gov.accounts.enums import Role
from seoul_gov.accounts.models import RoleGrant

from . import norms
from .doubts import doubts_of
from .models import Reading
from .scoring import Mark, Outcome, Result, Rules, points, result, shown

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
    weights, rules, doubts = weights_of(call), norms.rules(), doubts_of(call, rows)
    return [line_of(user, one, weights, rules, doubts[one.pk]) for one in rows]


def line_of(user, application: Application, weights: dict, rules: Rules, doubts: list[str]) -> Line:
    readings = list(application.readings.all())
    mine = next((one for one in readings if one.reader_id == user.pk), None)
    found = result([mark_of(one, weights) for one in readings], rules)
    return Line(application, found, len(readings), mine, doubts)


def weights_of(call: RecruitmentCall) -> dict[str, int]:
    """The published weight of each criterion, in the order of the page."""
    return {one.key: one.weight for one in call.criteria.all()}


def mark_of(reading: Reading, weights: dict[str, int]) -> Mark:
    levels = {mark.key: mark.level for mark in reading.marks.all()}
    return Mark(reading.is_eligible, points(levels, weights) if reading.is_eligible else Fraction(0))


def ranked(lines: list[Line]) -> list[Line]:
    """The scored applications, the best first, equals by their number; and after them the others."""
    return sorted(
        lines,
        key=lambda line: (line.result.points is None, -(line.result.points or 0), line.application.number),
    )


def readers(call: RecruitmentCall) -> int:
    """How many officials may read the call's applications now."""
    grants = RoleGrant.objects.in_force().filter(
        role=Role.OFFICER, department=call.panel.project.department_id
    )
    return grants.filter(user__is_active=True).values("user").distinct().count()
