"""Everything that says whether the portal is sound, from a clean clone: `make test` and its like.

Sets the machine up, starts a PostgreSQL and a Redis of its own, runs the whole suite on both pairs of
database and broker, and stops what it started, whatever happens. Standard library only: .venv comes later.
"""

import os
import secrets
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from xml.etree import ElementTree

import environment
import machine

from tests.services import Postgres, Redis, ServiceFailed, die_with_parent

ROOT = Path(__file__).resolve().parent.parent
PYTHON = str(ROOT / ".venv" / "bin" / "python")
RESULTS = ROOT / "var" / "test"
LOCKS = ("requirements.txt", "requirements-dev.txt")
# What would change the portal that is tested: none of it comes in from outside.
FOREIGN = ("PORT", "CELERY_", "DJANGO_", "PYTEST_", "SLIPCOVER_", "EMAIL_", "MEDIA_", "PYTHON")
FOREIGN_TOO = ("DATABASE_URL", "SECRET_KEY", "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "DEFAULT_FROM_EMAIL")
PRODUCTION = {
    "PORTAL_PROFILE": "production",
    "ALLOWED_HOSTS": "portal.example",
    "PORTAL_BASE_URL": "https://portal.example",
    "DATABASE_URL": "postgres://portal@database.example/portal",
    "CELERY_BROKER_URL": "redis://broker.example/0",
    "EMAIL_URL": "smtp://mail.example:25",
}


class Round:
    """One go at the checks: remembers what failed and how many tests there were."""

    def __init__(self, scratch):
        self.scratch = scratch
        self.failed = []
        self.lines = []
        self.passed = self.broken = 0
        kept = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
        self.environment = {name: value for name, value in kept.items() if name not in FOREIGN_TOO}
        self.environment |= {"PYTHONUTF8": "1", "PORTAL_VAR_DIR": f"{scratch}/var"}
        if not os.path.isdir(os.environ.get("HOME", "")):
            self.environment["HOME"] = scratch

    def step(self, title, *command, **variables):
        """Run ``python command`` with the variables; True when it went well."""
        print(f"\n== {title}", flush=True)
        status = run([PYTHON, *command], self.environment | variables)
        if status:
            print(f"-- {title}: failed, status {status}", flush=True)
            self.failed.append(title)
        return status == 0

    def checks(self):
        """What needs no database: style, migrations, and Django's own checks of a production set-up."""
        secret = {"SECRET_KEY": secrets.token_urlsafe(64), "MEDIA_ROOT": f"{self.scratch}/files"}
        self.step("ruff check", "-m", "ruff", "check", "--no-cache", "--output-format", "concise", ".")
        self.step("ruff format", "-m", "ruff", "format", "--no-cache", "--check", ".")
        self.step("migrations match the models", "manage.py", "makemigrations", "--check", "--dry-run")
        check = ("manage.py", "check", "--deploy", "--fail-level", "WARNING")
        self.step("check --deploy, production profile", *check, **PRODUCTION, **secret)

    def suite(self, name, *options, under=(), **variables):
        """The test suite, once, with its results in ``var/test/NAME.xml``; ``under`` is what runs it, if anything."""
        results = RESULTS / f"{name}.xml"
        results.unlink(missing_ok=True)
        command = [*under, "-m", "pytest", "-q", "-n", processes(), "--dist", "worksteal"]
        command.append(f"--junit-xml={results}")
        started = time.monotonic()
        self.step(f"tests: {name}", *command, *options, **variables)
        passed, broken, skipped = counts(results)
        self.passed += passed
        self.broken += broken
        minutes, seconds = divmod(int(time.monotonic() - started), 60)
        self.lines.append(
            f"{name}: {passed} passed, {broken} failed, {skipped} skipped, {minutes} min {seconds} s"
        )

    def read(self):
        """Let Python and pytest compile every module once, so that the processes of a round need not each do it."""
        run([PYTHON, "-m", "pytest", "-qqq", "--collect-only"], self.environment, stdout=subprocess.DEVNULL)

    def whole_suite(self, twice=False):
        """Both pairs of database and broker. What no database changes is asked of the first alone: coverage and
        accessibility; and the second round is of the tests that the first has chosen, by the statements which they sent.
        Or everything ``twice``, and more of what tests make up at random."""
        report, chosen = RESULTS / "coverage.json", RESULTS / "second-round.txt"
        for old in (report, chosen):
            old.unlink(missing_ok=True)
        measured = ("-m", "slipcover", "--out", str(report))
        deep = {"PORTAL_TESTS": "deep"} if twice else {}
        with Postgres() as postgres, Redis() as redis:
            services = {"DATABASE_URL": postgres.url, "CELERY_BROKER_URL": redis.url} | deep
            first = [] if twice else ["-m", "not second", f"--choose={chosen}"]
            self.suite("sqlite-files", "--durations=10", *first, under=measured, **deep)
            second = [f"@{chosen}"] if chosen.exists() else []
            self.suite("postgresql-redis", "--durations=10", *second, "--without-axe", **services)
        self.step("coverage: gate", ".ci/coverage_gate.py", str(report))

    def verdict(self):
        """Print the outcome, the counts last when there were tests; the exit status."""
        print("", *self.lines, sep="\n")
        sound = not self.failed
        print("Sound." if sound else f"Not sound: {', '.join(self.failed)}")
        if self.lines:
            print(f"{self.passed} passed, {self.broken} failed")
        return 0 if sound else 1


def main(mode):
    """Set up, run what ``mode`` asks for, tell the outcome. What can go beside other things does."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    whole = mode in ("all", "twice")
    RESULTS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="portal-check-") as scratch, ThreadPoolExecutor(2) as beside:
        others = [beside.submit(machine.provide)] if whole else []
        environment.main(LOCKS)
        this = Round(scratch)
        if whole:
            others.append(beside.submit(this.read))
        if mode != "fast":
            this.checks()
        for other in others:
            other.result()
        if mode == "fast":
            this.suite("sqlite-files", "-m", "not journey")
        if whole:
            this.whole_suite(twice=mode == "twice")
        return this.verdict()


def run(command, variables, **others):
    """Run a command in a session of its own, so that nothing of it outlives us; its exit status."""
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=variables,
        **others,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=die_with_parent,
    )
    try:
        return process.wait()
    finally:
        end(process)


def end(process):
    """Interrupt a command that still runs, and sweep up what it may have left behind."""
    with suppress(ProcessLookupError, subprocess.TimeoutExpired):
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGINT)
            process.wait(timeout=15)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def processes():
    """How many test processes suit this machine: one a core, two at least. One more fills the moments in which browsers
    wait, and costs more processor than that, for they all get in each other's way."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return str(max(2, min(cores, 8)))


def counts(results):
    """Passed, failed and skipped tests of a JUnit file; all 0 when pytest did not come to write it."""
    if not results.exists():
        return 0, 0, 0
    suite = ElementTree.parse(results).getroot().find("testsuite")  # noqa: S314  our own file
    tests, failures, errors, skipped = (
        int(suite.get(name)) for name in ("tests", "failures", "errors", "skipped")
    )
    return tests - failures - errors - skipped, failures + errors, skipped


if __name__ == "__main__":
    try:
        sys.exit(main(*(sys.argv[1:] or ["all"])))
    except KeyboardInterrupt:
        sys.exit("Interrupted; everything that was started has been stopped.")
    except ServiceFailed as failure:
        sys.exit(str(failure))
