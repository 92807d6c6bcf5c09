"""Compare a coverage report (JSON) with what pyproject.toml asks for: a total, and files that must be whole.

Usage: coverage_gate.py REPORT. A pattern of ``full`` that matches no file is a failure too: what it guarded
was renamed.
"""

import json
import sys
import tomllib
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main(report):
    """Print every shortfall; the exit status is 1 when there is one."""
    rules = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["portal"]["coverage"]
    measured = json.loads(Path(report).read_text())
    problems = [*short_total(rules, measured), *short_files(rules, measured)]
    for problem in problems:
        print(problem)
    total = measured["summary"]["percent_covered"]
    print(f"Coverage, branches counted: {total:.2f} %")
    return 1 if problems else 0


def short_total(rules, measured):
    """One line when all files together are under the total."""
    if measured["summary"]["percent_covered"] < rules["total"]:
        yield f"The whole is under {rules['total']} %."


def short_files(rules, measured):
    """A line for each file that must be whole and is not, and for each pattern that matches no file."""
    for pattern in rules["full"]:
        files = {path: file for path, file in measured["files"].items() if fnmatch(path, pattern)}
        if not files:
            yield f"No measured file matches {pattern!r} (pyproject.toml, tool.portal.coverage)."
        for path, file in files.items():
            if gaps := [*map(str, file["missing_lines"]), *map(_branch, file.get("missing_branches", []))]:
                yield f"{path}: not covered: {', '.join(gaps)}"


def _branch(ends):
    return f"{ends[0]}->{'exit' if ends[1] < 1 else ends[1]}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
