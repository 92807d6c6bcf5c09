"""Fill PostgreSQL with many projects and hold the portal to its targets of speed; BENCH_SIZES=1000,10000 is shorter."""

import os
import subprocess
import sys
from pathlib import Path

import environment
import machine

ROOT = Path(__file__).resolve().parent.parent
PYTHON = ROOT / ".venv" / "bin" / "python"


def main():
    """Set up, measure; the exit status is 1 when a target is missed."""
    machine.provide()
    environment.main(["requirements.txt", "requirements-dev.txt"])
    variables = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    missed = 0
    for bench in ("tests.bench", "tests.bench.lottery"):
        done = subprocess.run([PYTHON, "-m", bench], cwd=ROOT, env=variables, stdin=subprocess.DEVNULL)
        missed = missed or done.returncode
    return missed


if __name__ == "__main__":
    sys.exit(main())
