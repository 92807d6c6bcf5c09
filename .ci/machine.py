"""The programs that the tests need beside Python: found, installed where we may, or named."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.services import postgres_program  # noqa: E402

SHELL = "chromium-headless-shell"  # Debian's Chromium without its windows: the same engine for half the work
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", SHELL)
PLAYWRIGHT_BROWSERS = (".cache/ms-playwright", "Library/Caches/ms-playwright")
APT = "apt-get -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3"
MANUAL = """The tests need {missing}, and they could not be installed from here. Please install them:
  Debian, Ubuntu   apt-get install {packages}
                   (without Ubuntu's snaps: .venv/bin/python -m playwright install chromium)
  Fedora           dnf install chromium postgresql-server redis
  macOS            brew install --cask chromium && brew install postgresql redis
`make test-fast` needs none of them."""


def missing():
    """Debian package names of what is not on this machine."""
    here = {
        "chromium": has_browser(),
        "postgresql": all(postgres_program(name) for name in ("postgres", "initdb", "pg_isready", "psql")),
        "redis-server": shutil.which("redis-server"),
    }
    return [package for package, found in here.items() if not found]


def has_browser():
    """Whether a Chromium is installed, by the system or by Playwright."""
    own = [Path.home() / place for place in PLAYWRIGHT_BROWSERS]
    return any(map(shutil.which, BROWSERS)) or any(list(place.glob("chromium-*")) for place in own)


def provide():
    """Install what is missing, the light browser where Debian has it; exits with one clear message if that fails."""
    if not shutil.which(SHELL):
        _install([SHELL, *(package for package in missing() if package != "chromium")])
    if packages := missing():
        said = _install(packages)
        if lacking := missing():
            sys.exit(f"{said}\n" + MANUAL.format(missing=", ".join(lacking), packages=" ".join(lacking)))


def _install(packages):
    """Run apt-get as root or through a sudo that asks nothing; returns the end of what it said."""
    become = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if not all(map(shutil.which, ["apt-get", *become[:1]])):
        return ""
    environment = [*become, "env", "DEBIAN_FRONTEND=noninteractive"]
    print(f"Installing {', '.join(packages)} with apt-get ...", flush=True)
    said = ""
    for words in (["update", "-q"], ["install", "-q", "-y", "--no-install-recommends", *packages]):
        command = [*environment, *APT.split(), *words]
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        said += done.stdout
    return said[-3000:]
