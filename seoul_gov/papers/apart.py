"""The process apart in which one paper is made; started by ``making``, needs no Django settings."""

import resource
import sys
from collections.abc import Sequence
from importlib import import_module

MAKERS = {"pdf": "seoul_gov.papers.pdf", "hwpx": "seoul_gov.papers.hangul"}
"""By format; only the one that is wanted is loaded."""
MEMORY_BYTES = 2 * 1024**3
SECONDS = 80
MISSING = 3
BROKEN = 4


def main(arguments: Sequence[str]) -> int:
    """Write to standard output the file that is made of standard input, and answer the exit code.

    ``arguments`` are the format and the folder of the static files. A failure leaves only its type on standard error:
    what a paper says does not belong into a log.
    """
    format, folder = arguments
    confine()
    try:
        maker = import_module(MAKERS[format])
    except OSError:  # a library of the system that the maker loads is not installed
        return MISSING
    try:
        content = maker.make(sys.stdin.buffer.read().decode(), folder)
    except Exception as error:
        sys.stderr.write(type(error).__name__)
        return BROKEN
    sys.stdout.buffer.write(content)
    return 0


def confine() -> None:
    """Bound the memory and the processor time of this process."""
    for limit, most in ((resource.RLIMIT_AS, MEMORY_BYTES), (resource.RLIMIT_CPU, SECONDS)):
        _, hard = resource.getrlimit(limit)
        resource.setrlimit(limit, (most, hard))
