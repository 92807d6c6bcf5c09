from celery import shared_task

from . import actions


@shared_task(name="calls.tell_news")
def tell_news():
    return actions.tell_news()
