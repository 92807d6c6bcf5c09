"""What the lottery answers, as plain data for JSON."""

from dataclasses import dataclass

from . import sentences
from .draws import Draw, is_outcome
from .feasibility import Infeasible
from .packages import Result
from .prices import gini
from .reasons import Fixed, certain, shut_out
from .record import Commitment
from .relaxation import Relaxation
from .rules import Change
from .tables import Refused
from .ticketing import TicketFile
from .watch import Watch


@dataclass(frozen=True)
class Announcement:
    """A lottery to be told: its tickets, what is committed to, and the result once it is drawn."""

    file: TicketFile
    commitment: Commitment | None = None
    result: Result | None = None


def lottery_answer(told: Announcement, watch: Watch) -> dict:
    """The lottery in tickets, everybody's chance, bound and proof, and the draw as far as it has happened."""
    file, lottery = told.file, told.file.lottery
    answer = {
        "feasible": True,
        "size": lottery.rules.size,
        "tickets": file.size,
        "bound": lottery.bound,
        "achieved": file.achieved,
        "method": lottery.method,
        "exact": lottery.exact,
        "gini": gini(file.chances.values()),
        "certain": _fixed(certain(file, watch)),
        "shut_out": _fixed(shut_out(lottery, watch)),
        "left_out": list(lottery.pool.left_out),
        "chances": file.chances,
        "lottery": [{"members": list(members), "tickets": count} for members, count in file.panels()],
    }
    if told.commitment:
        answer["commitment"] = told.commitment.hex
    return answer | (_result(told.result) if told.result else {})


def infeasible_answer(found: Infeasible) -> dict:
    """Why there is no panel; the lists are empty where there is nothing of the kind that would help."""
    conflict = [[limit.feature, limit.value, limit.side, limit.number] for limit in found.conflict]
    recruits = [{"count": kind.count, "values": dict(kind.values)} for kind in found.recruit or ()]
    said = {"conflict": sentences.conflict(found.conflict), "recruit": sentences.recruits(found.recruit)}
    return {
        "feasible": False,
        **relaxation_answer(found.relaxation),
        "conflict": conflict,
        "recruit": recruits,
        "sentences": {"relaxation": _in_words(found.relaxation), **said},
    }


def relaxation_answer(relaxation: Relaxation | None) -> dict:
    """The way in the declared order, and all equally small ones as far as they were counted."""
    if relaxation is None:
        return {"relaxation": [], "ways": [], "ways_complete": True, "least": None}
    return {
        "relaxation": _changes(relaxation.in_order),
        "ways": [_changes(way) for way in relaxation.ways],
        "ways_complete": relaxation.complete,
        "least": relaxation.least,
    }


def breach_answer(relaxation: Relaxation) -> dict:
    """What a replacement breaks at least, to be laid over the answer of its lottery."""
    return {
        "feasible": False,
        **relaxation_answer(relaxation),
        "sentences": {"relaxation": _in_words(relaxation)},
    }


def refusal_answer(refused: Refused) -> dict:
    """All faults of the input."""
    return {"refused": [{"file": f.file, "line": f.line, "reason": f.reason} for f in refused.faults]}


def misread(commitment: Commitment, value: str) -> str:
    """A warning when the value does not look like an outcome of the announced source, "" when it does."""
    if is_outcome(commitment.draw, value):
        return ""
    return f"'{value}'은(는) 예고한 방법의 결과처럼 보이지 않습니다."


def _result(result: Result) -> dict:
    drawn: Draw = result.draw
    return {
        "seed": drawn.seed,
        "ticket": drawn.ticket,
        "panel": list(drawn.panel),
        "alternates": list(result.alternates),
    }


def _fixed(people: tuple[Fixed, ...]) -> list[dict]:
    """A line a person, in byte order of ids."""
    lines = [
        {"id": identity, "quotas": [[q.feature, q.value, q.side, q.number] for q in kind.quotas]}
        for kind in people
        for identity in kind.ids
    ]
    return sorted(lines, key=lambda line: line["id"].encode())


def _changes(changes: tuple[Change, ...]) -> list[list]:
    return [[one.feature, one.value, one.side, one.old, one.new] for one in changes]


def _in_words(relaxation: Relaxation | None) -> str:
    return sentences.way(relaxation.in_order) if relaxation else ""
