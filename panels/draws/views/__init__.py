from .runs import DrawDetail, DrawEnter, DrawPackage, ReplacementPackage
from .trials import TieCommit, TrialCancel, TrialCommit, TrialDetail, Trials

__all__ = [
    "DrawDetail",
    "DrawEnter",
    "DrawPackage",
    "ReplacementPackage",
    "TieCommit",
    "TrialCancel",
    "TrialCommit",
    "TrialDetail",
    "Trials",
]
