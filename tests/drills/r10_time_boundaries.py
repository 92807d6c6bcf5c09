"""R10: the day is Seoul's day, whatever the host believes.

The fifteen boundaries of ``tests/drills_short/test_time_boundaries.py`` and the whole suite without a browser, on
hosts in UTC, Seoul and New York. Held when every test ends the same way, and well, in all three. ``DRILL_TESTS`` names
a part of the suite for a shorter round.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent.parent
ZONES = ("UTC", "Asia/Seoul", "America/New_York")
BOUNDARIES = "tests/drills_short/test_time_boundaries.py"
CASES = 15
SUITE = os.environ.get("DRILL_TESTS", "tests").split()


def main():
    with tempfile.TemporaryDirectory(prefix="portal-drill-") as folder:
        rounds = {zone: {**run(zone, folder, BOUNDARIES), **run(zone, folder, *SUITE)} for zone in ZONES}
    first = rounds[ZONES[0]]
    failures = []
    for zone, results in rounds.items():
        cases = [name for name in results if name.startswith("tests.drills_short.test_time_boundaries")]
        bad = [name for name, outcome in results.items() if outcome != "passed"]
        print(
            f"   {zone}: {len(cases)}/{CASES} boundaries, {len(results)} tests, {len(bad)} not passed",
            flush=True,
        )
        failures += [f"{zone}: {name}" for name in bad[:10]]
        if len(cases) != CASES:
            failures.append(f"{zone}: {len(cases)} boundaries instead of {CASES}")
        if results.keys() != first.keys():
            failures.append(f"{zone}: other tests than in {ZONES[0]}")
    for failure in failures:
        print(f"   FAILED: {failure}")
    return 1 if failures else 0


def run(zone, folder, *what):
    """The outcome of each test on a host of this zone, by name."""
    results = f"{folder}/results.xml"
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "PORTAL_"))}
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-n",
        "auto",
        "-m",
        "not journey",
        f"--junit-xml={results}",
        *what,
    ]
    subprocess.run(
        command, cwd=ROOT, env=kept | {"TZ": zone}, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    cases = ElementTree.parse(results).iter("testcase")  # our own file
    return {
        f"{case.get('classname')}.{case.get('name')}": "passed" if not len(case) else case[0].tag
        for case in cases
    }


if __name__ == "__main__":
    sys.exit(main())
