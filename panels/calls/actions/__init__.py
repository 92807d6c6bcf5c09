"""Every write to calls and applications that has a rule.

A call is written under its project's row, as the panels are; an application under its author's row and, when it is
handed in, the call's.
"""

from .applications import save, submit, withdraw
from .calls import Terms, cancel, correct, draft, edit, publish, refuse_applied
from .changes import Date
from .news import stop_news, tell_news

__all__ = [
    "Date",
    "Terms",
    "cancel",
    "correct",
    "draft",
    "edit",
    "publish",
    "refuse_applied",
    "save",
    "stop_news",
    "submit",
    "tell_news",
    "withdraw",
]
