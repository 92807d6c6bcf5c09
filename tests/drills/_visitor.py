"""People who use the portal over HTTP, one connection each, and crowds of them. Needs Django set up."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from threading import Barrier, Event, Thread
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

CSRF = "d" * 32
SECONDS_TO_ANSWER = 60
# The web server hangs up after two quiet seconds; who hangs up before sends nothing into a closed line.
SECONDS_TO_KEEP = 1


@dataclass(frozen=True)
class Answer:
    """What came back: status 0, with the reason as text, when nothing did."""

    status: int
    text: str = ""
    headers: dict = field(default_factory=dict)
    seconds: float = 0.0
    ended: float = 0.0

    @property
    def ok(self):
        return 200 <= self.status < 400


class Visitor:
    """One person's browser, signed in as ``user`` or nobody; ``headers`` go with each request, as a proxy's do."""

    def __init__(self, url, user=None, headers=None):
        place = urlsplit(url)
        self._place = place.hostname, place.port
        self._headers = {"Host": place.netloc} | (headers or {})
        self._connection = None
        self._used = 0.0
        self.cookies = {"csrftoken": CSRF} | (session_of(user) if user else {})

    def get(self, path):
        return self.send("GET", path)

    def post(self, path, **fields):
        """Send a form."""
        body = urlencode({"csrfmiddlewaretoken": self.cookies["csrftoken"]} | fields, doseq=True)
        return self.send("POST", path, body.encode(), "application/x-www-form-urlencoded")

    def upload(self, path, name, content, **fields):
        """Send a form with one file in its field ``file``."""
        body, kind = multipart(name, content, {"csrfmiddlewaretoken": self.cookies["csrftoken"]} | fields)
        return self.send("POST", path, body, kind)

    def send(self, method, path, body=None, kind=""):
        headers = self.headers() | ({"Content-Type": kind} if kind else {})
        started = time.monotonic()
        if started - self._used > SECONDS_TO_KEEP:
            self.leave()
        try:
            if self._connection is None:
                self._connection = HTTPConnection(*self._place, timeout=SECONDS_TO_ANSWER)
            self._connection.request(method, path, body, headers)
            response = self._connection.getresponse()
            text = response.read().decode(errors="replace")
        except (OSError, HTTPException) as reason:
            self.leave()
            return Answer(0, repr(reason), {}, time.monotonic() - started, time.monotonic())
        for value in response.headers.get_all("Set-Cookie", ()):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(value).items()}
        self._used = ended = time.monotonic()
        return Answer(response.status, text, dict(response.headers), ended - started, ended)

    def headers(self):
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return self._headers | {"Cookie": cookies}

    def leave(self):
        """Hang up."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def session_of(user):
    """The cookie of a session in which the user has just signed in."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    return {name: client.cookies[name].value}


def multipart(name, content, fields):
    """A form as a browser sends it, the file last; the body and its content type."""
    edge = f"drill{uuid4().hex}"
    parts = [(f'name="{key}"', str(value).encode()) for key, value in fields.items()]
    parts.append((f'name="file"; filename="{name}"\r\nContent-Type: application/octet-stream', content))
    body = b"".join(
        f"--{edge}\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode() + value + b"\r\n"
        for head, value in parts
    )
    return body + f"--{edge}--\r\n".encode(), f"multipart/form-data; boundary={edge}"


def at_once(acts: list[Callable]) -> list:
    """What comes of the acts when all begin at the same moment, in their order."""
    barrier = Barrier(len(acts))

    def run(act):
        barrier.wait()
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


class Crowd:
    """Acts repeated side by side until ``with`` ends; ``answers`` gathers what each of them answered, if anything."""

    def __init__(self, acts: list[Callable], pause=0.0):
        self.answers = []
        self._pause = pause
        self._over = Event()
        self._threads = [Thread(target=self._repeat, args=(act,), daemon=True) for act in acts]

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self._over.set()
        for thread in self._threads:
            thread.join()

    def _repeat(self, act):
        while not self._over.is_set():
            answer = act()
            if answer is not None:
                self.answers.append(answer)
            self._over.wait(self._pause)


def p95(answers):
    """The seconds within which 95 of 100 answers came."""
    times = sorted(answer.seconds for answer in answers)
    return times[int(len(times) * 0.95)] if times else 0.0
