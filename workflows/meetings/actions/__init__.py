"""Every write to meetings that has a rule, by noun: the call, the papers, the day itself, minutes, advice, recusals."""

from .advice import answer_advice, save_advice, submit_advice
from .calling import call_off, cancel, move, schedule
from .holding import record_attendance
from .materials import add_material, set_matter
from .minutes import publish_minutes, withhold_minutes, write_minutes
from .recusing import recuse
from .reminding import invite_newcomers, remind

__all__ = [
    "add_material",
    "set_matter",
    "answer_advice",
    "call_off",
    "cancel",
    "invite_newcomers",
    "move",
    "publish_minutes",
    "record_attendance",
    "recuse",
    "remind",
    "save_advice",
    "schedule",
    "submit_advice",
    "withhold_minutes",
    "write_minutes",
]
