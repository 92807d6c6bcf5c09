"""R15: 10,000 opinions at once.

A thousand citizens give ten opinions each over 64 connections while officials browse, on PostgreSQL and Redis. Held
when every opinion that was acknowledged is stored once and no other, nothing answers 5xx, all are in after a minute,
95 of 100 posts are answered within a second and the officials' pages within two.
"""

import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from queue import Queue
from uuid import uuid4

from tests.drills._crew import on_services
from tests.drills._visitor import Crowd, Visitor, p95
from tests.drills._world import NUMBERS, make_officials

CITIZENS, EACH, CONNECTIONS = 1_000, 10, 64
SECONDS, SECONDS_A_POST, SECONDS_A_PAGE = 60, 1, 2
# A long row of figures may look like somebody's number, which no opinion may hold.
LETTERS = str.maketrans("0123456789", "ghijklmnop")


def drill(crew):
    return play(crew.web().url, CITIZENS, EACH, CONNECTIONS, SECONDS, SECONDS_A_POST)


def play(url, citizens, each, connections, seconds=None, seconds_a_post=None):
    """The burst; what was wrong with it. Without times only what was stored is looked at."""
    officer = make_officials(1)[0]
    round, jobs = make_call(officer), Queue()
    for citizen in make_citizens(citizens):
        visitor = Visitor(url, citizen)
        for number in range(each):
            jobs.put((visitor.cookies, f"{uuid4().hex.translate(LETTERS)} {number}"))
    pages = ("/desk/", f"/opinions/{round.pk}/answers/", "/projects/")
    look = [partial(Visitor(url, officer).get, page) for page in pages]
    started = time.monotonic()
    with Crowd(look, pause=0.2) as crowd, ThreadPoolExecutor(connections) as pool:
        said = [
            pair
            for hand in pool.map(lambda _: give_all(url, round, jobs), range(connections))
            for pair in hand
        ]
    took = time.monotonic() - started
    return verdict(said, crowd.answers, took, seconds, seconds_a_post)


def make_call(officer):
    """A round of opinions that takes words now."""
    from tests import factories
    from tests.workflows.driver.walking import ask_citizens

    project = factories.make_confirmed_project(
        officer=officer, governance_type="consultation", status="running"
    )
    return ask_citizens(factories.make_duty(project, kind="opinion", stage_key="planning"))


def make_citizens(number):
    """So many people who may speak, quickly."""
    from seoul_gov.accounts.models import User

    return User.objects.bulk_create(
        User(email=f"drill{next(NUMBERS)}@example.test", name=f"시민 {n}", password="!")
        for n in range(number)
    )


def give_all(url, round, jobs):
    """Give one opinion after the other over one connection, as whoever wants to; the words with their answers."""
    visitor, said = Visitor(url), []
    while not jobs.empty():
        visitor.cookies, body = jobs.get()
        answer = visitor.post(f"/opinions/{round.pk}/give/", body=body, nonce=uuid4())
        said.append((body, answer))
    visitor.leave()
    return said


def verdict(said, pages, took, seconds, seconds_a_post):
    """Print what came of it and answer what must not be."""
    from workflows.opinions.models import Opinion

    answers = [answer for _, answer in said]
    given = sorted(body for body, answer in said if answer.status == 302)
    kept = sorted(Opinion.objects.values_list("body", flat=True))
    post, page = p95(answers), p95(pages)
    print(
        f"   {len(kept)} opinions in {took:.1f} s, p95 of a post {post:.2f} s; "
        f"{len(pages)} pages of officials, p95 {page:.2f} s"
    )
    wrong = []
    if kept != given:
        wrong.append(f"{len(given)} opinions were acknowledged and {len(kept)} are stored")
    if len(given) != len(said):
        wrong.append(f"{len(said) - len(given)} posts were not taken: {sorted({a.status for a in answers})}")
    if broken := [answer.status for answer in pages if not answer.ok]:
        wrong.append(f"pages of officials answered {broken[:5]}")
    if seconds and took > seconds:
        wrong.append(f"it took {took:.0f} s until all were in")
    if seconds_a_post and post > seconds_a_post:
        wrong.append(f"95 of 100 posts were answered within {post:.1f} s only")
    if seconds and page > SECONDS_A_PAGE:
        wrong.append(f"95 of 100 pages of officials came within {page:.1f} s only")
    return wrong


if __name__ == "__main__":
    on_services(drill)
