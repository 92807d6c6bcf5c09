"""What the worker does for this room. Tasks carry no state: the rows say what is to be done."""

from celery import shared_task

from . import actions

CHUNK = 3


@shared_task(name="documents.render_pending")
def render_pending() -> None:
    """Makes up to three previews; the next beat goes on."""
    for _ in range(CHUNK):
        document = actions.claim_preview()
        if document is None:
            return
        actions.render_preview(document=document)


@shared_task(name="documents.sweep")
def sweep() -> None:
    """Removes what broken uploads left behind."""
    actions.sweep_orphans()
