"""Who decides about seats, and who says not to be asked again. Each answer is a Verdict with its reason."""

from panels import permissions as panels
from panels.calls.models import RecruitmentCall
from panels.calls.permissions import is_own
from panels.screening.permissions import can_screen
from seoul_gov.ui.verdicts import Verdict

from .models import Choice, Selection


def can_decide(user, call: RecruitmentCall) -> Verdict:
    """Decide, fill seats and read who is who: the officers of the project's department."""
    return can_screen(user, call)


def can_read(user, selection: Selection) -> Verdict:
    """The result by number and seat: who may read every seat of the project's panels; it names nobody."""
    return panels.can_list(user, selection.call.panel.project)


def can_answer(user, choice: Choice) -> Verdict:
    """Whether to be asked for a seat that becomes free is the applicant's word alone."""
    return is_own(user, choice.application)
