"""What the worker does for this room. Tasks carry no state: the rows say what is to be done."""

from celery import shared_task

from seoul_gov.papers.presses import CHUNK

from . import actions, selectors


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
    """Every hour: end the terms that are over, and tell officials of those that soon will be."""
    for appointment in selectors.over():
        actions.end_term(appointment=appointment)
    for panel in selectors.ending_soon():
        actions.warn_of_end(panel=panel)
