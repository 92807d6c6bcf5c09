"""Every write to joint decisions that has a rule, by noun: the opening, the votes, who takes no part, the end, the reminder."""

from .closing import call_off, cancel, close
from .opening import open_vote
from .recording import record_hands
from .recusing import recuse
from .reminding import remind
from .voting import vote, vote_for_department

__all__ = [
    "call_off",
    "cancel",
    "close",
    "open_vote",
    "record_hands",
    "recuse",
    "remind",
    "vote",
    "vote_for_department",
]
