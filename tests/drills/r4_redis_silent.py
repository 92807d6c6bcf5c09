"""R4: Redis keeps its lines and says nothing (SIGSTOP) for two minutes.

The same people and reminders as when it is stopped. Held when no request takes longer than three seconds; what the same
requests took while Redis spoke is told beside it.
"""

import time

from tests.drills._crew import on_services
from tests.drills._visitor import Crowd
from tests.drills._world import lost
from tests.drills.r3_redis_stopped import PAUSE, company, late_reminders, make_due, refused, reminded

SECONDS, SECONDS_BEFORE = 120, 30
SECONDS_A_REQUEST = 3


def drill(crew):
    url = crew.web().url
    running = [crew.worker(), crew.beat()]
    acts, writers = company(url)
    make_due(SECONDS)
    with Crowd(acts, PAUSE) as before:
        time.sleep(SECONDS_BEFORE)
    crew.redis.pause()
    with Crowd(acts, PAUSE) as during:
        time.sleep(SECONDS)
    crew.redis.pause(False)
    seconds = reminded()
    usual, slowest = (max(answer.seconds for answer in crowd.answers) for crowd in (before, during))
    print(
        f"   {len(during.answers)} answers beside a silent Redis, the slowest after {slowest:.2f} s "
        f"({usual:.2f} s before); reminders out {seconds:.0f} s after it spoke again"
    )
    failures = refused(during.answers) + late_reminders(seconds, crew)
    if slowest > SECONDS_A_REQUEST:
        failures.append(f"a request took {slowest:.1f} s, {usual:.1f} s before")
    if gone := lost(writers):
        failures.append(f"{len(gone)} acknowledged comments are gone")
    if ended := crew.gone(*running):
        failures.append(f"the drill was no drill: {ended} ended by itself\n{crew.log_end()}")
    return failures


if __name__ == "__main__":
    on_services(drill)
