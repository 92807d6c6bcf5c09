from celery import shared_task
from django.utils import timezone

from . import reminders


@shared_task(name="workflows.remind_desks")
def remind_desks():
    """Every few minutes: whoever was told today is left alone."""
    reminders.remind(timezone.now())
