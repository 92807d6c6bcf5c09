"""Keeps a handful of programs running and stops all of them together.

Each program leads a session of its own, so that Ctrl-C reaches the supervisor alone and a whole family can be
ended. Should the supervisor itself be killed, Linux asks the programs to stop.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

SECONDS_TO_STOP = 10
SECONDS_BETWEEN_LOOKS = 0.2
LONGEST_PAUSE = 30
# A program that ran this long was well: its next end starts the pauses from the beginning.
SECONDS_OF_HEALTH = 60
LOG_BYTES_KEPT = 10 * 1024 * 1024
PR_SET_PDEATHSIG = 1
ORDERS_TO_STOP = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


@dataclass
class Program:
    """One program: its name on screen, its command line, the file that takes all it says, where it runs."""

    name: str
    command: list[str]
    log: Path
    folder: Path | None = None
    variables: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen | None = field(default=None, repr=False)
    started: float = 0.0
    resume: float = 0.0
    pause: float = 1.0

    def start(self):
        """Start it in a session of its own; what it says is added to its log."""
        parent = os.getpid()
        with self.log.open("ab") as sink:
            self.process = subprocess.Popen(  # noqa: S603  our own command lines
                self.command,
                cwd=self.folder,
                env=os.environ | self.variables,
                stdin=subprocess.DEVNULL,
                stdout=sink,
                stderr=sink,
                start_new_session=True,
                preexec_fn=lambda: _die_with(parent),
            )
        self.started, self.resume = time.monotonic(), 0.0

    def ended(self):
        """The exit status of a program that was running and is not any more, else None."""
        return self.process.poll() if self.process else None

    def rest(self):
        """Sweep up what it left behind; the seconds until it may start again, twice as many each time."""
        self.signal_family(signal.SIGKILL)
        if time.monotonic() - self.started > SECONDS_OF_HEALTH:
            self.pause = 1.0
        pause, self.pause = self.pause, min(self.pause * 2, LONGEST_PAUSE)
        self.process, self.resume = None, time.monotonic() + pause
        return pause

    def signal_family(self, number):
        """Send a signal to the program and to all that it has started."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)


class Supervisor:
    """Runs programs until it is told to stop, by Ctrl-C, SIGTERM, the terminal's end or ``stop``."""

    def __init__(self, programs: list[Program], say: Callable[[str], None]):
        self.programs = programs
        self.say = say
        self.stops = 0

    def run(self, look: Callable[[], None]):
        """Start everything, call ``look`` every moment, end everything; returns when nothing is left."""
        before = {number: signal.signal(number, self._told) for number in ORDERS_TO_STOP}
        try:
            self._watch(look)
        finally:
            self._end()
            for number, handler in before.items():
                signal.signal(number, handler)

    def stop(self):
        """Ask for the end; a second time, at once."""
        self.stops += 1

    def _told(self, *_):
        self.stop()

    def _watch(self, look):
        while not self.stops:
            for program in self.programs:
                self._look_after(program)
            look()
            time.sleep(SECONDS_BETWEEN_LOOKS)

    def _look_after(self, program):
        status = program.ended()
        if status is not None:
            pause = program.rest()
            self.say(f"{program.name}: 갑자기 멈춰서(종료 코드 {status}) {pause:.0f}초 뒤에 다시 시작합니다.")
            self.say(f"  까닭은 {program.log}에 있습니다.")
        if program.process is None and time.monotonic() >= program.resume:
            program.start()

    def _end(self):
        """SIGTERM to each program, time to finish, then SIGKILL to whatever is left of its family."""
        running = [program for program in self.programs if program.process]
        for program in running:
            if program.ended() is None:
                program.process.terminate()
        deadline = time.monotonic() + SECONDS_TO_STOP
        while any(program.ended() is None for program in running):
            if time.monotonic() > deadline or self.stops > 1:
                break
            time.sleep(SECONDS_BETWEEN_LOOKS)
        for program in running:
            program.signal_family(signal.SIGKILL)
            program.process.wait()


def make_room(log):
    """Set a log that has grown large aside as ``.1``, in place of the one before."""
    if log.exists() and log.stat().st_size > LOG_BYTES_KEPT:
        log.replace(log.with_name(log.name + ".1"))


def _die_with(parent):
    """Between fork and exec: be asked to stop when the supervisor goes, and go if it went already."""
    if _libc is not None:
        _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)
