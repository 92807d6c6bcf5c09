"""Editions before the present one, told as what they differ in from it."""

from dataclasses import replace

from workflows.definitions import Duty, DutyKind, Process, Stage

ROOMS = {DutyKind.OPINION, DutyKind.ANSWERS, DutyKind.DECISION, DutyKind.ISSUE, DutyKind.REPORT}


def before_the_rooms(process: Process) -> Process:
    """The first edition (2018-02): what has a room of its own by now was a recorded duty."""
    return replace(process, edition="2018-02", stages=tuple(map(_stage, process.stages)))


def _stage(stage: Stage) -> Stage:
    return replace(stage, duties=tuple(map(_duty, stage.duties)))


def _duty(duty: Duty) -> Duty:
    return replace(duty, kind=DutyKind.RECORD) if duty.kind in ROOMS else duty
