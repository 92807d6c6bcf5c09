"""gunicorn's side of logs and metrics: ``gunicorn --config python:seoul_gov.operations.serving``.

Read by gunicorn's first process, before the portal. Each web process counts in files of its own in one folder, and
whichever is asked adds them up; the folder lives as long as the first process.
"""

import os
import shutil
import tempfile
from pathlib import Path

from gunicorn.glogging import Logger

from .logs import JsonLines, Lines

PREFIX = "portal-metrics-"
FORMATS = {"json": JsonLines, "line": Lines}


class PortalLogger(Logger):
    """What gunicorn says of itself, in the portal's own lines."""

    def setup(self, cfg):
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(log_format()())


def log_format() -> type:
    """The formatter that the portal's own settings would choose."""
    usual = "json" if os.environ.get("PORTAL_PROFILE") == "production" else "line"
    return FORMATS[os.environ.get("PORTAL_LOG_FORMAT", usual)]


def folder_for_counts() -> Path:
    """An empty folder of this process; those of first processes that were killed go."""
    place = Path(tempfile.gettempdir())
    for left in place.glob(f"{PREFIX}*"):
        pid = left.name.removeprefix(PREFIX)
        if pid == str(os.getpid()) or not Path(f"/proc/{pid}").exists():
            shutil.rmtree(left, ignore_errors=True)
    own = place / f"{PREFIX}{os.getpid()}"
    own.mkdir(mode=0o700)
    return own


def on_exit(server) -> None:
    shutil.rmtree(counts, ignore_errors=True)


counts = folder_for_counts()
raw_env = [f"PROMETHEUS_MULTIPROC_DIR={counts}"]
logger_class = PortalLogger
