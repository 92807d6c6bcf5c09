"""Every write to reviews that has a rule, by noun: uploads, rounds, comments, answers, reminders."""

from .answers import answer, call_off, cancel, close
from .comments import delete_comment, edit_comment, save_comment, save_summary, submit
from .reminders import ask_newcomers, remind
from .rounds import extend, open_round
from .uploads import upload

__all__ = [
    "answer",
    "ask_newcomers",
    "call_off",
    "cancel",
    "close",
    "delete_comment",
    "edit_comment",
    "extend",
    "open_round",
    "remind",
    "save_comment",
    "save_summary",
    "submit",
    "upload",
]
