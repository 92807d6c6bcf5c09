from celery import shared_task
from django.utils import timezone

from . import reminders


@shared_task(name="workflows.remind_meetings")
def remind_meetings():
    reminders.remind(timezone.now())
