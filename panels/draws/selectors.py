"""Reads about draws that pages share."""

from panels.calls.models import RecruitmentCall
from panels.calls.selectors import name_of
from panels.screening.scoring import Outcome
from panels.screening.selectors import Line, queue

from .drum import Entrant


def unsettled(lines: list[Line]) -> int:
    """How many applications are still to be read."""
    return sum(not line.result.is_settled for line in lines)


def entrants(user, call: RecruitmentCall) -> list[Entrant]:
    """Everybody who may be drawn: eligible and scored."""
    return [entrant_of(line) for line in queue(user, call) if line.result.outcome == Outcome.SCORED]


def entrant_of(line: Line) -> Entrant:
    application = line.application
    values = (
        application.get_age_band_display(),
        application.get_gender_display(),
        application.get_occupation_display(),
    )
    side = name_of(application.own_side)
    return Entrant(application.number, values, line.result.tier, line.result.points, side)


def seats_by_name(call: RecruitmentCall) -> dict[str, int]:
    """How many seats each side has, by its name as entrants carry it; "" where the panel has no sides."""
    return {name_of(side): seats for side, seats in call.seats_by_side.items()}
