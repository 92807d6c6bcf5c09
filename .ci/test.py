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
from contextlib import contextmanager, suppress
from pathlib import Path
from xml.etree import ElementTree

import environment
import machine

from tests.services import Keeper, Postgres, Redis, ServiceFailed, die_with_parent

ROOT = Path(__file__).resolve().parent.parent
PYTHON = str(ROOT / ".venv" / "bin" / "python")
RESULTS = ROOT / "var" / "test"
LOCKS = ("requirements.txt", "requirements-dev.txt")
# What would change the portal that is tested: none of it comes in from outside.
FOREIGN = ("PORT", "CELERY_", "DJANGO_", "PYTEST_", "SLIPCOVER_", "EMAIL_", "MEDIA_", "PYTHON")
FOREIGN_TOO = ("DATABASE_URL", "SECRET_KEY", "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "DEFAULT_FROM_EMAIL")
IN_THE_BACKGROUND = ("nice", "-n", "19")
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
        """Run ``python command`` with the variables."""
        print(f"\n== {title}", flush=True)
        self.note(title, run([PYTHON, *command], self.environment | variables))

    def note(self, title, status):
        """Remember how a step ended."""
        if status:
            print(f"-- {title}: failed, status {status}", flush=True)
            self.failed.append(title)

    def checks(self):
        """What needs no database: style, migrations, and Django's own checks of a production set-up."""
        secret = {"SECRET_KEY": secrets.token_urlsafe(64), "MEDIA_ROOT": f"{self.scratch}/files"}
        self.step("ruff check", "-m", "ruff", "check", "--no-cache", "--output-format", "concise", ".")
        self.step("ruff format", "-m", "ruff", "format", "--no-cache", "--check", ".")
        self.step("migrations match the models", "manage.py", "makemigrations", "--check", "--dry-run")
        check = ("manage.py", "check", "--deploy", "--fail-level", "WARNING")
        self.step("check --deploy, production profile", *check, **PRODUCTION, **secret)

    def suite(self, name, *options, **variables):
        """The test suite, once, from its beginning to its end."""
        with self.begin(name, *options, **variables) as suite:
            suite.wait()

    @contextmanager
    def begin(self, name, *options, under=(), **variables):
        """The test suite, under way: a ``Suite``, with its results in ``var/test/NAME.xml``; ``under`` is what runs it, if
        anything."""
        results = RESULTS / f"{name}.xml"
        results.unlink(missing_ok=True)
        command = [PYTHON, *under, "-m", "pytest", "-q", "-n", processes(), "--dist", "worksteal"]
        command += [f"--junit-xml={results}", "--durations=10"]
        print(f"\n== tests: {name}", flush=True)
        with running([*command, *options], self.environment | variables) as process:
            yield Suite(self, name, process, results)

    def read(self, part):
        """Let Python and pytest compile the modules of every second test once, so that the processes of a round need not
        each do it."""
        modules = sorted(map(str, ROOT.glob("tests/**/test_*.py")))[part::2]
        command = [PYTHON, "-m", "pytest", "-qqq", "--collect-only", *modules]
        run(command, self.environment, stdout=subprocess.DEVNULL)

    def whole_suite(self, twice=False):
        """Both pairs of database and broker. What no database changes is asked of the first alone: coverage and
        accessibility; and the second round is of the tests that the first has chosen, by the statements which they sent.
        Or everything ``twice``, and more of what tests make up at random.

        The second round's database is migrated in the moments that the first round leaves free, and the second begins
        when the first has chosen, while what it measured is still put together.
        """
        report, chosen = RESULTS / "coverage.json", RESULTS / "second-round.txt"
        for old in (report, chosen):
            old.unlink(missing_ok=True)
        measured = ("-m", "slipcover", "--out", str(report))
        deep = {"PORTAL_TESTS": "deep"} if twice else {}
        with Postgres() as postgres, Redis() as redis:
            services = {"DATABASE_URL": postgres.url, "CELERY_BROKER_URL": redis.url} | deep
            keeper = Keeper(f"{self.scratch}/kept", PYTHON, self.environment | services, *IN_THE_BACKGROUND)
            first = [] if twice else ["-m", "not second", f"--choose={chosen}"]
            with keeper, self.begin("sqlite-files", *first, under=measured, **deep) as measuring:
                measuring.wait_for(chosen)
                second = [f"@{chosen}"] if chosen.exists() else []
                services["PORTAL_KEPT"] = keeper.folder
                with self.begin("postgresql-redis", *second, "--without-axe", **services) as other:
                    measuring.wait()
                    other.wait()
        self.step("coverage: gate", ".ci/coverage_gate.py", str(report))

    def verdict(self):
        """Print the outcome, the counts last when there were tests; the exit status."""
        print("", *self.lines, sep="\n")
        sound = not self.failed
        print("Sound." if sound else f"Not sound: {', '.join(self.failed)}")
        if self.lines:
            print(f"{self.passed} passed, {self.broken} failed")
        return 0 if sound else 1


class Suite:
    """A test suite that is under way in a process, part of a round."""

    def __init__(self, round, name, process, results):
        self.round, self.name, self.process, self.results = round, name, process, results
        self.started = time.monotonic()

    def wait_for(self, file):
        """Wait until there is such a file, or the suite has ended without."""
        while not file.exists() and self.process.poll() is None:
            time.sleep(0.1)

    def wait(self):
        """Wait for the end, and count."""
        self.round.note(f"tests: {self.name}", self.process.wait())
        passed, broken, skipped = counts(self.results)
        self.round.passed += passed
        self.round.broken += broken
        minutes, seconds = divmod(int(time.monotonic() - self.started), 60)
        self.round.lines.append(
            f"{self.name}: {passed} passed, {broken} failed, {skipped} skipped, {minutes} min {seconds} s"
        )


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
            others.append(beside.submit(this.read, 0))
        if mode != "fast":
            this.checks()
        if whole:
            this.read(1)
        for other in others:
            other.result()
        if mode == "fast":
            this.suite("sqlite-files", "-m", "not journey")
        if whole:
            this.whole_suite(twice=mode == "twice")
        return this.verdict()


def run(command, variables, **others):
    """Run a command to its end; its exit status."""
    with running(command, variables, **others) as process:
        return process.wait()


@contextmanager
def running(command, variables, **others):
    """A command in a session of its own, so that nothing of it outlives us."""
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
        yield process
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
