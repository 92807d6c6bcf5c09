"""Run the drills: each script in tests/drills does damage to a portal of its own and exits 0 when it held.

Usage: drills.py [NAME ...]; without a name, all of them, one after the other. A beginning is enough: ``r1`` means
r1_worker_killed and not r10. Prints what each found, and a table at the end.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

import environment
import machine

ROOT = Path(__file__).resolve().parent.parent
PYTHON = ROOT / ".venv" / "bin" / "python"


def main(names):
    """Run the drills and print a table; the exit status is 1 when one of them failed or none was found."""
    every = {path.stem: path for path in sorted((ROOT / "tests/drills").glob("[!_]*.py"), key=in_order)}
    chosen = [
        found for name in names or every for found in every if found == name or found.startswith(f"{name}_")
    ]
    if not chosen or len(chosen) < len(names):
        sys.exit(f"There is no such drill; there are: {', '.join(every) or 'none'}.")
    machine.provide()
    environment.main(["requirements.txt", "requirements-dev.txt"])
    results = {name: drill(every[name]) for name in chosen}
    print(f"\n{'drill':32}{'':8}{'seconds':>9}")
    for name, (ok, seconds) in results.items():
        print(f"{name:32}{'held' if ok else 'FAILED':8}{seconds:9.1f}")
    return 0 if all(ok for ok, _ in results.values()) else 1


def in_order(path):
    """By the number after the letter, what has none first."""
    number = path.stem.partition("_")[0].removeprefix("r")
    return (int(number) if number.isdigit() else 0, path.stem)


def drill(path):
    """Run one drill; whether it held, and the seconds that it took."""
    print(f"\n== {path.stem}", flush=True)
    started = time.monotonic()
    variables = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    done = subprocess.run([PYTHON, path], cwd=ROOT, env=variables, stdin=subprocess.DEVNULL)
    return done.returncode == 0, time.monotonic() - started


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
