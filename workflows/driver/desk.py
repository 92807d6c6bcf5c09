"""The desk: what waits for a person in all rooms, the oldest deadline first."""

from dataclasses import dataclass
from datetime import date, timedelta

from panels import desk as panels
from panels.appointments import desk as appointments
from panels.conflicts import desk as conflicts
from panels.erasure import desk as erasure
from panels.screening import desk as screening
from panels.selections import desk as selections
from selection import desk as selection
from seoul_gov.privacy import desk as privacy
from seoul_gov.ui.errands import Errand
from seoul_gov.ui.errands import waiting as together
from seoul_gov.ui.korean import today
from workflows.decisions import desk as decisions
from workflows.driver import errands
from workflows.issues import desk as issues
from workflows.meetings import desk as meetings
from workflows.opinions import desk as opinions
from workflows.reports import desk as reports
from workflows.reviews import desk as reviews

ROOMS = (selection.waiting, panels.answers, errands.waiting, meetings.waiting)
"""Each is asked by itself, in a constant number of queries."""
TOGETHER = (
    panels,
    screening,
    conflicts,
    selections,
    appointments,
    erasure,
    privacy,
    reviews,
    issues,
    opinions,
    decisions,
    reports,
)
"""These are asked in one query, whatever their number."""


@dataclass(frozen=True)
class Desk:
    """What waits for a person, on one day."""

    lines: list[Errand]
    day: date

    @property
    def late(self) -> int:
        """How many deadlines have passed."""
        return sum(1 for line in self.lines if line.due and line.due < self.day)

    @property
    def this_week(self) -> int:
        """How many deadlines lie between today and Sunday."""
        sunday = self.day + timedelta(days=6 - self.day.weekday())
        return sum(1 for line in self.lines if line.due and self.day <= line.due <= sunday)

    @property
    def projects(self) -> list[str]:
        """The projects that something is about."""
        return sorted({line.about for line in self.lines})

    def about(self, project: str) -> list[Errand]:
        """The lines about one project; all of them for an empty or unknown one."""
        return [line for line in self.lines if line.about == project] or self.lines


def desk_of(user) -> Desk:
    """Everything that waits for this person."""
    lines = [line for waiting in ROOMS for line in waiting(user)] + together(user, *TOGETHER)
    return Desk(sorted(lines, key=lambda line: line.urgency), today())
