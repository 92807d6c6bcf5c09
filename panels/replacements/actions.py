"""The one write of replacements: the lottery and what follows from it, in one transaction."""

from django.core.exceptions import ValidationError
from django.db import transaction

from panels.draws import actions as draws
from panels.draws.models import Replacement
from panels.selections import actions as selections
from panels.selections.actions.rows import held, record
from panels.selections.models import Selection
from seoul_gov.ui.verdicts import require

from . import events, permissions, selectors, state
from .selectors import Vacancy

CHANGED = "그 사이 어기게 되는 할당이 바뀌었습니다({breach}). 다시 확인하고 승인해 주세요."


@transaction.atomic
def refill(
    *, by, selection: Selection, approve_breach: bool = False, reason: str = "", breach: str = ""
) -> Replacement:
    """Draw the free seats of a drawn panel among everybody who is willing and can sit, and invite and tell who is drawn.

    The rows of project, call and draw are held from the look at the seats to the last invitation, so that of two officials
    at once the second finds no free seat, and nobody leaves or says no in between. ``breach`` is the breach that was approved, in
    words; where it has become another one, nothing is drawn. Raises ValidationError where lots did not give the seats, when
    the panel's term is over, and as ``draws.replace`` and ``selections.seat`` do.
    """
    selection = held(selection)
    require(permissions.can_refill(by, selection))
    state.refuse_moment(selection.call)
    found = selectors.vacancy_of(selection)
    drawn = draws.replace(by=by, **found.people, approve_breach=approve_breach, reason=reason)
    if breach and drawn.breach and drawn.breach_in_words != breach:
        raise ValidationError(CHANGED.format(breach=drawn.breach_in_words))
    note_barred(by, selection, found, drawn)
    selections.seat(by=by, selection=selection, numbers=drawn.added, turn=drawn.turn)
    return drawn


def note_barred(by, selection: Selection, found: Vacancy, drawn: Replacement) -> None:
    """Write to the trail who was no part of the lottery, and why."""
    if found.barred:
        numbers = ", ".join(found.barred)
        data = {"turn": drawn.turn, "reasons": dict(found.barred)}
        record(
            by=by,
            kind=events.PASSED_OVER,
            selection=selection,
            data=data,
            turn=drawn.turn,
            numbers=numbers,
        )
