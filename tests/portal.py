"""The whole portal, started the way a visitor starts it, in a folder of its own. Standard library only."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from tests.services import die_with_parent, spare_port

ROOT = Path(__file__).resolve().parent.parent


# Past any proxy that the machine may have.
_straight = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Portal:
    """``manage.py portal`` on a spare port, with all its data in ``folder``; it prints into ``printed``."""

    def __init__(self, folder, **variables):
        self.folder = Path(folder)
        self.printed = self.folder / "printed.txt"
        self.port = spare_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process = None
        kept = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO_")}
        own = {"PORTAL_VAR_DIR": str(self.folder / "var"), "PORT": str(self.port)}
        self._environment = kept | own | {"PYTHONUTF8": "1"} | variables

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def start(self):
        """Start the supervisor; it prepares the data and starts the rest by itself."""
        with self.printed.open("ab") as sink:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "portal"],
                cwd=ROOT,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=sink,
                stderr=sink,
                preexec_fn=die_with_parent,
            )

    def stop(self, how=signal.SIGINT):
        """Stop it as Ctrl-C does; its exit status."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        return self.process.wait(timeout=30)

    def wait_until_ready(self, seconds=90):
        """Wait until every part reports to be well; raises AssertionError with what it printed."""
        deadline = time.monotonic() + seconds
        while self.get("/health/ready")[0] != 200:
            if time.monotonic() > deadline or self.process.poll() is not None:
                raise AssertionError(f"{self.get('/health/ready')}\n{self.printed.read_text()}")
            time.sleep(0.25)

    def get(self, path):
        """Status and text of a page; (0, reason) when nobody answers."""
        try:
            with _straight.open(self.url + path, timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refusal:
            return refusal.code, refusal.read().decode()
        except OSError as reason:
            return 0, str(reason)

    def parts(self):
        """The state of each part, as ``/health/ready`` tells it."""
        parts = json.loads(self.get("/health/ready")[1])["parts"]
        return {name: part["state"] for name, part in parts.items()}
