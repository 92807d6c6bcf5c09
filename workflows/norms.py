"""The days that the process definitions propose, as numbers that an administrator may edit."""

from itertools import chain

from projects.norms import NormSpec
from workflows.definitions import Anchor, Due, Duty, Process, Stage, Unit
from workflows.processes import OLDER, PROCESSES


def stage_norm_key(process: Process, stage: Stage) -> str:
    """The norm that holds the proposed length of a stage, in working days."""
    return f"stage.{process.key}.{stage.key}.days"


def duty_norm_key(process: Process, duty: Duty) -> str:
    """The norm that holds how many days after the stage's start, or before its end, a duty falls due."""
    return f"duty.{process.key}.{duty.key}.days"


def offset(due: Due, number: int) -> int:
    """The edited number as a signed offset from the due's anchor.

    Norms are never negative: a duty that hangs on the stage's end falls due so many days before it.
    """
    return -number if due.anchor == Anchor.STAGE_END else number


def specs() -> list[NormSpec]:
    """A spec for every stage and duty of every process that a run may follow; keys are unique."""
    by_key = {}
    for process in (*OLDER, *PROCESSES.values()):
        by_key |= {spec.key: spec for spec in specs_of(process)}
    return list(by_key.values())


def specs_of(process: Process) -> list[NormSpec]:
    """The specs of one process: each stage's, then its duties'."""
    return list(
        chain.from_iterable(
            (_stage_spec(process, stage), *(_duty_spec(process, stage, duty) for duty in stage.duties))
            for stage in process.stages
        )
    )


def _where(process: Process, stage: Stage) -> str:
    return f"{process.governance_type.label} {process.kind.label} > {stage.title}"


def _stage_spec(process: Process, stage: Stage) -> NormSpec:
    label = f"{_where(process, stage)} 단계 기간"
    return NormSpec(stage_norm_key(process, stage), label, stage.days, Unit.WORKING.label, stage.source)


def _duty_spec(process: Process, stage: Stage, duty: Duty) -> NormSpec:
    side = "며칠 전" if duty.due.anchor == Anchor.STAGE_END else "며칠 뒤"
    label = f"{_where(process, stage)} > {duty.title}: {duty.due.anchor.label} {side}"
    return NormSpec(duty_norm_key(process, duty), label, abs(duty.due.days), duty.due.unit.label, duty.source)
