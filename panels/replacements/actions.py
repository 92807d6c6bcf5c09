"""The one write of replacements: the lottery is computed first, and what follows from it is written in one transaction."""

from django.core.exceptions import ValidationError
from django.db import transaction

from panels.draws import actions as draws
from panels.draws.actions import Prepared
from panels.draws.models import Replacement
from panels.selections import actions as selections
from panels.selections.actions.rows import held, record
from panels.selections.models import Selection
from seoul_gov.ui.verdicts import require

from . import events, permissions, selectors, state
from .selectors import Vacancy

CHANGED = "그 사이 어기게 되는 할당이 바뀌었습니다({breach}). 다시 확인하고 승인해 주세요."


def refill(
    *, by, selection: Selection, approve_breach: bool = False, reason: str = "", breach: str = ""
) -> Replacement:
    """Draw the free seats of a drawn panel among everybody who is willing and can sit, and invite and tell who is drawn.

    The lottery may take most of a minute, so it is computed before any row is held. ``breach`` is the breach that was
    approved, in words; where it has become another one, nothing is drawn. Raises ValidationError where lots did not give
    the seats, when the panel's term is over, while a doubt about somebody willing waits for its answer, where seats or the
    willing changed meanwhile, and as ``draws.prepare`` and
    ``selections.seat`` do.
    """
    selection = Selection.objects.with_facts().get(pk=selection.pk)
    refuse(by, selection)
    found = selectors.vacancy_of(selection)
    state.refuse_doubtful(found.doubtful)
    prepared = draws.prepare(**found.people, approve_breach=approve_breach, reason=reason)
    return seated(by, selection, prepared, reason, breach)


@transaction.atomic
def seated(by, selection: Selection, prepared: Prepared, reason: str, breach: str) -> Replacement:
    """The replacement, written, and its people invited. The rows of project, call and draw are held from the look at the
    seats to the last invitation, so that nobody leaves or says no in between."""
    selection = held(selection)
    refuse(by, selection)
    found = selectors.vacancy_of(selection)
    state.refuse_doubtful(found.doubtful)
    drawn = draws.keep(by=by, **found.people, prepared=prepared, reason=reason)
    if breach and drawn.breach and drawn.breach_in_words != breach:
        raise ValidationError(CHANGED.format(breach=drawn.breach_in_words))
    note_barred(by, selection, found, drawn)
    selections.seat(by=by, selection=selection, numbers=drawn.added, turn=drawn.turn)
    return drawn


def refuse(by, selection: Selection) -> None:
    """Raise unless this officer may refill the panel, and lots can do it now."""
    require(permissions.can_refill(by, selection))
    state.refuse_moment(selection.call)


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
