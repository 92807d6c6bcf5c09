"""Make .venv and install the hashed lock files named on the command line. Only what changed is done again."""

import hashlib
import importlib.util
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
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
    print(f"Installing {', '.join(names)} into .venv (about a minute the first time) ...", flush=True)
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
    """With the environment's own pip, or with this Python's pip where the environment has none."""
    own = subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True).returncode == 0
    pip = [PYTHON, "-m", "pip"] if own else [sys.executable, "-m", "pip", "--python", PYTHON]
    command = [*pip, "install", "--quiet", "--no-input", "--disable-pip-version-check", "--require-hashes"]
    command += [word for lock in locks for word in ("--requirement", lock)]
    if subprocess.run(command, stdin=subprocess.DEVNULL).returncode:
        sys.exit("The packages could not be installed; pip's reason is above.")


def _has(module):
    return importlib.util.find_spec(module) is not None


if __name__ == "__main__":
    main(sys.argv[1:])
