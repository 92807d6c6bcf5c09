"""The process apart in which one preview is made; started by `rendering`, needs no Django settings."""

import resource
import sys
from collections.abc import Sequence

from .previews import TooHeavy, docx_html, hwpx_html
from .rendering import BROKEN, SECONDS, TOO_HEAVY

MEMORY_BYTES = 1024 * 1024 * 1024

_RENDERERS = {"docx": docx_html, "hwpx": hwpx_html}


def main(arguments: Sequence[str]) -> int:
    """Writes the preview of a file to standard output and answers the exit code.

    `arguments` are the kind and the path. A failure leaves only its type on standard error: what a document
    says does not belong into a log.
    """
    kind, path = arguments
    confine()
    try:
        html = _RENDERERS[kind](path)
    except TooHeavy:
        return TOO_HEAVY
    except Exception as error:
        sys.stderr.write(type(error).__name__)
        return BROKEN
    sys.stdout.buffer.write(html.encode())
    return 0


def confine() -> None:
    """Bounds the memory and the processor time of this process."""
    for limit, most in ((resource.RLIMIT_AS, MEMORY_BYTES), (resource.RLIMIT_CPU, SECONDS)):
        _, hard = resource.getrlimit(limit)
        resource.setrlimit(limit, (most, hard))
