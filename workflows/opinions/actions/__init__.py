"""Every write to opinions that has a rule, by noun: rounds, giving, answers, endings."""

from .answers import answer, hide, show
from .endings import call_off, cancel, close
from .giving import give, withdraw
from .rounds import extend, open_round, set_matter, supply

__all__ = [
    "answer",
    "call_off",
    "cancel",
    "close",
    "extend",
    "give",
    "hide",
    "open_round",
    "set_matter",
    "show",
    "supply",
    "withdraw",
]
