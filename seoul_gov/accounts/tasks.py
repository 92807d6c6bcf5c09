from celery import shared_task
from django.core.management import call_command


@shared_task(name="accounts.clear_sessions")
def clear_sessions():
    """Sessions that have run out are deleted: what a person typed last may lie in them."""
    call_command("clearsessions")
