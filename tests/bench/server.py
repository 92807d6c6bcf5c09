"""The portal as production starts it, with one worker process so that its time can be told from everything else's."""

import http.client
import json
import re
import subprocess
import sys
import time
from pathlib import Path

from tests.bench.counting import HEADER
from tests.services import die_with_parent, spare_port

ROOT = Path(__file__).resolve().parent.parent.parent
HOST = "portal.example"
# What a proxy that ends TLS tells, and what a browser sends.
HEADERS = {
    "Host": HOST,
    "X-Forwarded-Proto": "https",
    "X-Forwarded-For": "192.0.2.1",
    "Accept": "text/html,*/*",
}
SECONDS_KEPT = 1  # gunicorn hangs up on a connection that is idle for two


def production_command(port: int) -> list[str]:
    """The Containerfile's own command line, on a port of ours and with one worker."""
    words = json.loads(re.search(r"^CMD (\[.*?\])", containerfile(), re.MULTILINE)[1])
    for option, value in (("--bind", f"127.0.0.1:{port}"), ("--workers", "1")):
        words[words.index(option) + 1] = value
    return [sys.executable, "-m", *words]


def containerfile() -> str:
    return (ROOT / "Containerfile").read_text().replace("\\\n", " ")


class Server:
    """A running portal; ``get`` and ``post`` ask it over one connection, ``cpu`` is its worker's time so far."""

    def __init__(self, environment: dict, log: Path):
        self.port, self.environment, self.log = spare_port(), environment, log
        self.process, self.connection, self.asked = None, None, 0.0

    def __enter__(self):
        with self.log.open("ab") as sink:
            self.process = subprocess.Popen(
                production_command(self.port),
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=sink,
                stderr=sink,
                preexec_fn=die_with_parent,
            )
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            self._wait()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=40)

    def _wait(self):
        deadline = time.monotonic() + 60
        while True:
            try:
                if self.ask("GET", "/health/live").status == 200:
                    return
            except OSError:
                self.connection.close()
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"The server did not come up:\n{self.log.read_text()[-2000:]}")
            time.sleep(0.1)

    def ask(self, method: str, path: str, *, cookies=None, body=None, **headers):
        """The answer with ``text`` and ``queries``; nothing is followed."""
        if time.monotonic() - self.asked > SECONDS_KEPT:
            self.connection.close()
        self.asked = time.monotonic()
        own = HEADERS | headers
        if cookies:
            own["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
        self.connection.request(method, path, body, own)
        answer = self.connection.getresponse()
        answer.text = answer.read().decode()
        answer.queries = int(answer.getheader(HEADER, -1))
        return answer

    def cpu(self) -> float:
        """Seconds that the worker's threads have computed."""
        tasks = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        files = [file for pid in tasks for file in Path(f"/proc/{pid}/task").glob("*/schedstat")]
        return sum(int(file.read_text().split()[0]) for file in files) / 1e9
