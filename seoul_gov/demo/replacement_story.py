"""What became of the demo's drawn panel: decided, declined by one and refilled by lot, and once more a seat is free."""

from panels import actions as panels
from panels import invitations
from panels.draws.models import LotteryRun, Replacement
from panels.models import Choice, Selection
from panels.replacements import actions as replacements
from panels.selections import actions as selections

from .hours import workday

BUSY = "다른 도시로 이사하게 되어 함께하기 어렵습니다."


def tell(run: LotteryRun) -> Selection:
    """Two say no, one after the other; the first one's seat is drawn anew, the second one's waits for the officer."""
    officer = run.committed_by
    selection = selections.decide(by=officer, call=run.call)
    first, second, *_ = selection.choices.seated().select_related("membership").order_by("pk")
    decline(first)
    replacements.refill(by=officer, selection=selection)
    decline(second)
    Selection.objects.filter(pk=selection.pk).update(decided_at=workday(-3, 17))
    Replacement.objects.filter(run=run).update(computed_at=workday(-1, 10))
    return selection


def decline(choice: Choice) -> None:
    seat, person = choice.membership, choice.application.applicant
    secret = invitations.secret_of(seat)
    panels.decline(by=person, membership=seat, secret=secret, reason=BUSY)
