"""Every write to draws that has a rule.

A draw is committed to under its call's row; what happens to it afterwards is written under its own.
"""

from .commitments import Plan, commit
from .entries import enter
from .replacements import Foreseen, foresee, replace

__all__ = ["Foreseen", "Plan", "commit", "enter", "foresee", "replace"]
