"""R5: PostgreSQL is restarted under load.

20 people write while it is restarted five times (three times in good order, twice crashed), and an official closes
stages. Held when the portal answers meanwhile with its page for it (503 with Retry-After), is back within ten
seconds of the database without a restart of its own, has kept every comment that it acknowledged, and left no
stage half closed.
"""

import signal
import time

from tests.drills._crew import on_services, wait_until
from tests.drills._visitor import Crowd, Visitor
from tests.drills._world import Writer, lost, make_closable, make_officials, make_round

WRITERS, RUNS = 20, 60
HOWS = (signal.SIGINT, signal.SIGQUIT, signal.SIGINT, signal.SIGQUIT, signal.SIGINT)
SECONDS_AWAY, SECONDS_BETWEEN = 4, 10
SECONDS_TO_RETURN = 10


def drill(crew):
    web = crew.web()
    before = web.workers()
    officer = make_officials(1)[0]
    round, members = make_round(officer, WRITERS)
    writers = [Writer(Visitor(web.url, member), round) for member in members]
    closer = Closer(Visitor(web.url, officer), [make_closable(officer) for _ in range(RUNS)])
    returns = []
    with Crowd([*(writer.write for writer in writers), closer.close], pause=0.1) as crowd:
        for how in HOWS:
            time.sleep(SECONDS_BETWEEN)
            crew.postgres.stop(how)
            time.sleep(SECONDS_AWAY)
            crew.postgres.start()
            returns.append(seconds_until_written(writers, time.monotonic()))
    gone, halves = settled(writers, closer)
    bad = unexpected(crowd.answers)
    said = sum(len(writer.said) for writer in writers)
    print(
        f"   {said} comments and {len(closer.closed)} stages acknowledged, {len(gone)} lost, {len(halves)} half done; "
        f"good again after {', '.join(f'{seconds:.1f}' for seconds in returns)} s"
    )
    failures = [*bad, *halves]
    failures += [f"{len(gone)} acknowledged comments are gone"] if gone else []
    failures += [
        f"it took {seconds:.0f} s to come back" for seconds in returns if seconds > SECONDS_TO_RETURN
    ]
    if before != web.workers():
        failures.append("the web server was restarted")
    return failures


class Closer:
    """An official who closes one stage after the other; ``closed`` are those that were acknowledged."""

    def __init__(self, visitor, waiting):
        self.visitor = visitor
        self.waiting = waiting
        self.runs = [run for run, _ in waiting]
        self.closed = []

    def close(self):
        if not self.waiting:
            return None
        run, stage = self.waiting[0]
        answer = self.visitor.post(f"/process/{run.pk}/advance/", stage=stage.pk, skip_reason="")
        # Closed before, though nobody could be told any more: not acknowledged, and done.
        if answer.status in (302, 409):
            self.waiting.pop(0)
        if answer.status == 302:
            self.closed.append(stage)
        return answer


def seconds_until_written(writers, since):
    """The seconds until the first comment is taken after that moment."""
    before = sum(len(writer.said) for writer in writers)
    wait_until(lambda: sum(len(writer.said) for writer in writers) > before, 60)
    return time.monotonic() - since


def settled(writers, closer):
    """What was acknowledged and is gone, and the runs in which something is half done."""
    from django.db import connection

    from seoul_gov.audit.models import Event

    # The drill's own connection went with the first restart.
    connection.close()
    halves = []
    for run in closer.runs:
        states = list(run.stages.values_list("state", flat=True))
        told = Event.objects.filter(key="driver.advanced", chain=run.project.audit_chain).count()
        opened = run.stages.get(state="open")
        if states.count("open") != 1 or (told == 1) != (opened.key != "analysis"):
            halves.append(f"run {run.pk}: {states}, {told} events")
    for stage in closer.closed:
        stage.refresh_from_db()
        if stage.state != "closed":
            halves.append(f"stage {stage.pk} was acknowledged as closed and is {stage.state}")
    return lost(writers), halves


def unexpected(answers):
    """Answers that are neither a page nor the sentence for a database that is away."""
    from seoul_gov.errors import SENTENCES

    away = 503 if 503 in SENTENCES else 500
    bad = [answer for answer in answers if answer.status not in (200, 302, 409, away)]
    mute = [
        answer
        for answer in answers
        if answer.status == 503 and not answer.headers.get("Retry-After", "").isdigit()
    ]
    failures = (
        [f"{len(bad)} answers of another kind, the first {bad[0].status} {bad[0].text[:300]}"] if bad else []
    )
    failures += [f"{len(mute)} answers without Retry-After"] if mute else []
    if not any(answer.status == away for answer in answers):
        failures.append("the drill was no drill: nobody met a portal without its database")
    return failures


if __name__ == "__main__":
    on_services(drill)
