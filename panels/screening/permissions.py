"""Who reads applications. Each answer is a Verdict with its reason."""

from panels.calls import permissions as calls
from panels.calls.models import RecruitmentCall
from seoul_gov.ui.verdicts import Verdict


def can_screen(user, call: RecruitmentCall) -> Verdict:
    """Read and score: the officers of the project's department."""
    return calls.can_write(user, call.panel)
