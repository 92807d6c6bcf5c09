"""Runs `previews` in a process apart (`apart`), so that no document can slow, crash or read the worker.

The process gets the file's path and nothing else: no settings, no secrets, no database, a bounded memory and
a bounded time.
"""

import logging
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from .enums import PreviewState

logger = logging.getLogger(__name__)

SECONDS = 60
TOO_HEAVY = 3
BROKEN = 4

_ROOT = Path(__file__).resolve().parents[2]
_CHILD = "import sys; from seoul_gov.documents import apart; sys.exit(apart.main(sys.argv[1:]))"


@dataclass(frozen=True)
class Made:
    """What came of a rendering: READY with its HTML, NONE for one too heavy, FAILED for everything else."""

    state: PreviewState
    html: str = ""


def render(kind: str, path: str) -> Made:
    """The preview of a file, made in a process apart within ``SECONDS``. Raises nothing for a bad file."""
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and code; the path is one of ours
            [sys.executable, "-c", _CHILD, str(kind), path],
            capture_output=True,
            cwd=_ROOT,
            env={"PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        logger.warning("A preview took longer than %s seconds.", SECONDS)
        return Made(PreviewState.FAILED)
    return _outcome(done)


def _outcome(done: subprocess.CompletedProcess) -> Made:
    if done.returncode == 0:
        return Made(PreviewState.READY, done.stdout.decode())
    if done.returncode == TOO_HEAVY:
        return Made(PreviewState.NONE)
    logger.warning(
        "A preview failed with code %s: %s", done.returncode, done.stderr[-200:].decode("utf-8", "replace")
    )
    return Made(PreviewState.FAILED)
