"""Reads about the free seats of a drawn panel."""

from collections.abc import Mapping
from dataclasses import dataclass

from panels.draws import actions as draws
from panels.draws.actions import Foreseen
from panels.draws.models import LotteryRun
from panels.draws.selectors import panel_now
from panels.selections.doubts import unanswered
from panels.selections.models import Choice, Selection
from panels.selections.selectors import obstacles


@dataclass(frozen=True)
class Vacancy:
    """A drawn panel as a replacement lottery takes it, by number.

    ``gone`` were drawn and hold no seat: who declined, left, was excluded or left out. ``willing`` may be drawn now;
    ``barred`` would like to and can not sit, each with the sentence that says why; about the ``doubtful`` of them nobody
    has found out yet whether they can. ``stood_in`` hold a seat that another way than a lottery gave them.
    """

    run: LotteryRun
    gone: tuple[str, ...]
    willing: tuple[str, ...]
    barred: Mapping[str, str]
    doubtful: tuple[str, ...]
    stood_in: tuple[str, ...]

    @property
    def people(self) -> dict:
        """What ``draws.replace`` and ``draws.foresee`` take."""
        return {"run": self.run, "gone": self.gone, "willing": self.willing, "stood_in": self.stood_in}


def vacancy_of(selection: Selection) -> Vacancy:
    """Who left and who may come, in a fixed number of queries; the call has a draw.

    A suspended member keeps the seat until it is decided. Whoever can not sit now is no part of the lottery: drawn by it,
    they could not be invited, and as the same value decides every time, nobody else ever would be.
    """
    run = selection.call.lottery
    seated = set(selection.choices.seated().values_list("application__number", flat=True))
    now = panel_now(run)
    asked = selection.choices.asked_again().select_related("application__applicant")
    applications = [one.application for one in asked.order_by("application__number")]
    barred = obstacles(selection.call, applications)
    return Vacancy(
        run=run,
        gone=tuple(sorted(number for number in now if number not in seated)),
        willing=tuple(one.number for one in applications if one.number not in barred),
        barred={number: barred[number] for number in sorted(barred)},
        doubtful=tuple(sorted(unanswered(selection.call, applications))),
        stood_in=tuple(sorted(seated.difference(now))),
    )


def foreseen(vacancy: Vacancy) -> Foreseen:
    """What a refill would do now; nothing is drawn."""
    return draws.foresee(**vacancy.people)


def departed(selection: Selection, vacancy: Vacancy) -> list[tuple[str, Choice | None]]:
    """Each number that is gone with what became of it; None for an application that was taken back before the decision."""
    rows = selection.choices.filter(application__number__in=vacancy.gone)
    found = {one.application.number: one for one in rows.select_related("application", "membership")}
    return [(number, found.get(number)) for number in vacancy.gone]
