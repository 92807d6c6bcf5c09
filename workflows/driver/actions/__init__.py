"""Every write that moves a process: its course, its duties, waivers and dates.

Each takes the lock of the run's row, checks who and when, writes, audits and tells people, in one transaction.
What starts, moves or ends a run writes to the project too and locks the project's row before the run's.
"""

from .course import advance, end_superseded, send_back, start
from .dates import move_duty, move_stage
from .duties import add_duty, mark_not_case, record, reopen_duty, skip
from .papers import set_matter
from .reminding import remind_desk
from .waivers import decide_waiver, request_waiver

__all__ = [
    "add_duty",
    "advance",
    "decide_waiver",
    "end_superseded",
    "mark_not_case",
    "move_duty",
    "move_stage",
    "record",
    "remind_desk",
    "reopen_duty",
    "request_waiver",
    "send_back",
    "set_matter",
    "skip",
    "start",
]
