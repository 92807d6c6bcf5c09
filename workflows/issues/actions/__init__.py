"""Every write to issues that has a rule: raising, replying, ending, reminding."""

from .endings import settle, withdraw
from .raising import raise_issue
from .reminders import remind
from .replies import reply

__all__ = ["raise_issue", "remind", "reply", "settle", "withdraw"]
