"""A PostgreSQL and a Redis of one's own, on spare ports, and a migrated database, gone afterwards. Standard library only.

Used by what runs the tests (before Django is there) and by the drills, which stop and start them at will.
"""

import ctypes
import fcntl
import glob
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
POSTGRES_PLACES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/usr/local/opt/postgresql*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
)
# No autovacuum: it would count the rows of tests that were rolled back, and mislead the planner in the next ones.
POSTGRES_OPTIONS = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "autovacuum=off",
    "max_connections=200",
    "wal_level=minimal",
    "max_wal_senders=0",
    "update_process_title=off",
    "shared_buffers=256MB",
)
# What concerns the machine alone stays off: drills crash the server, not the kernel.
DURABLE_OPTIONS = ("fsync=off", "max_connections=200")
PR_SET_PDEATHSIG = 1


class ServiceFailed(Exception):
    """A service did not come up; the message holds the end of what it said."""


def postgres_program(name):
    """The full path of a PostgreSQL program, the newest version first, or None."""
    places = sorted(
        (path for place in POSTGRES_PLACES for path in glob.glob(place)), key=_version, reverse=True
    )
    return shutil.which(name, path=os.pathsep.join([*places, os.environ.get("PATH", "")]))


def spare_port():
    """A TCP port of the loopback address that nobody listens on just now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Postgres:
    """One PostgreSQL server with UTF-8 databases; ``url`` is for Django.

    With ``durable`` it keeps what it has confirmed when it is crashed, as in earnest.
    """

    def __init__(self, durable=False):
        self.options = DURABLE_OPTIONS if durable else POSTGRES_OPTIONS
        self.port = spare_port()
        self.url = f"postgres://portal@127.0.0.1:{self.port}/portal"
        self._owner = _unprivileged_user()
        self._home = None
        self._process = None

    def __enter__(self):
        self._home = _open_folder("portal-postgres-")
        if self._owner:
            os.chown(self._home, self._owner.pw_uid, self._owner.pw_gid)
        try:
            self._initialise()
            self.start()
            self._psql("postgres", "CREATE DATABASE portal")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self.stop()
        shutil.rmtree(self._home, ignore_errors=True)

    def start(self):
        """Start the server and wait until it answers."""
        command = [postgres_program("postgres"), "-D", f"{self._home}/data"]
        command += ["-p", str(self.port), "-k", self._home]
        command += [word for option in self.options for word in ("-c", option)]
        self._process = _spawn(command, f"{self._home}/log", self._owner)
        _wait_until(self._answers, self._process, f"{self._home}/log", seconds=60)

    def stop(self, how=signal.SIGINT):
        """Stop the server: SIGINT drops its clients politely, SIGQUIT crashes it."""
        _finish(self._process, how)

    def pause(self, yes=True):
        """Freeze the server, or let it go on: it keeps its connections and answers nothing."""
        _pause(self._process, yes)

    def _initialise(self):
        command = [
            postgres_program("initdb"),
            "-D",
            f"{self._home}/data",
            "--no-sync",
            *self.initdb_options(),
        ]
        done = subprocess.run(command, **_quiet(self._owner), cwd=self._home, capture_output=True, text=True)
        if done.returncode:
            raise ServiceFailed(f"initdb failed:\n{done.stdout}{done.stderr}")

    def initdb_options(self):
        """Nobody needs a password."""
        return ["--username=portal", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"]

    def _answers(self):
        command = [postgres_program("pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        return subprocess.run(command, stdin=subprocess.DEVNULL).returncode == 0

    def _psql(self, database, statement):
        command = [postgres_program("psql"), "-X", "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        command += ["-U", "portal", "-d", database, "-c", statement]
        subprocess.run(command, check=True, stdin=subprocess.DEVNULL)


class Redis:
    """One Redis server that keeps nothing on disk; ``url`` is its first database."""

    def __init__(self, command=("redis-server", "--save", "", "--appendonly", "no")):
        self.command = command
        self.port = spare_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._home = None
        self._process = None

    def __enter__(self):
        self._home = _open_folder("portal-redis-")
        try:
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self.stop()
        shutil.rmtree(self._home, ignore_errors=True)

    def start(self):
        """Start the server, empty, and wait until it answers."""
        command = [*self.command, "--port", str(self.port), "--bind", "127.0.0.1", "--dir", self._home]
        self._process = _spawn(command, f"{self._home}/log")
        _wait_until(self._answers, self._process, f"{self._home}/log", seconds=20)

    def stop(self, how=signal.SIGTERM):
        """Stop the server; whatever it held is lost."""
        _finish(self._process, how)

    def pause(self, yes=True):
        """Freeze the server, or let it go on: it keeps its connections and answers nothing."""
        _pause(self._process, yes)

    def _answers(self):
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as client:
                client.sendall(b"PING\r\n")
                return client.recv(16).startswith(b"+PONG")
        except OSError:
            return False


class Keeper:
    """A process that migrates a test database and keeps it meanwhile (``tests/migrated.py``).

    ``folder`` is where it tells the name, once it is there; who wants to know takes the lock there and thereby waits.
    The process is ``python`` with ``variables``, started by the words in ``before``, if any.
    """

    def __init__(self, folder, python, variables, *before):
        self.folder = str(folder)
        self._command = [*before, python, "-m", "tests.migrated", self.folder]
        self._variables = {**variables, "DJANGO_SETTINGS_MODULE": "tests.settings"}
        self._process = None

    def __enter__(self):
        """It has the lock from its first moment on."""
        os.makedirs(self.folder, exist_ok=True)
        with open(f"{self.folder}/lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self._process = subprocess.Popen(
                [*self._command, str(lock.fileno())],
                cwd=ROOT,
                env=self._variables,
                stdin=subprocess.PIPE,
                pass_fds=[lock.fileno()],
                start_new_session=True,
                preexec_fn=die_with_parent,
            )
        return self

    def __exit__(self, *_):
        self._process.communicate()


def die_with_parent():
    """Between fork and exec: have Linux end this process when the one that started it is gone."""
    if _libc is not None:
        _libc.prctl(PR_SET_PDEATHSIG, signal.SIGINT)


_libc = ctypes.CDLL(None) if os.uname().sysname == "Linux" else None


def _version(path):
    digits = "".join(letter for letter in path if letter.isdigit())
    return int(digits or 0)


def _open_folder(prefix):
    """A new folder that another user may enter: PostgreSQL refuses to run as root."""
    folder = tempfile.mkdtemp(prefix=prefix, dir="/tmp" if os.geteuid() == 0 else None)
    Path(folder).chmod(0o755)
    return folder


def _unprivileged_user():
    if os.geteuid() != 0:
        return None
    names = [user.pw_name for user in pwd.getpwall()]
    return pwd.getpwnam("postgres" if "postgres" in names else "nobody")


def _quiet(owner):
    """What every child gets: no standard input, and the owner's rights when we are root."""
    rights = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []} if owner else {}
    return {"stdin": subprocess.DEVNULL, **rights}


def _spawn(command, log, owner=None):
    with open(log, "ab") as sink:
        return subprocess.Popen(
            command,
            **_quiet(owner),
            cwd=os.path.dirname(log),
            stdout=sink,
            stderr=sink,
            start_new_session=True,
            preexec_fn=die_with_parent,
        )


def _wait_until(answers, process, log, seconds):
    deadline = time.monotonic() + seconds
    while not answers():
        if process.poll() is not None or time.monotonic() > deadline:
            _finish(process, signal.SIGTERM)
            raise ServiceFailed(f"{process.args[0]} did not come up:\n{Path(log).read_text()[-2000:]}")
        time.sleep(0.05)


def _finish(process, how):
    if process is None or process.poll() is not None:
        return
    _pause(process, False)
    process.send_signal(how)
    try:
        process.wait(timeout=15)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _pause(process, yes):
    for pid in [process.pid, *_children(process.pid)]:
        os.kill(pid, signal.SIGSTOP if yes else signal.SIGCONT)


def _children(pid):
    """PostgreSQL's server processes leave their parent's group, so they are looked up one by one."""
    listing = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in listing.read_text().split()] if listing.exists() else []
