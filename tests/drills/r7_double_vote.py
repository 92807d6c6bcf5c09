"""R7: the same person votes many times at once.

Fifty rounds: a member posts twenty ballots at the same moment from two devices, with every answer among them, over
HTTP to a web server of two processes. Held when in each round exactly one vote stands, it is the one that was
answered with the page, each other post was answered with 409 and the sentence, and nothing with 5xx.
"""

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, HTTPException
from threading import Barrier
from urllib.parse import urlencode

from tests.drills._crew import HOST, ROOT, kill, on_both_pairs, wait_until
from tests.services import die_with_parent, spare_port

ROUNDS, POSTS = 50, 20
SECONDS_TO_OPEN = 120
SENTENCE = "이미 표결하셨습니다."
ANSWERS = ("for", "against", "abstain")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def drill(crew):
    votes, member = make_votes()
    port = spare_port()
    server = web(port, crew.folder)
    try:
        if not wait_until(lambda: answers(port), SECONDS_TO_OPEN, 0.5):
            return [f"the web server did not open\n{crew.log_end()}"]
        devices = [Device(port, member) for _ in range(2)]
        rounds = [one_round(vote, devices) for vote in votes]
    finally:
        kill(server)
    return verdict(rounds)


def make_votes():
    """As many open votes of one panel as there are rounds, and the account of a member."""
    from datetime import timedelta

    from django.utils import timezone

    from seoul_gov.demo import statics
    from tests import factories
    from workflows.decisions.models import Ballot, Resolution
    from workflows.meetings.models import AgendaItem, Meeting

    statics.collect()
    official = factories.make_official("officer", department=factories.make_department())
    project = factories.make_confirmed_project(officer=official, governance_type="collaboration")
    duty = factories.make_duty(project, kind="decision")
    panel = factories.make_panel(project, kind="working")
    seat = factories.make_member(panel)
    now = timezone.now()
    meeting = Meeting.objects.create(
        duty=duty.stage.duties.filter(kind="meeting").first(),
        panel=panel,
        title="정기회의",
        starts_at=now - timedelta(hours=3),
        ends_at=now - timedelta(hours=1),
        place="시청",
        uid="drill",
        called_by=official,
        state="held",
        held_at=now,
    )
    items = AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, order=number, title=f"안건 {number}") for number in range(ROUNDS)
    )
    facts = {"motion": "adopt", "text": "채택", "opened_by": official, "closes_at": now + timedelta(days=1)}
    votes = Resolution.objects.bulk_create(
        Resolution(duty=duty, item=item, category=item.category, **facts) for item in items
    )
    Ballot.objects.bulk_create(Ballot(resolution=vote, membership=seat) for vote in votes)
    return votes, seat.user


def web(port, folder):
    """The web server as the portal starts it: two processes of four threads."""
    command = [sys.executable, "-m", "gunicorn", "seoul_gov.wsgi:application", "--bind", f"127.0.0.1:{port}"]
    command += ["--worker-class", "gthread", "--workers", "2", "--threads", "4", "--timeout", "120"]
    with (folder / "said").open("ab") as log:
        return subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            preexec_fn=die_with_parent,
        )


def answers(port):
    try:
        return request(port, "GET", "/health/live")[0] == 200
    except (OSError, HTTPException):
        return False


def request(port, method, path, body=None, cookies=""):
    """One request on a connection of its own: (status, headers, text)."""
    caller = HTTPConnection("127.0.0.1", port, timeout=120)
    headers = {"Host": HOST, "Cookie": cookies, "Origin": f"http://{HOST}"}
    if body is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    try:
        caller.request(method, path, body, headers)
        answer = caller.getresponse()
        return answer.status, answer.headers, answer.read().decode(errors="replace")
    finally:
        caller.close()


class Device:
    """A browser in which the member has signed in."""

    def __init__(self, port, user):
        from django.conf import settings
        from django.test import Client

        client = Client()
        client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        self.port, self.cookies, self.token = port, f"{name}={client.cookies[name].value}", ""

    def open(self, path):
        """Look at the ballot paper, as a person does before voting."""
        _, headers, page = request(self.port, "GET", path, cookies=self.cookies)
        for cookie in headers.get_all("Set-Cookie") or ():
            if "csrftoken" in cookie:
                self.cookies = f"{self.cookies.split('; ')[0]}; {cookie.split(';')[0]}"
        self.token = TOKEN.search(page).group(1)

    def vote(self, path, choice):
        body = urlencode({"choice": choice, "csrfmiddlewaretoken": self.token})
        return request(self.port, "POST", path, body, self.cookies)


def one_round(vote, devices):
    """Twenty posts at once: what each was answered, and what stands afterwards."""
    path, start = f"/decisions/{vote.pk}/vote/", Barrier(POSTS)
    for device in devices:
        device.open(path)

    def post(number):
        start.wait()
        choice = ANSWERS[number % len(ANSWERS)]
        status, _, text = devices[number % len(devices)].vote(path, choice)
        return status, SENTENCE in text, choice

    with ThreadPoolExecutor(POSTS) as pool:
        results = list(pool.map(post, range(POSTS)))
    return results, list(vote.ballots.exclude(choice="").values_list("choice", flat=True))


def verdict(rounds):
    """Print what came out and answer what must not be."""
    from seoul_gov.audit.models import Event

    exact = [is_exact(*facts) for facts in rounds]
    codes = sorted({status for results, _ in rounds for status, _, _ in results})
    told = Event.objects.filter(key="decisions.voted").count()
    print(
        f"   {POSTS} posts x {len(rounds)} rounds: {sum(exact)} exact, answers {codes}, {told} in the trail"
    )
    failures = [
        f"round {number} was not exact: {rounds[number]}" for number, held in enumerate(exact) if not held
    ]
    if len(rounds) != ROUNDS:
        failures.append(f"the drill was no drill: {len(rounds)} rounds")
    if any(code >= 500 for code in codes):
        failures.append(f"something was answered with {codes}")
    if told != ROUNDS:
        failures.append(f"the trail tells of {told} votes, not {ROUNDS}")
    return failures


def is_exact(results, stands):
    """One post was taken and stands; all the others were told so."""
    taken = [choice for status, _, choice in results if status == 302]
    refused = [status == 409 and told for status, told, _ in results if status != 302]
    return taken == stands and len(stands) == 1 and all(refused)


if __name__ == "__main__":
    on_both_pairs(drill)
