"""``manage.py portal``: the whole portal from one command, web, worker and beat."""

import fcntl
import os
import socket
import time
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from io import StringIO
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connections
from environs import Env

from seoul_gov.accounts.enums import Role
from seoul_gov.demo import programs, statics
from seoul_gov.demo.logins import listing
from seoul_gov.demo.supervisor import Supervisor

FOLDERS = ("log", "run", "tmp", "mail", "broker", "broker-control")
SECONDS_TO_OPEN = 90
LINES_OF_LOG = 30
ROLES = dict(Role.choices) | {"vendor": "수행사", "member": "추진단원", "citizen": "시민"}


class Command(BaseCommand):
    help = "포털 전체(웹, 작업 처리, 예약 실행)를 한 번에 시작합니다."
    # A part that is down is told by the pages and the logs, not by refusing to start the others.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--prepare", action="store_true", help="자료만 준비하고 끝냅니다.")

    def handle(self, *, prepare, **options):
        os.umask(0o077)
        for folder in FOLDERS:
            (settings.VAR_DIR / folder).mkdir(parents=True, exist_ok=True)
        try:
            return self.prepare() if prepare else self.open(*_address())
        except KeyboardInterrupt:
            raise CommandError("시작을 중단했습니다.", returncode=130) from None

    def prepare(self):
        """Bring database, reference data, demo data and static files up to date; quick when they are."""
        self.say("데이터베이스를 준비합니다.")
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("load_guideline", stdout=StringIO())
        if settings.PORTAL_DEMO:
            self.say("체험 자료를 준비합니다. 처음에는 1분쯤 걸립니다.")
            call_command("load_demo", stdout=StringIO())
        statics.collect()
        connections.close_all()

    def open(self, host, port):
        """Start everything and stay until told to stop."""
        with _only_one_in(settings.VAR_DIR):
            _refuse_taken_port(host, port)
            self.prepare()
            family = [programs.web(host, port), programs.worker(), programs.beat()]
            Supervisor(family, self.say).run(look=Opening(self, port).look)
        self.say("포털을 모두 멈췄습니다.")

    def announce(self):
        """Say that the portal is open, who may log in, and where to look."""
        self.say(f"\n포털이 열렸습니다: {settings.PORTAL_BASE_URL}/\n")
        if settings.PORTAL_DEMO:
            self.say("체험 로그인 (모두 보기: .venv/bin/python manage.py demo_logins)")
            self.say("\n".join([*_one_login_a_role(), "", ""]))
            connections.close_all()
        self.say(f"기록: {settings.VAR_DIR / 'log'} (web.log, worker.log, beat.log)")
        self.say(f"보낸 메일: {settings.VAR_DIR / 'mail'}")
        self.say("멈추려면 Ctrl+C를 눌러 주세요.")

    def say(self, sentence):
        """Print a line at once, however the output is buffered."""
        self.stdout.write(sentence)
        self.stdout.flush()


class Opening:
    """Waits for the web server's first answer and announces it once."""

    def __init__(self, command, port):
        self.command = command
        self.port = port
        self.open = False
        self.deadline = time.monotonic() + SECONDS_TO_OPEN

    def look(self):
        """Announce when the time has come; raises CommandError when it does not come."""
        if self.open:
            return
        self.open = _answers(self.port)
        if self.open:
            self.command.announce()
        elif time.monotonic() > self.deadline:
            log = settings.VAR_DIR / "log" / "web.log"
            end = "\n".join(log.read_text(errors="replace").splitlines()[-LINES_OF_LOG:])
            raise CommandError(f"{SECONDS_TO_OPEN}초 안에 웹 서버가 열리지 않았습니다. {log}의 끝:\n{end}")


def _one_login_a_role():
    rows = listing()[::-1]
    rows.sort(key=lambda row: row["email"].startswith(row["role"]))
    first = {row["role"]: row for row in rows}
    for role in sorted(first, key=list(ROLES).index):
        row = first[role]
        yield f"  {row['email']:<28}{row['password']:<20}{ROLES[role]} {row['name']}"


def _address():
    env = Env()
    return env.str("PORTAL_HOST", "127.0.0.1"), env.int("PORT", 8000)


def _refuse_taken_port(host, port):
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except (OSError, OverflowError) as error:
            advice = f"다른 프로그램이 쓰고 있으면 다른 포트로 시작해 주세요. 예: PORT={port + 1} make run"
            raise CommandError(f"{host}:{port}에서 열 수 없습니다({error}). {advice}") from None


@contextmanager
def _only_one_in(folder):
    """Hold the folder's lock: two portals on the same files would send everything twice."""
    with (folder / "run" / "portal.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CommandError(f"이 폴더의 포털이 이미 실행되고 있습니다: {folder}") from None
        yield


def _answers(port):
    """Whether the web server answers anything that is not an error of its own."""
    caller = HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        caller.request("GET", "/health/live", headers={"Host": urlsplit(settings.PORTAL_BASE_URL).netloc})
        return caller.getresponse().status < 500
    except (OSError, HTTPException):
        return False
    finally:
        caller.close()
