from celery import shared_task
from django.utils import timezone

from . import reminders


@shared_task(name="workflows.remind_issues")
def remind_issues():
    """The rows remember who was told: running twice writes nothing twice."""
    reminders.remind(timezone.now())
