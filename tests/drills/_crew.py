"""A portal in a folder of its own, its programs one by one, and a mail server; what the drills share.

``on_both_pairs`` runs a drill once on SQLite and files and, where their programs are on this machine, once on
PostgreSQL and Redis, each time in a process of its own; ``on_services`` runs one that is about those two.
"""

import logging
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

from tests.notifications.servers import Server
from tests.services import Postgres, Redis, die_with_parent, postgres_program, spare_port

ROOT = Path(__file__).resolve().parent.parent.parent
HOST = "localhost"
SECONDS_TO_OPEN = 60


def on_both_pairs(drill, side_by_side=False):
    """Run ``drill(crew)`` on each pair of database and broker; the exit status is 0 when it held on all.

    ``side_by_side`` is for drills that mostly wait.
    """
    if len(sys.argv) > 1:
        sys.exit(one_round(sys.argv[1], drill))
    pairs = ["embedded"] + ["services"] * has_services()
    commands = [[sys.executable, sys.argv[0], pair] for pair in pairs]
    if side_by_side:
        running = [subprocess.Popen(command, cwd=ROOT, preexec_fn=die_with_parent) for command in commands]
        sys.exit(max(process.wait() for process in running))
    sys.exit(max(subprocess.run(command, cwd=ROOT).returncode for command in commands))


def on_embedded(drill):
    """Run ``drill(crew)`` on SQLite and files, which it is about."""
    sys.exit(one_round("embedded", drill))


def on_services(drill):
    """Run ``drill(crew)`` on PostgreSQL and Redis; where their programs are missing it has not held."""
    if not has_services():
        sys.exit("This drill needs PostgreSQL and Redis.")
    sys.exit(one_round("services", drill))


def has_services():
    return bool(postgres_program("initdb") and shutil.which("redis-server"))


def one_round(pair, drill):
    """One run of the drill; prints its findings and answers the exit status."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="portal-drill-"))
        server = stack.enter_context(Server())
        variables = {"EMAIL_URL": f"smtp://127.0.0.1:{server.port}"}
        postgres = redis = None
        if pair == "services":
            postgres, redis = stack.enter_context(Postgres(durable=True)), stack.enter_context(Redis())
            variables |= {"DATABASE_URL": postgres.url, "CELERY_BROKER_URL": redis.url}
        crew = stack.enter_context(Crew(Path(folder), server, variables))
        crew.postgres, crew.redis = postgres, redis
        print(f"-- {pair}", flush=True)
        started = time.monotonic()
        failures = drill(crew)
        print(f"   ({pair}: {time.monotonic() - started:.0f} s)", flush=True)
    for failure in failures:
        print(f"   {pair} FAILED: {failure}", flush=True)
    return 1 if failures else 0


class Crew:
    """The portal's programs; ``sink`` holds the mails that came out of them.

    ``postgres`` and ``redis`` are its services, where it has any.
    """

    postgres = redis = None

    def __init__(self, folder, server, variables):
        self.server = server
        self.sink = server.sink
        self.folder = folder
        own = {
            "PORTAL_VAR_DIR": str(folder),
            "PORTAL_PROFILE": "embedded",
            "PORTAL_BASE_URL": f"http://{HOST}",
        }
        foreign = ("DJANGO_", "CELERY_", "EMAIL_", "DATABASE_", "PORTAL_")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
        self._variables = kept | own | {"PYTHONUTF8": "1", "TMPDIR": str(folder)} | variables
        self._running = []

    def __enter__(self):
        for name in ("broker", "broker-control", "uploads", "files", "mail", "log", "run", "tmp"):
            (self.folder / name).mkdir()
        os.environ.clear()
        os.environ.update(self._variables, DJANGO_SETTINGS_MODULE="seoul_gov.settings")
        import django
        from django.core.management import call_command

        django.setup()
        for name in ("mail.log", "portal.request"):
            logging.getLogger(name).setLevel(logging.WARNING)
        call_command("migrate", verbosity=0)
        call_command("createcachetable")
        return self

    def __exit__(self, *_):
        from django.db import connections

        connections.close_all()
        for process in self._running:
            kill(process)

    def worker(self):
        """Start a worker as the portal starts it."""
        words = ["worker", "--loglevel", "WARNING", "--pool", "prefork", "--concurrency", "1"]
        return self._start(*words, "--without-gossip", "--without-mingle")

    def beat(self, number=1):
        """Start a beat; each has a clock file of its own, as on two hosts."""
        return self._start("beat", "--loglevel", "WARNING", "--schedule", str(self.folder / f"beat-{number}"))

    def web(self):
        """Start the web server as the portal starts it; answers when it does."""
        from seoul_gov.demo import programs, statics

        statics.collect()
        return Web(self, programs)

    def _start(self, *words):
        return self.run([sys.executable, "-m", "celery", "-A", "seoul_gov.celery", *words])

    def run(self, command):
        """Start a program of the portal's; what it says goes to the log."""
        with (self.folder / "said").open("ab") as log:
            process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=self._variables,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=die_with_parent,
            )
        self._running.append(process)
        return process

    def manage(self, *words, variables=None, before=()):
        """Run a command of ``manage.py`` to its end; what it printed. Raises AssertionError when it fails."""
        command = [*before, sys.executable, "manage.py", *words]
        environment = self._variables | (variables or {})
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise AssertionError(f"{' '.join(words[:2])} failed\n{done.stdout}{done.stderr}")
        return done.stdout

    def secret_key(self):
        """The key that this portal made for itself."""
        return (self.folder / "secret_key").read_text()

    def findings(self):
        """How often each mail came out that was due: lost ones have 0, doubled ones more than 1."""
        from seoul_gov.notifications.models import Notice

        came = Counter(self.sink.ids)
        due = Notice.objects.exclude(mail_state="none").values_list("pk", flat=True)
        return {pk: came[f"<notice-{pk}@{HOST}>"] for pk in due}

    def gone(self, *processes):
        """Which of these ended by themselves or by somebody else's hand: a drill without them proves nothing."""
        return [" ".join(process.args[5:7]) for process in processes if process.poll() is not None]

    def log_end(self):
        """The last lines that the programs said."""
        return (self.folder / "said").read_text()[-1000:]


class Web:
    """The running web server: ``url`` for people, ``process`` for who breaks it."""

    def __init__(self, crew, programs):
        from tests.drills._visitor import Visitor

        port = spare_port()
        self.url = f"http://127.0.0.1:{port}"
        self.process = crew.run(programs.web("127.0.0.1", port).command)
        if not wait_until(lambda: Visitor(self.url).get("/health/live").ok, SECONDS_TO_OPEN):
            raise AssertionError(f"the web server did not open\n{crew.log_end()}")

    def workers(self):
        """The numbers of its web processes."""
        pid = self.process.pid
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def kill(process):
    """kill -9, of the program and of all its children."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def make_meetings(members, starts, days_ago=10):
    """Meetings of one panel with so many members, at these moments, to which all were called so many days ago."""
    from datetime import timedelta

    from django.utils import timezone

    from panels.models import Membership
    from seoul_gov.accounts.models import User
    from tests import factories
    from workflows.meetings.models import Meeting

    now = timezone.now()
    official = factories.make_official("officer", department=factories.make_department())
    project = factories.make_confirmed_project(officer=official)
    duty, panel = factories.make_duty(project), factories.make_panel(project)
    users = User.objects.bulk_create(
        User(email=f"member{number}@example.test", name=f"단원 {number}", password="!")
        for number in range(members)
    )
    Membership.objects.bulk_create(
        Membership(
            panel=panel,
            user=user,
            email=user.email,
            name=user.name,
            state="active",
            invited_by=official,
            expires_at=now,
            accepted_at=now,
        )
        for user in users
    )
    meetings = Meeting.objects.bulk_create(
        Meeting(
            duty=duty,
            panel=panel,
            title=f"회의 {number}",
            starts_at=start,
            ends_at=start + timedelta(hours=1),
            place="시청",
            uid=f"drill-{number}",
            called_by=official,
            announced_at=now - timedelta(days=days_ago),
        )
        for number, start in enumerate(starts)
    )
    call_to(meetings, users)
    return meetings


def call_to(meetings, users):
    """Write that all were called to the meetings already: who was not is called by the next sweep."""
    from seoul_gov.notifications.actions import Recipient, ledger_key
    from seoul_gov.notifications.models import Notice
    from workflows.meetings.actions.sharing import call_key

    Notice.objects.bulk_create(
        Notice(
            recipient=user,
            email=user.email,
            kind="meetings.scheduled",
            scope=meeting.scope,
            ledger_key=ledger_key(f"meeting:{meeting.pk}:{call_key(meeting)}", Recipient.of(user)),
            subject=meeting.title,
            mail_state="none",
        )
        for meeting in meetings
        for user in users
    )


def wait_until(holds, seconds, pause=0.05):
    """Whether ``holds()`` came true within so many seconds."""
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(pause)
    return True
