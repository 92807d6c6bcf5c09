"""What is typed about calls, and in applications for them."""

from .applications import ApplyForm, OpenListForm, answers_of
from .calls import DATES_PREFIX, CallForm, CancelForm, CorrectForm, DateFormSet, facts_of, lines_of

__all__ = [
    "DATES_PREFIX",
    "ApplyForm",
    "CallForm",
    "CancelForm",
    "CorrectForm",
    "DateFormSet",
    "OpenListForm",
    "answers_of",
    "facts_of",
    "lines_of",
]
