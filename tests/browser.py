"""The portal in a real browser: pages that fail their test on any error the visitor's browser would see.

``person(user)`` sits one more person down at a browser, signed in as ``user`` or, without one, nobody; ``page``
(1280 wide) and ``phone`` (360 wide) are nobody yet, and ``page.enter(user)`` makes them somebody. ``axe(page)``
asserts that the page has no accessibility violation.

A browser goes from one test to the next: without cookies, storage and pages, but with the static files still in it.
"""

import shutil
import threading
from collections import defaultdict
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Error, Page, expect, sync_playwright

# The shell is Debian's Chromium without its windows: the same engine for half the work.
BROWSERS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
# A frame goes from page to page as it did for years: a new one for each costs a quarter of a browser's time. Our list of
# features takes the place of Playwright's, so what it leaves out for its own sake is in it. Scripts are not compiled: a
# page is gone before that pays, and axe is read anew on each.
FLAGS = [
    "--no-sandbox",
    "--disable-features=RenderDocument,AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,"
    "HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,MediaRouter,PaintHolding,ThirdPartyStoragePartitioning",
    "--disable-gpu",
    "--js-flags=--no-opt,--no-maglev",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
AXE_OPTIONS = {"runOnly": {"type": "tag", "values": STANDARDS}, "resultTypes": ["violations"]}
# What the doorkeeper answers in the portal's place. The browser keeps what it made of a module for the next page; a
# script that is sent along is read anew each time.
AXE_ADDRESS, EMPTY_ADDRESS = "/browser/axe.js", "/browser/empty"
KEPT = ("Cache-Control", "max-age=86400")
JUDGE = Path(__file__).with_name("judge.js").read_text("utf-8")
# A refusal (403, 404, 409) is an answer to a page or a partial, and a broken link to anything else.
MAY_BE_REFUSED = ("document", "iframe", "empty", None)

expect.set_options(timeout=10_000)


class Doorkeeper:
    """Stands before the live server and notes what it answers: a browser would have to tell us file by file."""

    own = {AXE_ADDRESS: ("text/javascript", AXE_SCRIPT.encode()), EMPTY_ADDRESS: ("text/html", b"")}

    def __init__(self, portal):
        self.portal = portal
        self.problems = []
        self._inside = 0
        self._leaving = threading.Condition()

    def __call__(self, environ, start_response):
        with self._counted():
            answer = self._answer(environ, start_response)
            try:
                yield from answer
            finally:
                getattr(answer, "close", list)()

    @contextmanager
    def _counted(self):
        with self._leaving:
            self._inside += 1
        try:
            yield
        finally:
            with self._leaving:
                self._inside -= 1
                self._leaving.notify_all()

    def at_rest(self, seconds=20):
        """Wait until the last requests are through. A page that was left behind may still ask for a file, and that and
        the emptying of the tables would get in each other's way."""
        with self._leaving:
            self._leaving.wait_for(lambda: not self._inside, seconds)

    def _answer(self, environ, start_response):
        address = environ["PATH_INFO"]
        if address in self.own:
            kind, content = self.own[address]
            headers = [("Content-Type", f"{kind}; charset=utf-8"), ("Content-Length", str(len(content)))]
            start_response("200 OK", [*headers, KEPT])
            return [content]
        # Those of the test that asked, however late the answer is.
        problems = self.problems

        def start(status, headers, *rest):
            note(environ, int(status[:3]), problems)
            kept = [KEPT] if address.startswith(settings.STATIC_URL) else []
            return start_response(status, [*headers, *kept], *rest)

        return self.portal(environ, start)


def note(environ, status, problems):
    """Write down an answer that a visitor should not get."""
    broken = status >= 400 and environ.get("HTTP_SEC_FETCH_DEST") not in MAY_BE_REFUSED
    if status >= 500 or broken:
        address = f"{environ['HTTP_HOST']}{environ['PATH_INFO']}"
        problems.append(f"{status} for {environ['REQUEST_METHOD']} http://{address}")


class Seat:
    """A browser for one person after another."""

    def __init__(self, context):
        self.context = context
        self.problems = []
        context.on("page", self._watch)
        self.page = context.new_page()

    def take(self, problems):
        """Sit down; what goes wrong is written there, as sentences."""
        self.problems = self.page.problems = problems
        return self.page

    def leave(self):
        """Empty for the next person; the page stays in the portal, where its storage is, and in its process."""
        for page in self.context.pages:
            if page is not self.page:
                page.close()
        self.page.goto(EMPTY_ADDRESS)
        self.page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
        self.context.clear_cookies()

    def _watch(self, page):
        page.on("console", lambda message: self._console(message, page))
        page.on("pageerror", lambda error: self.problems.append(f"script error: {error}"))

    def _console(self, message, page):
        if message.type != "error" or getattr(page, "looks_away", False):
            return
        what, failed, why = message.text.partition("Failed to load resource: ")
        if not failed:
            self.problems.append(f"console on {page.url}: {what}")
        elif not why.startswith("the server responded"):  # Those the doorkeeper has seen.
            self.problems.append(f"{why} for {message.location['url']}")


@pytest.fixture(scope="session")
def chromium(django_db_setup) -> Browser:
    """One browser a test process, gone before the database is; without a system Chromium, the one that Playwright
    installed."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def doorkeeper(live_server) -> Doorkeeper:
    """The one who answers at the address of the running portal."""
    server = live_server.thread.httpd
    keeper = Doorkeeper(server.get_app())
    server.set_app(keeper)
    return keeper


@pytest.fixture
def live(live_server, doorkeeper, transactional_db) -> str:
    """The address of a running portal that shares this test's database."""
    doorkeeper.problems = []
    return live_server.url


@pytest.fixture(scope="session")
def seats() -> dict[tuple, list[Seat]]:
    """Where nobody sits, by the kind of browser."""
    return defaultdict(list)


@pytest.fixture
def person(chromium, live, doorkeeper, seats) -> Callable[..., Page]:
    """A maker of people: each has a browser of their own, signed in or not; their problems fail the test. With
    ``own_clock`` the clock of its pages can be put forward."""
    taken = []

    def arrive(user=None, *, width=1280, height=900, own_clock=False, **options):
        kind = (width, height, own_clock, *sorted(options.items()))
        seat = seats[kind].pop() if seats[kind] else Seat(open_context(width, height, own_clock, **options))
        taken.append((kind, seat))
        page = seat.take(doorkeeper.problems)
        page.enter = lambda user: seat.context.add_cookies([_session_of(user, live)])
        if user:
            page.enter(user)
        return page

    def open_context(width, height, own_clock, **options):
        context = chromium.new_context(
            base_url=live,
            locale="ko-KR",
            timezone_id="Asia/Seoul",
            reduced_motion="reduce",
            viewport={"width": width, "height": height},
            **options,
        )
        if own_clock:
            context.clock.install()
        return context

    yield arrive
    for _, seat in taken:
        seat.leave()
    doorkeeper.at_rest()
    assert doorkeeper.problems == []
    for kind, seat in taken:
        seats[kind].append(seat)


@pytest.fixture
def page(person) -> Page:
    """One person at a desk."""
    return person()


@pytest.fixture
def phone(person) -> Page:
    """One person with a telephone, 360 pixels wide."""
    return person(width=360, height=740, has_touch=True)


def pytest_addoption(parser):
    parser.addoption(
        "--without-axe", action="store_true", help="leave WCAG to another round of the same pages"
    )


@pytest.fixture(scope="session")
def axe(pytestconfig) -> Callable[[Page], None]:
    """Assert that a page is free of problems and accessible."""
    judged = set()

    def check(page):
        assert page.problems == []
        if not pytestconfig.getoption("--without-axe"):
            accessible(page, judged)

    return check


def asked(page, script, argument=None):
    """What the script says of the page; of the next one, where a key that was pressed has just led on to it."""
    page.wait_for_load_state()
    try:
        return page.evaluate(script, argument)
    except Error as gone:
        if "context was destroyed" not in str(gone):
            raise
        page.wait_for_load_state()
        return page.evaluate(script, argument)


def accessible(page, judged=None):
    """Assert that a page keeps WCAG 2.0 to 2.2 (A, AA) as far as axe sees. Of contrast it is asked what is not in
    ``judged``, a set that learns what this page adds."""
    judged = set() if judged is None else judged
    page.looks_away = True
    violations, seen = asked(page, JUDGE, [AXE_ADDRESS, AXE_OPTIONS, [*judged]])
    page.looks_away = False
    assert [_sentence(violation) for violation in violations] == []
    judged.update(seen)


def _session_of(user, address):
    """The cookie of a session in which the user has just signed in."""
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": address}


def _sentence(violation):
    places = " | ".join(" ".join(map(str, node["target"])) for node in violation["nodes"][:5])
    return f"{violation['id']}: {violation['help']} — {places}"
