from celery import shared_task

from . import actions


@shared_task(name="workflows.count_shares")
def count_shares():
    """Every hour: the public figures, so that no page counts all projects."""
    actions.count_shares()
