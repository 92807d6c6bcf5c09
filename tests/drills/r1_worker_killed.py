"""R1: the worker is killed in the middle of reminding.

500 reminders are due; the worker is killed with -9 at 20 random moments while it sends, and started again each
time. Held when no reminder is lost, at most one is doubled a kill, and all are out two minutes after the last
start. Beat does nothing but repeat its schedule: what the dead left behind is found in the database.
"""

import random
import time
from datetime import timedelta

from tests.drills._crew import kill, make_meetings, on_both_pairs, wait_until

REMINDERS = 500
KILLS = 20
SECONDS_A_MAIL = 0.05
SECONDS_TO_FINISH = 120
SECONDS_TO_BEGIN = 120


def drill(crew):
    from django.utils import timezone

    from seoul_gov.notifications.models import Notice

    make_meetings(REMINDERS, [timezone.now() + timedelta(hours=20)])
    crew.sink.seconds = SECONDS_A_MAIL
    beat, worker, kills = crew.beat(), crew.worker(), 0
    reminders = Notice.objects.filter(kind="meetings.reminded")
    if not wait_until(lambda: reminders.count() == REMINDERS, SECONDS_TO_BEGIN):
        return [f"{reminders.count()} of {REMINDERS} reminders were written\n{crew.log_end()}"]
    while kills < KILLS and Notice.objects.filter(mail_state="pending").exists():
        seen = len(crew.sink.mails)
        wait_until(lambda seen=seen: len(crew.sink.mails) > seen, SECONDS_TO_BEGIN)
        time.sleep(random.uniform(0, 1.2))
        kill(worker)
        kills += 1
        if gone := crew.gone(beat):
            return [f"the drill was no drill: {gone} ended by itself\n{crew.log_end()}"]
        worker = crew.worker()
    crew.sink.seconds = 0
    started = time.monotonic()
    wait_until(lambda: not Notice.objects.filter(mail_state="pending").exists(), SECONDS_TO_FINISH + 60)
    return verdict(crew.findings(), kills, time.monotonic() - started)


def verdict(came, kills, seconds):
    """Print what came out and answer what must not be."""
    lost = [pk for pk, times in came.items() if not times]
    doubled = sum(times - 1 for times in came.values() if times)
    print(
        f"   {len(came)} reminders, {kills} kills: {len(lost)} lost, {doubled} doubled, all out after {seconds:.0f} s"
    )
    failures = []
    if len(came) != REMINDERS or kills < KILLS:
        failures.append(f"the drill was no drill: {len(came)} reminders, {kills} kills")
    if lost:
        failures.append(f"{len(lost)} reminders were lost")
    if doubled > kills:
        failures.append(f"{doubled} reminders were doubled with {kills} kills")
    if seconds > SECONDS_TO_FINISH:
        failures.append(f"it took {seconds:.0f} s until all were out")
    return failures


if __name__ == "__main__":
    on_both_pairs(drill)
