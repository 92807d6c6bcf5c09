from time import monotonic

from celery import shared_task

from . import outbox

SECONDS_A_RUN = 30


@shared_task(name="notifications.drain")
def drain():
    """Chunk after chunk for half a minute at most, so that other tasks have their turn."""
    ends = monotonic() + SECONDS_A_RUN
    while outbox.drain() and monotonic() < ends:
        pass
