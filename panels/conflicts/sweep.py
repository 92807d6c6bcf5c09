"""Looking for ties from time to time: a company's people and its name change without a word to the panels."""

import logging

from panels.enums import PanelKind, PanelState
from panels.models import Panel

from . import actions

logger = logging.getLogger(__name__)
GUARDED = [kind for kind in PanelKind if kind.excludes_conflicts]


def check_ties() -> int:
    """Suspend in every panel that keeps stakeholders out who is tied to a company by now; answers how many were.

    Each panel is checked in a transaction of its own, so that one's trouble is logged and does not keep the others from
    theirs. Who left a company stays suspended until an official has decided: nothing is lifted by itself.
    """
    panels = Panel.objects.filter(kind__in=GUARDED, project__parties__ended_at=None).distinct()
    panels = panels.exclude(state=PanelState.DISSOLVED).exclude(project__parties=None)
    return sum(checked(panel) for panel in panels.select_related("project").order_by("pk"))


def checked(panel: Panel) -> int:
    try:
        return len(actions.check(by=None, panel=panel))
    except Exception:
        logger.exception("The ties of panel %s could not be checked.", panel.pk)
        return 0
