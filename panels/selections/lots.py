"""Whether a panel's places are given by lot, so that nobody is invited into them by hand, and whether a draw waits to be
decided by (``panels.lots``)."""

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from panels.models import Panel

from .models import Choice


def give_places(panel: Panel) -> bool:
    """Whether lots give the panel's places, now or when one becomes free: its call says so, and is not taken back.

    Once everybody who applied has a place or does not want one, there is nobody left to draw: a place that is still free
    may then be given by hand, for the panel would otherwise stay short for ever (가이드라인 5-2, 구성 인원).
    """
    left = Choice.objects.asked_again().filter(selection__call=OuterRef("pk"))
    calls = panel.calls.standing().filter(draws_lots=True)
    return calls.filter(Q(selection=None) | Exists(left)).exists()


def are_awaited(panel: Panel) -> bool:
    """Whether anybody can know by now whom lots gave the panel's places, and these are not given yet."""
    return panel.calls.standing().filter(lottery__draws_at__lte=timezone.now(), selection=None).exists()
