"""Every write of this room: a project's assessments, the line of approval, the editions of the criteria."""

from .approvals import abandon, approve, concur, confirm_departure, send_back, submit
from .assessments import answer, begin, refusal_to_begin, restart
from .criteria import clone_edition, load_guideline, publish_edition, save_grid

__all__ = [
    "abandon",
    "answer",
    "approve",
    "begin",
    "clone_edition",
    "concur",
    "confirm_departure",
    "load_guideline",
    "publish_edition",
    "refusal_to_begin",
    "restart",
    "save_grid",
    "send_back",
    "submit",
]
