"""What the worker does for this room. Tasks carry no state: the rows say what is to be done."""

from celery import shared_task

from seoul_gov.papers.presses import CHUNK

from . import actions


@shared_task(name="reports.render_papers")
def render_papers() -> None:
    """Make up to two files; the next beat goes on."""
    for _ in range(CHUNK):
        paper = actions.claim_paper()
        if paper is None:
            return
        actions.make_paper(paper=paper)
