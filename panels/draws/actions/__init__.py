"""Every write to draws that has a rule.

Rules are tried out and a draw is committed to under the call's row; what happens to a trial or to a draw afterwards is
written under its own.
"""

from .commitments import Plan, commit, commit_ties
from .computing import claim_trial, compute_trial
from .entries import enter
from .replacements import Foreseen, Prepared, foresee, keep, prepare, replace
from .trials import cancel, try_out

__all__ = [
    "Foreseen",
    "Plan",
    "Prepared",
    "cancel",
    "claim_trial",
    "commit",
    "commit_ties",
    "compute_trial",
    "enter",
    "foresee",
    "keep",
    "prepare",
    "replace",
    "try_out",
]
