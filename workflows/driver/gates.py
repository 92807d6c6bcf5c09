"""The gate of a stage: what still holds it open, for everybody alike.

A stage closes when every required duty, every one whose case applies and every one that was once opened is
settled, not the case or waived; so is every optional one that was begun. Optional ones that nobody began are
skipped by name; sleeping ones do not hold.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from workflows.definitions import Necessity
from workflows.runs.contract import Missing
from workflows.runs.duties import with_last_record
from workflows.runs.enums import DutyState
from workflows.runs.models import DutyRun, StageRun

from . import register

Lack = tuple[DutyRun, Missing]


@dataclass(frozen=True)
class Gate:
    """What stands before the end of a stage, each list in the stage's order.

    ``lacking`` holds the stage open. ``optional`` may be skipped with a reason. ``met`` are still marked as open
    but have their evidence, and are stamped when the stage closes. ``done`` and ``asleep`` are out of the way.
    """

    lacking: list[Lack] = field(default_factory=list)
    optional: list[Lack] = field(default_factory=list)
    met: list[DutyRun] = field(default_factory=list)
    done: list[DutyRun] = field(default_factory=list)
    asleep: list[DutyRun] = field(default_factory=list)

    @property
    def is_met(self) -> bool:
        """Whether the stage may close, once what is optional has been skipped."""
        return not self.lacking


def duties_of(stages: Iterable[StageRun]):
    """The duties of the stages as gates read them, with stage, run and project."""
    duties = DutyRun.objects.filter(stage__in=stages).select_related("stage__run__project")
    return with_last_record(duties)


def missing(stage: StageRun) -> list[Lack]:
    """What holds the stage open: each duty with the one sentence that says what it lacks."""
    return read(stage).lacking


def read(stage: StageRun) -> Gate:
    """The gate of one stage, in a constant number of queries."""
    return read_all(duties_of([stage])).get(stage.pk, Gate())


def read_all(duties: Iterable[DutyRun]) -> dict[int, Gate]:
    """The gates of all the stages that the duties belong to, by stage id; each room is asked once.

    The duties are all those of their stages, read by ``duties_of``.
    """
    duties = list(duties)
    answers = register.ask(duty for duty in duties if duty.is_open)
    gates = defaultdict(Gate)
    for duty in duties:
        _place(gates[duty.stage_id], duty, answers[duty.pk] if duty.is_open else None)
    return dict(gates)


def _place(gate: Gate, duty: DutyRun, lack: Missing | None) -> None:
    if duty.state == DutyState.DORMANT:
        gate.asleep.append(duty)
    elif not duty.is_open:
        gate.done.append(duty)
    elif lack is None:
        gate.met.append(duty)
    elif duty.necessity == Necessity.DISCRETIONARY and not lack.begun:
        gate.optional.append((duty, lack))
    else:
        gate.lacking.append((duty, lack))


def refuse_unanswered(duties: QuerySet[DutyRun]) -> None:
    """Raise ValidationError, a sentence for each of the duties about which members' words wait for an answer."""
    _refuse([_to_answer(lack) for lack in _lacks(duties) if lack.unanswered])


def refuse_running(duties: QuerySet[DutyRun]) -> None:
    """The same, and for each of the duties for which people are being asked: that is ended or cancelled first."""
    _refuse(
        [
            _to_answer(lack) if lack.unanswered else f"{lack.sentence} 먼저 마치거나 취소해 주세요."
            for lack in _lacks(duties)
            if lack.unanswered or lack.running
        ]
    )


def _lacks(duties: QuerySet[DutyRun]) -> list[Missing]:
    answers = register.ask(with_last_record(duties.select_related("stage__run")))
    return [lack for lack in answers.values() if lack]


def _to_answer(lack: Missing) -> str:
    return f"{lack.sentence} 먼저 답해 주세요."


def _refuse(sentences: list[str]) -> None:
    if sentences:
        raise ValidationError(sentences)
