"""How often members came to their panel's meetings. Meetings belong to a floor above, which hands in who counts them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from seoul_gov.ui.korean import today

from . import norms
from .models import Membership


@dataclass(frozen=True)
class Attended:
    """Of ``held`` meetings for which the member's attendance was written down, they came to ``came``."""

    held: int = 0
    came: int = 0

    @property
    def percent(self) -> int | None:
        """The rate in whole percent, cut off, so that 49.9 % never reads as half; None without a meeting."""
        return 100 * self.came // self.held if self.held else None


@dataclass(frozen=True)
class LastYear(Attended):
    """The meetings of the last year, against the percentage below which a member may be released
    (서울특별시 각종 위원회의 설치·운영에 관한 조례 제8조의2). It is shown and releases nobody by itself."""

    least: int = 0

    @property
    def is_below(self) -> bool:
        """Whether the rate is too low; not where there was no meeting to come to."""
        return self.percent is not None and self.percent < self.least

    @property
    def warning(self) -> str:
        """``출석률 50% 미만``; empty for who came often enough."""
        return f"출석률 {self.least}% 미만" if self.is_below else ""


Counter = Callable[[Iterable[Membership], date | None], dict[int, Attended]]
_counters: list[Counter] = []
YEAR = timedelta(days=365)


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


def of_last_year(seats: Iterable[Membership]) -> dict[int, LastYear]:
    """The attendance of each seat in the last year, in one query more than ``of``."""
    least = norms.least_attendance()
    counted = of(seats, since=today() - YEAR)
    return {key: LastYear(one.held, one.came, least) for key, one in counted.items()}
