"""Every write to reports that has a rule, by noun: the words, the publication, the papers, the survey."""

from .papers import claim_paper, make_paper, order_papers
from .publishing import publish
from .survey import answer_survey, open_survey
from .writing import write

__all__ = [
    "answer_survey",
    "claim_paper",
    "make_paper",
    "open_survey",
    "order_papers",
    "publish",
    "write",
]
