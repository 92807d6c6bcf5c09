from celery import shared_task
from django.utils import timezone

from . import reminders


@shared_task(name="workflows.remind_meetings")
def remind_meetings():
    """Every few minutes: first who came after a call, then who is to be reminded of it."""
    now = timezone.now()
    reminders.invite_newcomers(now)
    reminders.remind(now)
