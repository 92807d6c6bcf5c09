"""Writing and reading heartbeats."""

import logging

from django.db import Error, connection
from django.utils import timezone

from .models import Heartbeat

logger = logging.getLogger(__name__)

SECONDS_BETWEEN = 10
SECONDS_UNTIL_STALE = 35


def record(part):
    """Note that ``part`` (a ``Part``) is alive now: one statement, whether its row exists or not."""
    Heartbeat.objects.bulk_create(
        [Heartbeat(part=part, at=timezone.now())],
        update_conflicts=True,
        unique_fields=["part"],
        update_fields=["at"],
    )


def beat(part):
    """Record ``part`` from a background process: a database that is away costs one heartbeat and no more.

    The connection is closed each time: nothing is held while a worker forks, and no stale connection is used
    after the database came back.
    """
    try:
        record(part)
    except Error as error:
        logger.warning("heartbeat of %s not written: %s", part, error)
    finally:
        connection.close()


def ages():
    """Seconds since the last heartbeat of each part that ever had one, by part value."""
    now = timezone.now()
    return {row.part: (now - row.at).total_seconds() for row in Heartbeat.objects.all()}
