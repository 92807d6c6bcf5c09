"""The worker's heartbeat: alive for as long as the worker consumes from the broker."""

from threading import Event, Thread

from celery.bootsteps import StartStopStep

from . import pulse
from .models import Part


class Heart(StartStopStep):
    """Starts with the worker's consumer and stops with it: a worker that lost its broker falls silent too."""

    requires = ("celery.worker.consumer.tasks:Tasks",)

    def __init__(self, consumer, **options):
        super().__init__(consumer, **options)
        self._stop = Event()
        self._thread = None

    def start(self, consumer):
        """Begin to record a heartbeat every ten seconds, from a thread of its own."""
        self._stop = Event()
        self._thread = Thread(target=self._run, args=(self._stop,), name="heart", daemon=True)
        self._thread.start()

    def stop(self, consumer):
        """Fall silent; the thread ends by itself, so that a hanging database delays no shutdown."""
        self._stop.set()

    def join(self):
        """Wait until the thread has ended, if it ever began."""
        if self._thread:
            self._thread.join()

    @staticmethod
    def _run(stop):
        pulse.beat(Part.WORKER)
        while not stop.wait(pulse.SECONDS_BETWEEN):
            pulse.beat(Part.WORKER)
