"""The portal in a real browser: pages that fail their test on any error the visitor's browser would see.

``person(user)`` opens a fresh browser for one more person, signed in as ``user`` or, without one, nobody; ``page``
(1280 wide) and ``phone`` (360 wide) are nobody yet, and ``page.enter(user)`` makes them somebody. ``axe(page)``
asserts that the page has no accessibility violation.
"""

import shutil
import time
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, Page, expect, sync_playwright

# The shell is Debian's Chromium without its windows: the same engine for half the work.
BROWSERS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
AXE_OPTIONS = {"runOnly": {"type": "tag", "values": STANDARDS}, "resultTypes": ["violations"]}
# A refusal (403, 404, 409) is an answer to a page or a partial, and a broken link to anything else.
MAY_BE_REFUSED = ("document", "fetch", "xhr")

expect.set_options(timeout=10_000)


class Problems(list):
    """What went wrong in one person's browser, as sentences, unless it is told to look away."""

    watching = True

    def add(self, sentence):
        """Note the sentence, if we are watching."""
        if self.watching:
            self.append(sentence)

    def watch(self, page):
        """Listen to everything that a page can complain about."""
        page.on("console", lambda message: self._console(message, page))
        page.on("pageerror", lambda error: self.add(f"script error: {error}"))
        page.on("response", self._response)
        page.on("requestfailed", self._failed)

    def _console(self, message, page):
        # Failed loads are told apart by their response.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.add(f"console on {page.url}: {message.text}")

    def _response(self, response):
        broken = response.status >= 400 and response.request.resource_type not in MAY_BE_REFUSED
        if response.status >= 500 or broken:
            self.add(f"{response.status} for {response.request.method} {response.url}")

    def _failed(self, request):
        # A download and a page left in mid-load abort their request; both are fine.
        if "ERR_ABORTED" not in (request.failure or ""):
            self.add(f"{request.failure} for {request.url}")


@pytest.fixture(scope="session")
def chromium() -> Browser:
    """One browser a test process; without a system Chromium, the one that Playwright installed."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def live(live_server, transactional_db) -> str:
    """The address of a running portal that shares this test's database."""
    return live_server.url


@pytest.fixture
def person(chromium, live) -> Callable[..., Page]:
    """A maker of people: each has a browser of their own, signed in or not; their problems fail the test."""
    contexts, everything = [], []

    def arrive(user=None, *, width=1280, height=900, **options):
        context = chromium.new_context(
            base_url=live,
            locale="ko-KR",
            timezone_id="Asia/Seoul",
            reduced_motion="reduce",
            viewport={"width": width, "height": height},
            **options,
        )
        contexts.append(context)
        if user:
            context.add_cookies([_session_of(user, live)])
        everything.append(problems := Problems())
        context.on("page", problems.watch)
        page = context.new_page()
        page.problems = problems
        page.enter = lambda user: context.add_cookies([_session_of(user, live)])
        return page

    yield arrive
    for context in contexts:
        context.close()
    at_rest()
    assert [sentence for problems in everything for sentence in problems] == []


BUSY = """SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'"""


def at_rest(seconds=20):
    """Wait until the last requests of the browsers are through: they and the flush of the tables that follows would
    wait for each other."""
    deadline = time.monotonic() + seconds
    while connection.vendor == "postgresql" and time.monotonic() < deadline:
        with connection.cursor() as cursor:
            cursor.execute(BUSY)
            if not cursor.fetchone()[0]:
                return
        time.sleep(0.05)


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

    def check(page):
        assert page.problems == []
        if not pytestconfig.getoption("--without-axe"):
            accessible(page)

    return check


def accessible(page):
    """Assert that a page keeps WCAG 2.0 to 2.2 (A, AA) as far as axe sees."""
    page.problems.watching = False
    violations = Axe().run(page, options=AXE_OPTIONS).response["violations"]
    page.problems.watching = True
    assert [_sentence(violation) for violation in violations] == []


def _session_of(user, address):
    """The cookie of a session in which the user has just signed in."""
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": address}


def _sentence(violation):
    places = " | ".join(" ".join(map(str, node["target"])) for node in violation["nodes"][:5])
    return f"{violation['id']}: {violation['help']} — {places}"
