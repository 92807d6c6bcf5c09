"""The words in which a process is written down: a builder per kind of duty, days, and stages.

A builder reads the necessity off the facts: a ``question`` makes the duty IF_CASE, ``opened_by`` makes it
ONCE_OPENED, ``optional`` makes it DISCRETIONARY, and anything else is REQUIRED. So the two never disagree.
"""

from collections.abc import Iterable
from functools import partial
from itertools import chain

from projects.enums import Phase, StageKey
from workflows.definitions import Actor, Anchor, Due, Duty, DutyKind, Necessity, Stage, Unit

EDITION = "2018-02-2"


def working(days: int) -> Due:
    """So many working days after the stage starts."""
    return Due(days)


def calendar(days: int) -> Due:
    """So many days after the stage starts, holidays counted."""
    return Due(days, Unit.CALENDAR)


def before_end(days: int) -> Due:
    """So many days before the proposed end of the stage, holidays counted; 0 is the last day itself."""
    return Due(-days, Unit.CALENDAR, Anchor.STAGE_END)


def _necessity(optional: bool, question: str, opened_by: str) -> Necessity:
    if optional:
        return Necessity.DISCRETIONARY
    if question:
        return Necessity.IF_CASE
    return Necessity.ONCE_OPENED if opened_by else Necessity.REQUIRED


def _duty(
    kind: DutyKind, key: str, title: str, actor: Actor, due: Due, source: str, *, optional=False, **facts
) -> Duty:
    necessity = _necessity(optional, facts.get("question", ""), facts.get("opened_by", ""))
    return Duty(key, title, kind, actor, necessity, due, source, **facts)


milestone = partial(_duty, DutyKind.MILESTONE)
record = partial(_duty, DutyKind.RECORD)
body = partial(_duty, DutyKind.PANEL)
meeting = partial(_duty, DutyKind.MEETING)
review = partial(_duty, DutyKind.REVIEW)
opinion = partial(_duty, DutyKind.OPINION)
answers = partial(_duty, DutyKind.ANSWERS)
decision = partial(_duty, DutyKind.DECISION)
issue = partial(_duty, DutyKind.ISSUE)
report = partial(_duty, DutyKind.REPORT)


def minutes(key: str, title: str, due: Due, source: str, **facts) -> Duty:
    """Minutes are the secretary's work, whoever met."""
    facts |= {
        "output": "회의록",
        "help": "회의록을 쓰고 참석자 확인을 받아 공개합니다. 공개하지 않는 부분은 사유를 적습니다.",
    }
    return _duty(DutyKind.MINUTES, key, title, Actor.SECRETARY, due, source, **facts)


def _position(stage_days: int, duty: Duty) -> float:
    """Where the duty lies in the stage, in calendar days from its start (five working days are a week)."""
    offset = duty.due.days * 7 / 5 if duty.due.unit == Unit.WORKING else duty.due.days
    return offset + (stage_days * 7 / 5 if duty.due.anchor == Anchor.STAGE_END else 0)


def stage(key: StageKey, phase: Phase, days: int, source: str, *groups: Iterable[Duty]) -> Stage:
    """A stage of ``days`` working days with the duties of all groups, in the order in which they fall due."""
    duties = sorted(chain.from_iterable(groups), key=partial(_position, days))
    return Stage(key, phase, days, source, tuple(duties))


def slug(key: StageKey) -> str:
    """The stage as part of a duty key: ``as_is`` is written ``as-is``."""
    return key.value.replace("_", "-")
