"""The three programs that make up a running portal, and how each is started."""

import os
import sys
from pathlib import Path

from django.conf import settings

from .supervisor import Program, make_room

SHARED_MEMORY = Path("/dev/shm")  # noqa: S108  only gunicorn's own liveness file lies there


def web(host: str, port: int) -> Program:
    """The web server: two processes of four threads each."""
    return _program(
        "web",
        ["gunicorn", "seoul_gov.wsgi:application", "--config", "python:seoul_gov.operations.serving"],
        ["--bind", f"{host}:{port}"],
        ["--worker-class", "gthread", "--workers", "2", "--threads", "4", "--preload"],
        ["--timeout", "60", "--graceful-timeout", "8"],
        ["--worker-tmp-dir", str(_liveness_folder()), "--no-control-socket"],
    )


def worker() -> Program:
    """The worker: one process does the tasks, so that embedded SQLite has few writers."""
    return _program(
        "worker",
        ["celery", "-A", "seoul_gov.celery", "worker", "--hostname", "portal@%h", "--loglevel", "WARNING"],
        ["--pool", "prefork", "--concurrency", "1", "--without-gossip", "--without-mingle"],
    )


def beat() -> Program:
    """The clock that sends what is due, every few seconds or days."""
    return _program("beat", ["celery", "-A", "seoul_gov.celery", "beat", "--loglevel", "WARNING"])


def _program(name, *words):
    log = settings.VAR_DIR / "log" / f"{name}.log"
    make_room(log)
    return Program(
        name=name,
        command=[sys.executable, "-m", *(word for group in words for word in group)],
        log=log,
        folder=settings.BASE_DIR,
        # Uploads and messages in transit stay on the disk of the data: they are moved, not copied.
        variables={"TMPDIR": str(settings.VAR_DIR / "tmp"), "PYTHONUNBUFFERED": "1"},
    )


def _liveness_folder():
    """Memory rather than disk: a busy disk must not look like a hanging web process."""
    usable = SHARED_MEMORY.is_dir() and os.access(SHARED_MEMORY, os.W_OK | os.X_OK)
    return SHARED_MEMORY if usable else settings.VAR_DIR / "run"
