from celery import shared_task

from . import actions


@shared_task(name="audit.seal")
def seal():
    return actions.seal()
