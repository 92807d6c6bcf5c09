"""How often members came to their panel's meetings. Meetings belong to a floor above, which hands in who counts them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from seoul_gov.ui.korean import whole_percent

from .models import Membership


@dataclass(frozen=True)
class Attended:
    """Of ``held`` meetings for which the member's attendance was written down, they came to ``came``."""

    held: int = 0
    came: int = 0

    @property
    def percent(self) -> int | None:
        """The rate in whole percent; None without a meeting."""
        return whole_percent(self.came, self.held) if self.held else None


Counter = Callable[[Iterable[Membership], date | None], dict[int, Attended]]
_counters: list[Counter] = []


def register(counter: Counter) -> None:
    """Have attendance counted by ``counter(seats, since)``, which answers it by the seats' keys; once, at start-up."""
    _counters.append(counter)


def of(seats: Iterable[Membership], since: date | None = None) -> dict[int, Attended]:
    """The attendance of each seat, from a day on or since ever, in one query for all counters together."""
    seats = list(seats)
    found = {seat.pk: Attended() for seat in seats}
    for counter in _counters:
        found |= counter(seats, since)
    return found
