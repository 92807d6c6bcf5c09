"""Looking for ties from time to time: a company's people and its name change without a word to the panels."""

import logging

from panels.enums import PanelKind, PanelState
from panels.models import Panel
from projects.models import ContractParty

from . import actions, selectors

logger = logging.getLogger(__name__)
MANY = 200
GUARDED = [kind for kind in PanelKind if kind.excludes_conflicts]


def check_ties() -> int:
    """Suspend in every panel that keeps stakeholders out who is tied to a company by now; answers how many were.

    Each panel is checked in a transaction of its own, so that one's trouble is logged and does not keep the others from
    theirs. Who left a company stays suspended until an official has decided: nothing is lifted by itself.

    Everybody's ties are read for ``MANY`` panels at a time, and only where there is one the panel is held and checked.
    """
    related = ContractParty.objects.in_force().values("project")
    panels = Panel.objects.filter(kind__in=GUARDED, project__in=related).exclude(state=PanelState.DISSOLVED)
    panels = list(panels.select_related("project").order_by("pk"))
    groups = [panels[start : start + MANY] for start in range(0, len(panels), MANY)]
    return sum(checked(panel) for group in groups for panel in suspects(group))


def suspects(panels: list[Panel]) -> list[Panel]:
    """Those of the panels in which somebody is tied to a company, or all of them where that cannot be read."""
    try:
        found = {seat.panel_id for seat, _ in selectors.tied_among(panels)}
    except Exception:
        logger.exception("The ties of %s panels could not be read at once.", len(panels))
        return panels
    return [panel for panel in panels if panel.pk in found]


def checked(panel: Panel) -> int:
    try:
        return len(actions.check(by=None, panel=panel))
    except Exception:
        logger.exception("The ties of panel %s could not be checked.", panel.pk)
        return 0
