"""What guards the suite itself: the coverage gate, the plugin against tests that do not run, the lock files."""

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.txt", "requirements-dev.txt")
RULES = {"total": 95, "full": ["*/actions.py", "panels/lottery.py"]}
WHOLE = {"missing_lines": [], "missing_branches": []}


@pytest.fixture(scope="module")
def gate():
    spec = importlib.util.spec_from_file_location("coverage_gate", ROOT / ".ci" / "coverage_gate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run_pytest(folder, test):
    (folder / "test_one.py").write_text(f"import pytest\n\n{test}\n")
    command = [sys.executable, "-m", "pytest", "-q", "-c", "/dev/null", "--rootdir", folder, folder]
    command += ["-p", "tests.strict", "-p", "no:cacheprovider"]
    alone = os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    return subprocess.run(
        command, cwd=ROOT, env=alone, capture_output=True, text=True, stdin=subprocess.DEVNULL
    )


def pins(name):
    """Names with versions; a package may have one for each version of Python."""
    return set(re.findall(r"^([a-z0-9.-]+)==([^ \\]+)", (ROOT / name).read_text(), flags=re.M))


def test_whole_files_and_a_good_total_pass(gate):
    measured = {
        "summary": {"percent_covered": 95.0},
        "files": {"projects/actions.py": WHOLE, "panels/lottery.py": WHOLE},
    }

    assert [*gate.short_total(RULES, measured), *gate.short_files(RULES, measured)] == []


def test_every_shortfall_is_named(gate):
    measured = {
        "summary": {"percent_covered": 94.99},
        "files": {
            "projects/actions.py": {"missing_lines": [7], "missing_branches": [[3, 9], [4, 0]]},
            "projects/views.py": {"missing_lines": [1], "missing_branches": []},
        },
    }

    assert [*gate.short_total(RULES, measured)] == ["The whole is under 95 %."]
    assert [*gate.short_files(RULES, measured)] == [
        "projects/actions.py: not covered: 7, 3->9, 4->exit",
        "No measured file matches 'panels/lottery.py' (pyproject.toml, tool.portal.coverage).",
    ]


def test_a_suite_that_runs_everything_passes(tmp_path):
    assert run_pytest(tmp_path, "def test_one(): pass").returncode == 0


@pytest.mark.parametrize(
    "test",
    [
        "def test_one(): pytest.skip('later')",
        "@pytest.mark.xfail\ndef test_one(): assert False",
        "@pytest.mark.xfail\ndef test_one(): pass",
    ],
)
def test_a_test_that_does_not_count_fails_the_suite(tmp_path, test):
    done = run_pytest(tmp_path, test)

    assert done.returncode == 1
    assert "NOT RUN, which fails the suite: test_one.py::test_one" in done.stdout


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_of_a_lock_file_has_its_hash_and_no_address(name):
    text = (ROOT / name).read_text()

    assert "://" not in text
    assert len(re.findall(r"== *\S+.*\\\n +--hash=sha256:[0-9a-f]{64}", text)) == len(pins(name)) > 0


def test_development_runs_on_the_versions_that_are_shipped():
    shipped, developed = pins(LOCKS[0]), pins(LOCKS[1])

    assert shipped <= developed
