from celery import shared_task

from . import actions


@shared_task(name="erasure.erase_due")
def erase_due():
    return actions.erase_due()
