"""The processes of the four governance types for both kinds of project: data, a module a type (가이드라인 3).

May import the enums of ``projects`` and ``panels``, and ``workflows.definitions``. ``sources`` names the
rules, ``building`` holds the words, ``execution`` and ``backbone`` what all types share, ``joint`` what the
two types share that decide together.

To change a process: give it a new edition, and keep the old one in ``OLDER`` while a run still follows it; ``older``
says what the old ones differ in.
"""

from itertools import chain

from projects.enums import GovernanceType, ProjectKind
from workflows.definitions import Process
from workflows.processes import advisory, citizen_led, collaboration, consultation, older

PROCESSES: dict[tuple[GovernanceType, ProjectKind], Process] = {
    (process.governance_type, process.kind): process
    for process in chain(
        consultation.PROCESSES, advisory.PROCESSES, collaboration.PROCESSES, citizen_led.PROCESSES
    )
}

OLDER: tuple[Process, ...] = tuple(older.before_the_rooms(process) for process in PROCESSES.values())
"""Editions that no new run starts under, kept for the runs that began with them."""

_EDITIONS = {(process.key, process.edition): process for process in (*OLDER, *PROCESSES.values())}


def process_for(governance_type: GovernanceType | str, kind: ProjectKind | str) -> Process:
    """The process that a new run of this type and kind starts under; ValueError for an unknown word."""
    return PROCESSES[GovernanceType(governance_type), ProjectKind(kind)]


def process_of(key: str, edition: str) -> Process:
    """The process that a run follows, whatever its age; KeyError where that edition was never kept."""
    return _EDITIONS[key, edition]
