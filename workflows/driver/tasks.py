from celery import shared_task
from django.utils import timezone

from . import reminders


@shared_task(name="workflows.remind_desks")
def remind_desks():
    """Every minute: on working mornings some people more, until everybody was looked at; then nobody until tomorrow."""
    reminders.remind(timezone.now())
