"""Ten thousand due reminders: the portal's worker against one process that only sends them."""

import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from tests.services import Redis, die_with_parent

ROOT = Path(__file__).resolve().parent.parent.parent
MAILS = 10_000
TURNS = 2
SECONDS_AT_MOST = 180
SILENT = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


@contextmanager
def sink():
    """A mail server; its port and a function that says how many mails it has taken."""
    with tempfile.TemporaryDirectory(prefix="portal-sink-") as folder:
        file = Path(folder) / "mails"
        words = [sys.executable, str(ROOT / "tests/bench/sink.py"), str(file)]
        process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, preexec_fn=die_with_parent)
        try:
            port = int(process.stdout.readline())
            yield port, lambda: int(file.read_text() or 0) if file.exists() else 0
        finally:
            process.kill()
            process.wait()


def run(environment: dict, *words: str):
    subprocess.run([sys.executable, "-m", *words], cwd=ROOT, env=environment, check=True)


def compare(environment: dict, count: int = MAILS) -> tuple[float, float]:
    """Seconds of the plain process and of the worker for the same letters, start of the programs left out.

    They take turns, and the better time of each counts: a machine that is busy for a while slows both down.
    """
    alone, worker = [], []
    for _ in range(TURNS):
        run(environment, "tests.bench.letters", "fill", str(count))
        alone.append(timed(environment, count, [sys.executable, "-m", "tests.bench.letters", "plain"]))
        with Redis() as redis:
            services = environment | {"CELERY_BROKER_URL": redis.url}
            ask(services)
            worker.append(timed(services, count, production_worker()))
    return min(alone), min(worker)


def production_worker() -> list[str]:
    return [sys.executable, "-m", "celery", *WORKER.split()]


WORKER = "-A seoul_gov.celery worker --concurrency 2 --loglevel WARNING"


def ask(environment: dict) -> None:
    """Ask for the mail to be sent, as often as beat does in the time."""
    code = "from seoul_gov.celery import app; [app.send_task('notifications.drain') for _ in range(12)]"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, check=True)


def timed(environment: dict, count: int, command: list[str]) -> float:
    """The time from the first mail to the last that a program sends."""
    with sink() as (port, taken):
        own = environment | {"EMAIL_URL": f"smtp://127.0.0.1:{port}"}
        process = subprocess.Popen(command, cwd=ROOT, env=own, preexec_fn=die_with_parent, **SILENT)
        try:
            began = wait_for(taken, 1)
            return wait_for(taken, count) - began
        finally:
            process.terminate()
            process.wait(timeout=60)


def wait_for(taken, count: int) -> float:
    """The moment at which so many mails have been taken."""
    deadline = time.monotonic() + SECONDS_AT_MOST
    while taken() < count:
        if time.monotonic() > deadline:
            raise RuntimeError(f"After {SECONDS_AT_MOST} s {taken()} of {count} mails had arrived.")
        time.sleep(0.02)
    return time.monotonic()
