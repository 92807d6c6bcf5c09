"""Looking at the parts of the portal, each within a time that a probe can wait for."""

import logging
import os
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLate
from dataclasses import dataclass
from time import monotonic

from django.conf import settings
from django.db import connection
from kombu import Connection

from . import pulse
from .models import Part

logger = logging.getLogger(__name__)

SECONDS_TO_ANSWER = 1.5
# A part that does not answer holds its thread; no more than these are ever held, and none of another part's.
_database_threads = ThreadPoolExecutor(max_workers=4, thread_name_prefix="health-database")
_broker_threads = ThreadPoolExecutor(max_workers=4, thread_name_prefix="health-broker")


@dataclass(frozen=True)
class State:
    """How one part is: ``age`` is the seconds since its last heartbeat, for the parts that have one."""

    ok: bool
    age: float | None = None

    def as_json(self):
        """The state as ``{"state": "ok" | "down"}``, with the age in seconds where there is one."""
        state = {"state": "ok" if self.ok else "down"}
        return state if self.age is None else state | {"age": round(self.age, 1)}


def readiness():
    """The state of ``database``, ``broker``, ``worker`` and ``beat``, within two seconds whatever hangs."""
    deadline = monotonic() + SECONDS_TO_ANSWER
    beats = _database_threads.submit(read_heartbeats)
    broker = _broker_threads.submit(reach_broker)
    ages = answer_of(beats, deadline)
    return {
        "database": State(ages is not None),
        "broker": State(answer_of(broker, deadline) is not None),
        **{part.value: _freshness((ages or {}).get(part.value)) for part in Part},
    }


def read_heartbeats():
    """The heartbeats' ages by part, read over a connection of this thread's own."""
    try:
        return pulse.ages()
    finally:
        connection.close()


def reach_broker():
    """True when the broker takes messages; raises what it raises when it does not."""
    options = settings.CELERY_BROKER_TRANSPORT_OPTIONS
    if folder := options.get("data_folder_out"):
        return _writable(folder)
    quick = {"socket_timeout": 1, "socket_connect_timeout": 1}
    url = settings.CELERY_BROKER_URL
    with Connection(url, connect_timeout=1, transport_options=options | quick) as connected:
        connected.ensure_connection(max_retries=0).channel().close()
    return True


def _writable(folder):
    if not os.access(folder, os.W_OK | os.X_OK):
        raise OSError(f"{folder} cannot be written to")
    return True


def answer_of(future, deadline):
    """What the future answers by ``deadline`` (monotonic); None, with a line in the log, when it does not."""
    try:
        return future.result(timeout=max(0, deadline - monotonic()))
    except TooLate:
        future.cancel()
        logger.warning("no answer within %s s", SECONDS_TO_ANSWER)
    except Exception as error:
        logger.warning("not ready: %s", error)
    return None


def _freshness(age):
    return State(age is not None and age <= pulse.SECONDS_UNTIL_STALE, age)
