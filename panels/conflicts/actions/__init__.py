"""Every write to suspensions that has a rule. All of them hold the project's row, as the panels' own actions do."""

from .decisions import exclude, restore, state_opinion
from .suspending import check, check_company, check_project, suspend, suspend_by_hand

__all__ = [
    "check",
    "check_company",
    "check_project",
    "exclude",
    "restore",
    "state_opinion",
    "suspend",
    "suspend_by_hand",
]
