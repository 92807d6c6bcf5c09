"""Beat with a heartbeat of its own, written by its own loop: it says nothing about the worker."""

from time import monotonic

from celery.beat import PersistentScheduler

from . import pulse
from .models import Part


class HeartbeatScheduler(PersistentScheduler):
    """Celery's file-backed scheduler that also records that beat is alive, every ten seconds at least."""

    _next_beat = 0.0

    def tick(self, *args, **kwargs):
        """Send one due task if there is one; return the seconds until the next look."""
        wait = super().tick(*args, **kwargs)
        if monotonic() >= self._next_beat:
            pulse.beat(Part.BEAT)
            self._next_beat = monotonic() + pulse.SECONDS_BETWEEN
        return min(wait, pulse.SECONDS_BETWEEN)
