"""R3: Redis is stopped for ten minutes.

People read and write all the while, and reminders fall due. Held when nothing is answered with an error of the
server's, when pages take at most 300 ms longer (p95) than before, and when every reminder is out within five
minutes of Redis's return. ``DRILL_SECONDS`` makes it another time than ten minutes.
"""

import os
import time
from datetime import timedelta

from tests.drills._crew import make_meetings, on_services, wait_until
from tests.drills._visitor import Crowd, Visitor, p95
from tests.drills._world import Writer, lost, make_officials, make_round

SECONDS = int(os.environ.get("DRILL_SECONDS", "600"))
SECONDS_BEFORE = 60
READERS, WRITERS, REMINDED = 3, 2, 20
PAUSE = 0.25
MORE_SECONDS = 0.3
SECONDS_TO_REMIND = 300


def drill(crew):
    url = crew.web().url
    running = [crew.worker(), crew.beat()]
    acts, writers = company(url)
    with Crowd(acts, PAUSE) as before:
        time.sleep(SECONDS_BEFORE)
    make_due(SECONDS)
    crew.redis.stop()
    with Crowd(acts, PAUSE) as during:
        time.sleep(SECONDS)
    crew.redis.start()
    seconds = reminded()
    print(
        f"   {len(during.answers)} answers without Redis, p95 {p95(during.answers):.2f} s after "
        f"{p95(before.answers):.2f} s; reminders out {seconds:.0f} s after its return"
    )
    failures = refused(before.answers + during.answers) + late_reminders(seconds, crew)
    if p95(during.answers) > p95(before.answers) + MORE_SECONDS:
        failures.append("pages were more than 300 ms slower")
    if gone := lost(writers):
        failures.append(f"{len(gone)} acknowledged comments are gone")
    if ended := crew.gone(*running):
        failures.append(f"the drill was no drill: {ended} ended by itself\n{crew.log_end()}")
    return failures


def company(url):
    """What a few people do: some read everything, some write comments."""
    officer = make_officials(1)[0]
    round, members = make_round(officer, WRITERS)
    pages = pages_of(round)
    writers = [Writer(Visitor(url, member), round) for member in members]
    readers = [Crawler(Visitor(url, officer), pages) for _ in range(READERS)]
    return [reader.read for reader in readers] + [writer.write for writer in writers], writers


def pages_of(round):
    """Pages of every room that an official reads."""
    project = round.panel.project
    rooms = (
        "/",
        "/desk/",
        "/projects/",
        "/meetings/",
        "/reviews/",
        "/notices/",
        "/selection/self-check/",
        "/me/",
        "/me/data/",
        "/calls/",
        "/calls/feed/",
        "/calls/mine/",
        "/appointments/",
        "/record/",
        "/record/calendar/",
    )
    of_project = (
        f"/projects/{project.pk}/",
        f"/process/{project.runs.get().pk}/",
        f"/panels/{round.panel_id}/",
    )
    return [*rooms, *of_project, f"/reviews/{round.pk}/", "/accounts/password/reset/", "/health/live"]


class Crawler:
    """Somebody who reads the pages one after the other, over and over."""

    def __init__(self, visitor, pages):
        self.visitor = visitor
        self.pages = pages
        self.turn = 0

    def read(self):
        self.turn += 1
        return self.visitor.get(self.pages[self.turn % len(self.pages)])


def make_due(seconds):
    """Meetings of which a reminder falls due while Redis is away."""
    from django.utils import timezone

    first = timezone.now() + timedelta(hours=2)
    make_meetings(
        REMINDED, [first + timedelta(seconds=seconds * part) for part in (0.3, 0.6, 0.8)], days_ago=0
    )


def reminded():
    """The seconds until every reminder is out."""
    from seoul_gov.notifications.models import Notice

    def out():
        rows = Notice.objects.filter(kind="meetings.reminded")
        return rows.count() == 3 * REMINDED and not rows.exclude(mail_state="sent").exists()

    started = time.monotonic()
    wait_until(out, SECONDS_TO_REMIND + 60, pause=1)
    return time.monotonic() - started


def refused(answers):
    """Answers that are errors of the server's, or none at all."""
    bad = [answer for answer in answers if answer.status == 0 or answer.status >= 500]
    return [f"{len(bad)} answers were errors: {bad[0].status} {bad[0].text[:200]}"] if bad else []


def late_reminders(seconds, crew):
    if seconds <= SECONDS_TO_REMIND:
        return []
    return [f"reminders took {seconds:.0f} s after Redis's return\n{crew.log_end()}"]


if __name__ == "__main__":
    on_services(drill)
