"""A paper as the bytes of a file, made in a process apart that gets the words and nothing else.

No settings, no secrets, no database, a bounded memory and a bounded time: what officials and citizens wrote cannot hold
a worker up, and the web never loads what writes files.
"""

import json
import logging
import subprocess
import sys

from django.conf import settings

from .apart import MISSING
from .enums import PaperFormat

logger = logging.getLogger(__name__)

SECONDS = 90
CHILD = "import sys; from seoul_gov.papers import apart; sys.exit(apart.main(sys.argv[1:]))"
NO_PANGO = (
    "이 서버에는 PDF를 만드는 프로그램(Pango)이 없습니다. 서버 관리자에게 libpango-1.0-0, libpangoft2-1.0-0, "
    "libharfbuzz-subset0의 설치를 요청한 뒤 다시 만들어 주세요. 그동안에는 화면을 인쇄할 수 있습니다."
)
TOO_LONG = "파일을 만드는 데 너무 오래 걸렸습니다."
FAILED = "파일을 만드는 중에 문제가 생겼습니다."


class CannotBeMade(Exception):
    """Why there is no file, in one Korean sentence; ``is_final`` where another try would not help."""

    def __init__(self, sentence: str, *, is_final: bool = False):
        super().__init__(sentence)
        self.is_final = is_final


def pdf_of(html: str) -> bytes:
    """A page of ``templates/papers`` as PDF/UA-1. Raises CannotBeMade."""
    return written(PaperFormat.PDF, html)


def hwpx_of(paper: dict) -> bytes:
    """A paper as ``blocks.to_json`` gives it, as an HWPX document. Raises CannotBeMade."""
    return written(PaperFormat.HWPX, json.dumps(paper, ensure_ascii=False))


def written(format: str, source: str) -> bytes:
    """What the process apart made of it. Raises CannotBeMade."""
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and code; the format is one of two words
            [sys.executable, "-c", CHILD, format, str(settings.BASE_DIR / "static")],
            input=source.encode(),
            capture_output=True,
            cwd=settings.BASE_DIR,
            env={"PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        logger.warning("A paper took longer than %s seconds.", SECONDS)
        raise CannotBeMade(TOO_LONG) from None
    if done.returncode == 0:
        return done.stdout
    if done.returncode == MISSING:
        raise CannotBeMade(NO_PANGO, is_final=True)
    told = done.stderr[-200:].decode("utf-8", "replace")
    logger.warning("A paper failed with code %s: %s", done.returncode, told)
    raise CannotBeMade(FAILED)
