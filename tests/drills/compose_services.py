"""The services of compose.yaml, started by hand.

Everything in the production profile, with the very commands, environment and health checks of compose.yaml and
Containerfile; only host names, ports and folders are this machine's. A proxy's headers say that people come by
https. Held when an official signs in with a second factor, registers a project and gets a mail, when what came
without https is sent there, when logs are JSON alone and a backup is made, and when all of it stops in order.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

import yaml

from tests.drills import _stranger
from tests.drills._crew import ROOT, kill, wait_until
from tests.drills._visitor import Visitor
from tests.notifications.servers import Server
from tests.services import Postgres, Redis, die_with_parent, postgres_program, spare_port

HOST = "portal.example.go.kr"
PROXY = {
    "Host": HOST,
    "X-Forwarded-For": "203.0.113.9",
    "X-Forwarded-Proto": "https",
    "Referer": f"https://{HOST}/",
}
PARTS = ("web", "worker", "beat", "backup")
SECONDS_TO_OPEN = 120
PASSWORD = "drill-login-2027"

PEOPLE = """
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from seoul_gov.accounts.models import Department, RoleGrant, User
from projects.models import ProposalChannel
from tests.accounts.codes import app_code
department = Department.objects.create(name="정보시스템담당관")
user = User.objects.create_user("officer@example.go.kr", "{password}", name="김담당")
EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
RoleGrant.objects.create(user=user, role="officer", department=department)
secret = generate_totp_secret()
TOTP.activate(user, secret)
print(app_code(secret), department.pk, user.pk, ProposalChannel.objects.first().pk)
"""


class Compose:
    """What compose.yaml says, with this machine's places in it."""

    def __init__(self, folder, mail):
        self.folder = folder
        self.port = spare_port()
        example = variables_of((ROOT / "compose.env.example").read_text().splitlines())
        filled = {"SECRET_KEY": os.urandom(32).hex(), "POSTGRES_PASSWORD": os.urandom(16).hex()}
        self.env_file = example | filled | {"ALLOWED_HOSTS": HOST, "EMAIL_URL": f"smtp://127.0.0.1:{mail}"}
        self.env_file |= {"PORTAL_BASE_URL": f"https://{HOST}", "CSRF_TRUSTED_ORIGINS": f"https://{HOST}"}
        text = (ROOT / "compose.yaml").read_text()
        self.services = yaml.safe_load(interpolated(text, self.env_file))["services"]
        self.image = image_of((ROOT / "Containerfile").read_text())
        self.places = {
            "/var/lib/portal": str(folder / "data"),
            "/var/backups/portal": str(folder / "backups"),
            "0.0.0.0:8000": f"127.0.0.1:{self.port}",
            '"127.0.0.1", 8000': f'"127.0.0.1", {self.port}',
        }

    def here(self, text):
        """The text with this machine's places."""
        for there, here in self.places.items():
            text = text.replace(there, here)
        return text

    def environment(self, name):
        """What the container of a service would find in its environment."""
        own = self.image["env"] | self.env_file | self.services[name].get("environment", {})
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        return {word: self.here(value) for word, value in own.items()} | {
            "PATH": path,
            "HOME": str(self.folder),
        }

    def command(self, name):
        """The command of a service, or of the image where it has none."""
        return [self.here(word) for word in self.services[name].get("command", self.image["command"])]

    def health(self, name):
        """The health check of a service, as a command."""
        return [self.here(word) for word in self.services[name]["healthcheck"]["test"][1:]]

    def start(self, name):
        """Start a service of the portal's image; what it says goes to its own log."""
        with (self.folder / f"{name}.log").open("ab") as log:
            return subprocess.Popen(
                [*_stranger.words(), *self.command(name)],
                cwd=ROOT,
                env=self.environment(name),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=die_with_parent,
            )

    def run(self, command, name="web"):
        """Run a command in the container of a service, so to speak."""
        return subprocess.run(
            [*_stranger.words(), *command],
            cwd=ROOT,
            env=self.environment(name),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )


class Database(Postgres):
    """PostgreSQL as its image sets it up: a password for whoever comes over the network."""

    def __init__(self, environment):
        super().__init__(durable=True)
        self.environment = environment
        os.environ["PGPASSWORD"] = environment["POSTGRES_PASSWORD"]

    def initdb_options(self):
        secret = Path(self._home) / "password"
        secret.write_text(self.environment["POSTGRES_PASSWORD"])
        secret.chmod(0o644)
        words = self.environment["POSTGRES_INITDB_ARGS"].split()
        user = self.environment["POSTGRES_USER"]
        return [f"--username={user}", "--auth=scram-sha-256", f"--pwfile={secret}", *words]


def variables_of(lines):
    """The variables of an env file."""
    pairs = (line.partition("=") for line in lines if line and not line.startswith("#"))
    return {name: value for name, _, value in pairs}


def interpolated(text, variables):
    """compose.yaml with its variables filled in."""

    def fill(found):
        name, default = found[1], (found[2] or "")
        value = variables.get(name, "")
        if not value and default.startswith(":?"):
            raise AssertionError(f"{name}: {default[2:]}")
        return value or default.removeprefix(":-")

    return re.sub(r"\$\{(\w+)(:[-?][^}]*)?\}", fill, text)


def image_of(text):
    """Environment and command of the image."""
    text = text.replace("\\\n", " ")
    env = dict(word.split("=", 1) for word in re.search(r"^ENV (.*)$", text, re.MULTILINE)[1].split())
    return {"env": env, "command": json.loads(re.search(r"^CMD (.*)$", text, re.MULTILINE)[1])}


def main():
    if not (postgres_program("initdb") and shutil.which("redis-server")):
        sys.exit("This drill needs PostgreSQL and Redis.")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="portal-compose-")))
        for name in ("data", "backups"):
            (folder / name).mkdir()
        _stranger.give(folder)
        mail = stack.enter_context(Server())
        compose = Compose(folder, mail.port)
        database = stack.enter_context(Database(compose.services["database"]["environment"]))
        broker = stack.enter_context(Redis(compose.services["broker"]["command"]))
        compose.places |= {
            "@database:5432": f"@127.0.0.1:{database.port}",
            "//broker:6379": f"//127.0.0.1:{broker.port}",
        }
        failures = play(compose, database, broker, mail, stack)
    for failure in failures:
        print(f"   FAILED: {failure}")
    return 1 if failures else 0


def play(compose, database, broker, mail, stack):
    """Start everything in compose.yaml's order, walk, and stop it."""
    failures = healthy(compose, "database", ["-h", "127.0.0.1", "-p", str(database.port)])
    failures += healthy(compose, "broker", [], ["-p", str(broker.port)])
    prepared = compose.start("prepare")
    stack.callback(kill, prepared)
    if prepared.wait(timeout=300):
        return [*failures, f"prepare failed\n{(compose.folder / 'prepare.log').read_text()[-2000:]}"]
    running = {name: compose.start(name) for name in PARTS}
    for process in running.values():
        stack.callback(kill, process)
    for name in ("web", "worker", "beat"):
        if not wait_until(
            lambda name=name: compose.run(compose.health(name), name).returncode == 0, SECONDS_TO_OPEN, 1
        ):
            return [
                *failures,
                f"{name} is not healthy\n{(compose.folder / f'{name}.log').read_text()[-2000:]}",
            ]
    failures += walked(compose, mail) + measured(compose) + backed_up(compose)
    failures += stopped(compose, running) + in_json(compose)
    print(f"   {len(running) + 3} services from prepare to stop: {len(failures)} failures")
    return failures


def healthy(compose, name, options, before=()):
    """Run the health check of a service that is not of our image, at this machine's port."""
    program, *words = compose.health(name)
    command = [postgres_program(program) or program, *before, *words, *options]
    wrong = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True).returncode
    return [f"{name}: its health check fails"] if wrong else []


def walked(compose, mail):
    """Sign in, register a project, get a mail; what went wrong."""
    made = compose.run(["python", "manage.py", "shell", "-v", "0", "-c", PEOPLE.format(password=PASSWORD)])
    if made.returncode:
        return [made.stderr[-1500:]]
    code, department, officer, channel = made.stdout.split()[-4:]
    url = f"http://127.0.0.1:{compose.port}"
    plain = Visitor(url, headers={"Host": HOST}).get("/")
    visitor = Visitor(url, headers=PROXY)
    steps = {
        "http is sent to https": (plain.status, plain.headers.get("Location")) == (301, f"https://{HOST}/"),
        "front page": visitor.get("/").status == 200,
        "password": visitor.post("/accounts/login/", login="officer@example.go.kr", password=PASSWORD)
        .headers.get("Location", "")
        .startswith("/accounts/2fa/authenticate/"),
        "code": visitor.post("/accounts/2fa/authenticate/", code=code).status == 302,
        "desk": visitor.get("/desk/").status == 200,
    }
    facts = {
        "title": "드릴 사업", "kind": "development", "department": department, "officer": officer, "channel": channel,
        "start_date": "2027-03-02", "end_date": "2027-12-31", "budget": "350,000,000", "summary": "드릴",
        "audience": "general",
    }  # fmt: skip
    created = visitor.post("/projects/new/", **facts)
    place = created.headers.get("Location", "/none/")
    steps["project"] = created.status == 302
    steps["registration"] = visitor.post(f"{place}submit/").status == 302
    steps["the list has it"] = "드릴 사업" in visitor.get("/projects/").text
    asked = Visitor(url, headers=PROXY).post("/accounts/password/reset/", email="officer@example.go.kr")
    steps["a mail is asked for"] = asked.status == 302
    steps["the mail came"] = wait_until(lambda: "officer@example.go.kr" in mail.sink.addresses, 90, 0.5)
    steps["its link is https"] = any(f"https://{HOST}/accounts/" in text_of(one) for one in mail.sink.mails)
    return [f"{step}: no" for step, ok in steps.items() if not ok]


def text_of(mail):
    body = mail.get_body(("plain",))
    return body.get_content() if body else ""


def measured(compose):
    """Prometheus reads from next door, and nobody through the proxy."""
    url = f"http://127.0.0.1:{compose.port}"
    near, far = (
        Visitor(url, headers={"Host": HOST}).get("/metrics"),
        Visitor(url, headers=PROXY).get("/metrics"),
    )
    failures = [] if far.status == 404 else [f"/metrics is open to the world: {far.status}"]
    wanted = (
        "portal_outbox_pending",
        "django_db_execute_total",
        "portal_broker_up 1.0",
        "django_http_responses_total",
    )
    return failures + [f"/metrics does not tell {name}" for name in wanted if name not in near.text]


def backed_up(compose):
    """The backup service has made one, and it is whole."""
    shelf = compose.folder / "backups"
    if not wait_until(lambda: list(shelf.glob("portal-*")), 60, 0.5):
        return [f"no backup\n{(compose.folder / 'backup.log').read_text()[-1000:]}"]
    checked = compose.run(["python", "manage.py", "backup", str(shelf), "--verify"])
    return [checked.stderr] if checked.returncode else []


def stopped(compose, running):
    """SIGTERM to each; who is not gone in its time, or did not go well."""
    failures = []
    for name, process in running.items():
        grace = int(compose.services[name].get("stop_grace_period", "10s").removesuffix("s"))
        started = time.monotonic()
        process.send_signal(signal.SIGTERM)
        try:
            status = process.wait(timeout=grace)
        except subprocess.TimeoutExpired:
            failures.append(f"{name} did not stop in {grace} s")
            continue
        print(f"   {name} stopped in {time.monotonic() - started:.1f} s with {status}")
        if status not in (0, -signal.SIGTERM):
            failures.append(f"{name} ended with {status}")
    return failures


def in_json(compose):
    """Lines of the logs that are not JSON; Celery's last word goes past every log."""
    odd = []
    for name in ("web", "worker", "beat"):
        for line in (compose.folder / f"{name}.log").read_text().splitlines():
            if line.strip() and not line.startswith(("{", "worker: Warm shutdown")):
                odd.append(f"{name}: no JSON: {line[:200]}")
    return odd[:5]


if __name__ == "__main__":
    sys.exit(main())
