from celery import shared_task
from django.utils import timezone

from . import reminders


@shared_task(name="workflows.remind_votes")
def remind_votes():
    """Every few minutes; the rows remember who was told."""
    reminders.remind(timezone.now())
