"""R20: the web server is reloaded in the middle of use.

Ten graceful reloads (SIGHUP, as ``docker compose kill -s HUP web`` sends it) under 20 people who read and write
over lines that they keep open. Held when none of 5,000 requests fails.
"""

import itertools
import os
import signal
import threading
import time

from tests.drills._crew import on_both_pairs
from tests.drills._visitor import Visitor, p95
from tests.drills._world import Writer, lost, make_officials, make_round

CLIENTS, REQUESTS, RELOADS = 20, 5000, 10
PAGES = ("/", "/health/live", "/privacy/", "/desk/", "/selection/self-check/", "/accounts/login/")


def drill(crew):
    web = crew.web()
    round, members = make_round(make_officials(1)[0], CLIENTS)
    before = web.workers()
    answers, writers = use(web, round, members, REQUESTS, RELOADS)
    failed = [answer for answer in answers if not answer.ok]
    print(
        f"   {len(answers)} requests, {RELOADS} reloads: {len(failed)} failed, p95 {p95(answers):.2f} s, "
        f"slowest {max(answer.seconds for answer in answers):.1f} s"
    )
    failures = [f"{answer.status} {answer.text[:100]}" for answer in failed[:5]]
    failures += [f"{len(gone)} acknowledged comments are gone" for gone in [lost(writers)] if gone]
    if set(before) & set(web.workers()):
        failures.append("the drill was no drill: a web process outlived ten reloads")
    return failures


def use(web, round, members, requests, reloads):
    """Let everybody use the portal until so many requests are done, with so many reloads evenly in between."""
    answers, writers = [], []
    places = itertools.count()

    def live(member):
        visitor = Visitor(web.url, member)
        writer = Writer(visitor, round)
        writers.append(writer)
        while (number := next(places)) < requests:
            answers.append(writer.write() if number % 8 == 0 else visitor.get(PAGES[number % len(PAGES)]))

    people = [threading.Thread(target=live, args=(member,), daemon=True) for member in members]
    for person in people:
        person.start()
    for number in range(1, reloads + 1):
        while len(answers) < requests * number / (reloads + 1):
            time.sleep(0.02)
        os.kill(web.process.pid, signal.SIGHUP)
    for person in people:
        person.join()
    return answers, writers


if __name__ == "__main__":
    on_both_pairs(drill)
