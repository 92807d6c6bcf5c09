"""The course of the process: when its stages were, what was not done and why, and every duty as an annex."""

from collections import Counter

from seoul_gov.papers.blocks import Block, Table, Words
from workflows.runs.enums import DutyState

from ..outline import Item, Section
from .values import NOTHING, day, period

LET_GO = (DutyState.NOT_CASE, DutyState.SKIPPED, DutyState.WAIVED)
STANDINGS = {DutyState.OPEN: "진행 중", DutyState.SETTLED: "완료"}
"""What a paper calls the states that a desk calls otherwise."""


def standing(state: str) -> str:
    return STANDINGS.get(state, DutyState(state).label)


def course(facts: dict) -> Section:
    stages = facts["stages"]
    return Section(
        "추진 경과",
        (Item("단계별 일정", (timetable(stages),)), Item("하지 않은 과제와 사유", (let_go(stages),))),
    )


def timetable(stages: list[dict]) -> Table:
    rows = tuple(
        (stage["title"], period(*stage["planned"]), period(*stage["real"]), stage["state"], summary(stage))
        for stage in stages
    )
    return Table("단계별 일정과 과제 처리", ("단계", "계획", "실제", "상태", "과제 처리"), rows)


def summary(stage: dict) -> str:
    """``완료 5건, 면제 1건``: how the duties of a stage came out."""
    counts = Counter(duty["state"] for duty in stage["duties"])
    parts = [f"{standing(state)} {counts[state]}건" for state in DutyState.values if counts[state]]
    return ", ".join(parts) or NOTHING


def let_go(stages: list[dict]) -> Block:
    """The duties that were found not to apply, skipped or waived, each with its reason."""
    rows = tuple(
        (duty["title"], stage["title"], standing(duty["state"]), duty["reason"] or NOTHING)
        for stage in stages
        for duty in stage["duties"]
        if duty["state"] in LET_GO
    )
    if not rows:
        return Words(("하지 않은 과제가 없습니다.",))
    return Table("하지 않은 과제", ("과제", "단계", "처리", "사유"), rows)


def annex(facts: dict) -> Table:
    """Every duty of the process and what became of it."""
    rows = tuple(
        (duty["title"], stage["title"], duty["kind"], standing(duty["state"]), day(duty["on"]))
        for stage in facts["stages"]
        for duty in stage["duties"]
    )
    return Table("단계별 과제와 처리", ("과제", "단계", "종류", "처리", "처리일"), rows)
