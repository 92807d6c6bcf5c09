from celery import shared_task
from django.utils import timezone

from . import reminders


@shared_task(name="workflows.remind_reviews")
def remind_reviews():
    """First who came after a review was opened, then who is to be reminded; the rows remember who was told."""
    now = timezone.now()
    reminders.ask_newcomers(now)
    reminders.remind(now)
