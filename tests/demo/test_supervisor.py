"""The supervisor with real programs, small ones: kept running, and ended together."""

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from seoul_gov.demo import supervisor as module
from seoul_gov.demo.supervisor import Program, Supervisor, make_room

SLEEPER = "import time; time.sleep(600)"
# Deaf to requests to stop, and so is the child that it starts.
STUBBORN = (
    "import os, signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); os.fork();"
    "print(os.getpid(), flush=True); time.sleep(600)"
)


@pytest.fixture
def said():
    return []


@pytest.fixture
def watch(tmp_path, said):
    """Run one-line Python programs under a supervisor until ``until(supervisor)`` holds."""

    def run(*sources, until, order=Supervisor.stop):
        programs = [
            Program(f"p{number}", [sys.executable, "-c", source], tmp_path / f"p{number}.log")
            for number, source in enumerate(sources)
        ]
        supervisor = Supervisor(programs, said.append)
        deadline = time.monotonic() + 30

        def look():
            assert time.monotonic() < deadline, said
            if until(supervisor):
                order(supervisor)

        supervisor.run(look)
        return programs

    return run


def running(supervisor):
    return all(program.process and program.ended() is None for program in supervisor.programs)


def lines(program):
    return program.log.read_text().split()


def gone(program):
    """Whether all processes whose numbers the program has printed are dead, buried or not."""
    deadline = time.monotonic() + 5
    while any(state(pid) not in (None, "Z") for pid in lines(program)):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def state(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return None


def test_all_programs_run_and_end_together(watch):
    programs = watch(SLEEPER, SLEEPER, until=running)

    assert [program.process.returncode for program in programs] == [-signal.SIGTERM] * 2


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_and_the_handler_before_comes_back(watch, number):
    before = signal.getsignal(number)
    programs = watch(SLEEPER, until=running, order=lambda _: os.kill(os.getpid(), number))

    assert programs[0].process.returncode == -signal.SIGTERM
    assert signal.getsignal(number) is before


def test_a_program_that_ends_is_started_again_after_longer_and_longer_pauses(watch, said):
    programs = watch("print('up', flush=True); raise SystemExit(3)", until=lambda _: len(said) == 4)

    assert said[0] == "p0: 갑자기 멈춰서(종료 코드 3) 1초 뒤에 다시 시작합니다."
    assert said[1] == f"  까닭은 {programs[0].log}에 있습니다."
    assert said[2] == "p0: 갑자기 멈춰서(종료 코드 3) 2초 뒤에 다시 시작합니다."
    assert lines(programs[0]) == ["up", "up"]


def test_a_program_that_was_well_for_long_starts_again_soon(tmp_path):
    program = Program("p", [sys.executable, "-c", ""], tmp_path / "log", pause=16.0)
    program.start()
    program.process.wait()
    program.started -= module.SECONDS_OF_HEALTH + 1

    assert program.rest() == 1.0


def test_what_a_dead_program_left_behind_is_swept_up(watch):
    leaver = "import os, time; pid = os.fork();\nif pid: print(pid, flush=True); os._exit(1)\ntime.sleep(600)"
    programs = watch(leaver, until=lambda supervisor: supervisor.programs[0].resume)

    assert gone(programs[0])


def test_stubborn_families_are_killed_when_their_time_is_up(watch, monkeypatch):
    monkeypatch.setattr(module, "SECONDS_TO_STOP", 0.5)
    programs = watch(STUBBORN, until=lambda supervisor: len(lines(supervisor.programs[0])) == 2)

    assert programs[0].process.returncode == -signal.SIGKILL
    assert gone(programs[0])


def test_asking_twice_ends_it_at_once(watch):
    started = time.monotonic()

    def twice(supervisor):
        supervisor.stop()
        supervisor.stop()

    watch(STUBBORN, until=lambda supervisor: len(lines(supervisor.programs[0])) == 2, order=twice)

    assert time.monotonic() - started < module.SECONDS_TO_STOP


def test_an_error_while_looking_ends_everything_too(watch):
    def fail(supervisor):
        raise RuntimeError("looked badly")

    seen = []
    with pytest.raises(RuntimeError, match="looked badly"):
        watch(SLEEPER, until=lambda supervisor: seen.append(supervisor) or running(supervisor), order=fail)

    assert seen[0].programs[0].process.returncode == -signal.SIGTERM


def test_a_large_log_is_set_aside(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "LOG_BYTES_KEPT", 4)
    log = tmp_path / "web.log"
    make_room(log)
    log.write_text("1234")
    make_room(log)
    assert log.read_text() == "1234"

    log.write_text("12345")
    make_room(log)
    assert not log.exists()
    assert (tmp_path / "web.log.1").read_text() == "12345"
