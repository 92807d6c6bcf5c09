from celery import shared_task
from django.utils import timezone

from . import reminders


@shared_task(name="workflows.remind_reviews")
def remind_reviews():
    """Reminders of reviews that are soon due; the rows remember who was told."""
    reminders.remind(timezone.now())
