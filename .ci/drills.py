"""Run the drills: each script in tests/drills does damage to a portal of its own and exits 0 when it held.

Usage: drills.py [NAME ...]; without a name, all of them, one after the other.
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
    machine.provide()
    environment.main(["requirements.txt", "requirements-dev.txt"])
    every = {path.stem: path for path in sorted((ROOT / "tests/drills").glob("[!_]*.py"))}
    if not every or not set(names) <= set(every):
        sys.exit(f"There is no such drill; there are: {', '.join(every) or 'none'}.")
    results = {name: drill(every[name]) for name in names or every}
    for name, (ok, seconds) in results.items():
        print(f"{'held' if ok else 'FAILED':8}{name:32}{seconds:7.1f} s")
    return 0 if all(ok for ok, _ in results.values()) else 1


def drill(path):
    """Run one drill; whether it held, and the seconds that it took."""
    print(f"\n== {path.stem}", flush=True)
    started = time.monotonic()
    variables = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    done = subprocess.run([PYTHON, path], cwd=ROOT, env=variables, stdin=subprocess.DEVNULL)
    return done.returncode == 0, time.monotonic() - started


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
