"""Reads about draws that pages share."""

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass

from panels.calls.models import RecruitmentCall
from panels.calls.selectors import name_of
from panels.lottery import Package
from panels.screening.scoring import Outcome
from panels.screening.selectors import Line

from . import drum
from .drum import Entrant
from .models import LotteryRun


def unsettled(lines: list[Line]) -> int:
    """How many applications are still to be read."""
    return sum(not line.result.is_settled for line in lines)


def entrants(lines: Iterable[Line]) -> list[Entrant]:
    """Everybody in the queue who may be drawn: eligible and scored."""
    return [entrant_of(line) for line in lines if line.result.outcome == Outcome.SCORED]


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


def panel_now(run: LotteryRun) -> list[str]:
    """The numbers of the drawn panel after every replacement so far; nobody before the draw."""
    last = run.replacements.order_by("turn").only("panel").last()
    return list(last.panel if last else run.panel)


@dataclass(frozen=True)
class Departure:
    """Who leaves a drawn panel and who may come, by number.

    ``gone`` leave it now, ``left`` are all who ever did; ``open`` seats are to be drawn; ``unknown`` was named and is not
    in the draw. ``now`` is the panel with its rules; None before the draw.
    """

    now: Package | None
    gone: tuple[str, ...]
    left: tuple[str, ...]
    willing: tuple[str, ...]
    open: int
    unknown: tuple[str, ...]


def departure(
    run: LotteryRun, gone: Iterable[str], willing: Iterable[str], stood_in: Iterable[str] = ()
) -> Departure:
    """What would have to be replaced, each number once and in byte order; alternates who ``stood_in`` count as seated."""
    gone, willing, stood_in = map(_in_order, (gone, willing, stood_in))
    if not run.is_drawn:
        return Departure(None, gone, gone, willing, 0, ())
    earlier = run.replacements.order_by("turn")
    last = earlier.last() or run
    panel = _in_order({*last.panel, *stood_in})
    left = _in_order({*gone, *(number for one in earlier.values_list("gone", flat=True) for number in one)})
    draw = dataclasses.replace(last.result.draw, panel=panel)
    now = drum.seated(run.record, last.record, dataclasses.replace(last.result, draw=draw))
    return Departure(
        now=now,
        gone=tuple(number for number in gone if number in panel),
        left=left,
        willing=tuple(number for number in willing if number not in {*panel, *left}),
        open=run.seats - len(set(panel) - set(left)),
        unknown=_in_order({*gone, *willing, *stood_in} - set(now.pool.ids)),
    )


def _in_order(numbers: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(numbers), key=str.encode))
