"""R2: beat runs twice.

Two beats and two workers for ten minutes, while the reminders of twelve meetings fall due one after the other. Held
when every member got exactly one mail a meeting. ``DRILL_SECONDS`` makes it another time.
"""

import os
import time
from datetime import timedelta

from tests.drills._crew import make_meetings, on_both_pairs, wait_until

MEETINGS, MEMBERS = 12, 20
SECONDS = int(os.environ.get("DRILL_SECONDS", "600"))
SECONDS_TO_FINISH = 120


def drill(crew):
    from django.utils import timezone

    from seoul_gov.audit.models import Event
    from seoul_gov.notifications.models import Notice

    # The last falls due with a whole turn of beat's clock left.
    gap = max(SECONDS - 80, 10) / MEETINGS
    # Called just now for two hours hence: of the three reminders only the last lies ahead.
    first = timezone.now() + timedelta(hours=2, seconds=10)
    starts = [first + timedelta(seconds=gap * number) for number in range(MEETINGS)]
    make_meetings(MEMBERS, starts, days_ago=0)
    running = [start for number in (1, 2) for start in (crew.beat(number), crew.worker())]
    time.sleep(SECONDS)
    if gone := crew.gone(*running):
        return [f"the drill was no drill: {gone} ended by itself\n{crew.log_end()}"]
    due = MEETINGS * MEMBERS
    wait_until(lambda: Notice.objects.filter(mail_state="sent").count() == due, SECONDS_TO_FINISH)
    came = crew.findings()
    told = Event.objects.filter(key="meetings.reminded").count()
    print(
        f"   {len(came)} reminders of {MEETINGS} meetings, {len(crew.sink.mails)} mails, {told} in the trail"
    )
    failures = []
    if len(came) != due:
        failures.append(f"{len(came)} reminders were written, not {due}\n{crew.log_end()}")
    if wrong := [pk for pk, times in came.items() if times != 1]:
        failures.append(f"{len(wrong)} reminders did not come out exactly once")
    if told != MEETINGS:
        failures.append(f"the trail tells of {told} reminders, not {MEETINGS}")
    return failures


if __name__ == "__main__":
    on_both_pairs(drill, side_by_side=True)
