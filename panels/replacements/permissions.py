"""Who refills a drawn panel. The answer is a Verdict with its reason."""

from panels.selections.models import Selection
from panels.selections.permissions import can_decide
from seoul_gov.ui.verdicts import Verdict


def can_refill(user, selection: Selection) -> Verdict:
    """Draw free seats and give them: who decides about the seats."""
    return can_decide(user, selection.call)
