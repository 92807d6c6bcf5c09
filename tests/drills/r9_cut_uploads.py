"""R9: an upload is cut half-way.

50 uploads whose line goes dead at a random byte, then ten during which the web process is killed with -9. Held when
there is no row and no file of any of them, when the portal takes the next upload as if nothing had been, and when
the sweep that runs three times an hour leaves no temporary file older than half an hour.
"""

import os
import random
import signal
import socket
import time
from pathlib import Path
from urllib.parse import urlsplit

from tests.drills._crew import on_both_pairs, wait_until
from tests.drills._visitor import Visitor, multipart
from tests.drills._world import make_officials

CUTS, KILLS = 50, 10
BYTES = 8 * 1024 * 1024


def drill(crew):
    web = crew.web()
    uploads = Uploads(web.url)
    for _ in range(CUTS):
        uploads.cut()
    failures = uploads.failures("after the cuts")
    for _ in range(KILLS):
        with uploads.begun() as line:
            for pid in web.workers():
                os.kill(pid, signal.SIGKILL)
            line.close()
        if not wait_until(lambda: Visitor(web.url).get("/health/live").ok, 60):
            return [*failures, f"the web server did not come back\n{crew.log_end()}"]
    failures += uploads.failures("after the kills")
    failures += uploads.swept() + uploads.whole_one()
    print(
        f"   {CUTS} cuts, {KILLS} kills: {len(failures)} traces; {uploads.left_behind} temporary files swept"
    )
    return failures


class Uploads:
    """Uploads of one official to one project, and what they leave behind."""

    left_behind = 0

    def __init__(self, url, size=BYTES):
        from tests import factories

        officer = make_officials(1)[0]
        project = factories.make_confirmed_project(officer=officer, status="running")
        factories.make_run(project)
        self.url = url
        self.size = size
        self.path = f"/reviews/project/{project.pk}/upload/"
        self.visitor = Visitor(url, officer)

    def cut(self):
        """One upload of which a random part arrives."""
        with self.begun(random.random()):
            time.sleep(random.uniform(0, 0.05))

    def begun(self, share=0.5):
        """The line of an upload of which so much has been sent."""
        fields = {
            "csrfmiddlewaretoken": self.visitor.cookies["csrftoken"],
            "stage_key": "analysis",
            "matter": "general",
            "title": "반쪽",
        }
        body, kind = multipart("half.zip", os.urandom(self.size), fields)
        place = urlsplit(self.url)
        headers = self.visitor.headers() | {"Content-Type": kind, "Content-Length": str(len(body))}
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        line = socket.create_connection((place.hostname, place.port), timeout=60)
        line.sendall(f"POST {self.path} HTTP/1.1\r\n{head}\r\n".encode() + body[: int(len(body) * share)])
        return line

    def failures(self, when):
        """Rows and files that should not be there, once the web server has noticed the end of its lines."""
        from seoul_gov.documents.models import Document

        if when.endswith("cuts"):
            calm()
        found = [f"{when}: {count} rows" for count in [Document.objects.count()] if count]
        found += [f"{when}: {path} is kept" for path in stored()]
        if when.endswith("cuts"):
            found += [f"{when}: {path} is left" for path in temporary()]
        return found

    def swept(self):
        """What is left after the sweep when half an hour has gone by."""
        from seoul_gov.documents import actions

        left = temporary()
        self.left_behind = len(left)
        long_ago = time.time() - actions.ORPHAN_AGE.total_seconds() - 1
        for path in left:
            os.utime(path, (long_ago, long_ago))
        actions.sweep_orphans()
        return [f"{path} was not swept" for path in temporary()]

    def whole_one(self):
        """Something is wrong unless the next upload is taken."""
        from seoul_gov.documents.models import Document
        from tests.factories import PDF

        answer = self.visitor.upload(
            self.path, "whole.pdf", PDF, stage_key="analysis", matter="general", title="온전한 것"
        )
        if answer.status != 302 or Document.objects.count() != 1:
            return [f"the next upload was answered {answer.status}"]
        return []


def calm(seconds=1.0, patience=30):
    """Wait until there has been no temporary file for a moment: the web server has noticed its dead lines."""
    seen = ends = time.monotonic()
    while time.monotonic() - seen < seconds and time.monotonic() - ends < patience:
        seen = time.monotonic() if temporary() else seen
        time.sleep(0.05)


def temporary():
    """Temporary files of uploads."""
    from django.conf import settings

    return list(Path(settings.FILE_UPLOAD_TEMP_DIR).glob("*.upload*"))


def stored():
    """Files that were kept."""
    from django.conf import settings

    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


if __name__ == "__main__":
    on_both_pairs(drill)
