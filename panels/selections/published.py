"""The result of a call as everybody reads it: numbers and no names."""

from dataclasses import dataclass

from panels.calls.models import RecruitmentCall

from .enums import Standing
from .models import Choice, Selection
from .selectors import is_lottery


@dataclass(frozen=True)
class Published:
    """What everybody reads of a selection: numbers and no names."""

    selection: Selection
    chosen: list[Choice]
    alternates: list[Choice]

    @property
    def first(self) -> int:
        """How many were chosen when it was decided; the others came to seats that became free."""
        return sum(not one.turn for one in self.chosen)

    @property
    def later(self) -> int:
        return len(self.chosen) - self.first

    @property
    def is_lottery(self) -> bool:
        return is_lottery(self.selection.call)


def published(call: RecruitmentCall) -> Published | None:
    """The published result of a call, None before it is decided; in two queries."""
    selection = getattr(call, "selection", None)
    if selection is None:
        return None
    rows = list(selection.choices.exclude(standing=Standing.NOT_CHOSEN).select_related("application"))
    chosen = sorted(
        (one for one in rows if one.is_chosen), key=lambda one: (one.turn, one.application.number)
    )
    alternates = sorted((one for one in rows if not one.is_chosen), key=lambda one: (one.rank, one.pk))
    return Published(selection, chosen, alternates)
