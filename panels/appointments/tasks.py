"""What the worker does for this room. Tasks carry no state: the rows say what is to be done."""

import logging

from celery import shared_task

from panels.actions import release_official
from panels.selectors import seats_of_officials
from seoul_gov.papers.presses import CHUNK

from . import actions, selectors

logger = logging.getLogger(__name__)


@shared_task(name="panels.print_appointments")
def print_appointments() -> None:
    """Make up to two files; the next beat goes on."""
    for _ in range(CHUNK):
        paper = actions.claim_paper()
        if paper is None:
            return
        actions.make_paper(paper=paper)


@shared_task(name="panels.end_terms")
def end_terms() -> None:
    """Every hour: end the seats of citizens who are city staff by now, the terms that are over and the panels that outlived
    their project, and tell officials of the terms that soon will be.

    Each is a transaction of its own: one's trouble is logged and does not keep the others from theirs.
    """
    for user in {seat.user for seat in seats_of_officials()}:
        attempt(release_official, by=None, user=user)
    for appointment in selectors.over():
        attempt(actions.end_term, appointment=appointment)
    for panel in selectors.outlived():
        attempt(actions.dissolve_outlived, panel=panel)
    for panel in selectors.ending_soon():
        attempt(actions.warn_of_end, panel=panel)


def attempt(act, **about) -> None:
    try:
        act(**about)
    except Exception:
        logger.exception(
            "%s failed for %s", act.__name__, {name: one.pk for name, one in about.items() if one}
        )
