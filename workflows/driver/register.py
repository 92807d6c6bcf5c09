"""Which room answers for which kind of duty. A new kind of duty is one new room and one line here."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from workflows.decisions import duties as decisions
from workflows.definitions import DutyKind
from workflows.driver import bodies
from workflows.issues import duties as issues
from workflows.meetings import duties as meetings
from workflows.opinions import duties as opinions
from workflows.reports import duties as reports
from workflows.reviews import duties as reviews
from workflows.runs import duties as records
from workflows.runs.contract import Missing
from workflows.runs.models import DutyRun

Settled = Callable[[list[DutyRun]], dict[int, Missing | None]]

SETTLED: dict[str, Settled] = {
    DutyKind.MILESTONE: records.settled,
    DutyKind.RECORD: records.settled,
    DutyKind.PANEL: bodies.settled,
    DutyKind.MEETING: meetings.settled,
    DutyKind.MINUTES: meetings.settled,
    DutyKind.REVIEW: reviews.settled,
    DutyKind.OPINION: opinions.settled,
    DutyKind.ANSWERS: opinions.settled,
    DutyKind.DECISION: decisions.settled,
    DutyKind.ISSUE: issues.settled,
    DutyKind.REPORT: reports.settled,
}


def ask(duties: Iterable[DutyRun]) -> dict[int, Missing | None]:
    """None for each duty that is settled, else what it lacks; every room is asked once, for all its duties."""
    asked = defaultdict(list)
    for duty in duties:
        asked[SETTLED[duty.kind]].append(duty)
    answers = {}
    for settled, theirs in asked.items():
        answers |= settled(theirs)
    return answers
