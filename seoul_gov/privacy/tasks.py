from celery import shared_task

from . import actions


@shared_task(name="privacy.forget")
def forget():
    return actions.forget()
