"""Make .venv and install the hashed lock files named on the command line. Only what changed is done again."""

import hashlib
import importlib.util
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UV = ROOT / ".ci" / "uv.txt"
QUIETLY = ("--quiet", "--no-input", "--disable-pip-version-check")
NO_PIP = """This Python has neither 'ensurepip' nor 'pip', so no virtual environment can be filled.
Install what is missing and try again:
  Debian, Ubuntu   apt-get install python3-venv python3-pip
  Fedora, RHEL     dnf install python3-pip
  Alpine           apk add py3-pip"""


def main(names):
    """Bring .venv up to the lock files ``names``; silent when there is nothing to do."""
    locks = [ROOT / name for name in names]
    if all(_stamp(lock).exists() and _stamp(lock).read_text() == _digest(lock) for lock in locks):
        return
    print(f"Installing {', '.join(names)} into .venv (up to a minute the first time) ...", flush=True)
    _make_venv()
    _install(locks)
    for lock in locks:
        _stamp(lock).write_text(_digest(lock))


def _stamp(lock):
    return VENV / f".installed-{lock.name}"


def _digest(lock):
    version = ".".join(str(number) for number in sys.version_info[:3])
    return hashlib.sha256(f"{version} {VENV} ".encode() + lock.read_bytes()).hexdigest()


def _make_venv():
    """A virtual environment of this Python; one of another version or from another place is replaced."""
    if _fits():
        return
    options = ["--clear"] if _has("ensurepip") else ["--clear", "--without-pip"]
    if not _has("ensurepip") and not _has("pip"):
        sys.exit(NO_PIP)
    command = [sys.executable, "-m", "venv", *options, VENV]
    if subprocess.run(command, stdin=subprocess.DEVNULL).returncode:
        sys.exit("The virtual environment .venv could not be made; the reason is above.")


def _fits():
    question = "import sys; print(*sys.version_info[:3], sys.prefix)"
    try:
        answer = subprocess.run([PYTHON, "-c", question], capture_output=True, text=True).stdout
    except OSError:
        return False
    return answer.split() == [*map(str, sys.version_info[:3]), str(VENV)]


def _install(locks):
    """With uv, in seconds; with pip where uv cannot be had or cannot reach what pip can."""
    own = subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True).returncode == 0
    pip = [PYTHON, "-m", "pip"] if own else [sys.executable, "-m", "pip", "--python", PYTHON]
    requirements = [word for lock in locks for word in ("--requirement", lock)]
    if _install_with_uv(pip, requirements):
        return
    command = [*pip, "install", *QUIETLY, "--no-compile", "--require-hashes", *requirements]
    if subprocess.run(command, stdin=subprocess.DEVNULL).returncode:
        sys.exit("The packages could not be installed; pip's reason is above.")


def _install_with_uv(pip, requirements):
    """Whether it went well. uv goes again when it has done its work; it asks the package index that pip is set to."""
    asked = {"capture_output": True, "stdin": subprocess.DEVNULL, "text": True}
    settings = subprocess.run([*pip, "config", "list"], **asked).stdout
    if "no-index" in settings:
        return False
    variables = os.environ | {"UV_HTTP_TIMEOUT": "20", "UV_NO_CONFIG": "1"}
    if index := re.search(r"\.index-url='(.+)'", settings):
        variables["UV_DEFAULT_INDEX"] = index[1]
    with tempfile.TemporaryDirectory() as tools:
        fetch = [*pip, "install", *QUIETLY, "--target", tools, "--only-binary", ":all:"]
        install = [f"{tools}/bin/uv", "pip", "install", "--quiet", "--system-certs", "--python", PYTHON]
        steps = ([*fetch, "--requirement", UV], [*install, *requirements])
        return all(
            subprocess.run([*step, "--require-hashes"], env=variables, **asked).returncode == 0
            for step in steps
        )


def _has(module):
    return importlib.util.find_spec(module) is not None


if __name__ == "__main__":
    main(sys.argv[1:])
