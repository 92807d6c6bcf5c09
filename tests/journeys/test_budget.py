"""What a first visit costs, with the static files as production serves them: requests and bytes on the wire."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connections
from django.test.testcases import LiveServerThread
from django.urls import reverse
from whitenoise.compress import Compressor

from seoul_gov import settings as earnest
from tests import factories
from tests.browser import _session_of
from workflows.reviews import actions as reviews

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

REQUESTS, BYTES, SCRIPT_BYTES = 15, 120 * 1024, 30 * 1024
FOREVER = "max-age=315360000, public, immutable"
# The reader's data is looked up by name, file by file; the admin has its own.
NOT_ASKED_FOR = ["cmaps", "standard_fonts", "wasm", "admin", "django_extensions", "auditlog"]
SLOW_TO_PRESS = ("mjs",)  # the reader's library, which no first view waits for
MEASURED = """() => {
  const [page] = performance.getEntriesByType("navigation");
  const seen = [page, ...performance.getEntriesByType("resource")].map((entry) => ({
    url: entry.name, bytes: entry.transferSize, first: entry.startTime <= page.loadEventStart,
  }));
  return seen;
}"""


@pytest.fixture
def production(settings, tmp_path):
    """The address of a portal that serves collected, hashed and compressed files."""
    settings.STATIC_ROOT = tmp_path / "static"
    settings.WHITENOISE_AUTOREFRESH = False
    settings.WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, *SLOW_TO_PRESS)
    settings.STORAGES = settings.STORAGES | {"staticfiles": earnest.STORAGES["staticfiles"]}
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=NOT_ASKED_FOR)
    server = LiveServerThread("127.0.0.1", static_handler=lambda application: application)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    assert server.error is None
    yield f"http://127.0.0.1:{server.port}"
    server.terminate()
    connections.close_all()


@pytest.fixture
def visit(chromium, production):
    """A maker of first visits: a browser without anything in store, on its way to one page."""
    contexts = []

    def go(path, user=None):
        context = chromium.new_context(base_url=production, locale="ko-KR")
        contexts.append(context)
        if user:
            context.add_cookies([_session_of(user, production)])
        page = context.new_page()
        answer = page.goto(path, wait_until="load")
        page.answered = answer.status
        page.wait_for_function("document.fonts.status === 'loaded'")
        return page

    yield go
    for context in contexts:
        context.close()


def is_font(entry):
    return entry["url"].endswith(".woff2")


def is_script(entry):
    return re.search(r"\.m?js$", entry["url"])


def first_view(page):
    """What the page needed before it stood there, fonts apart."""
    return [entry for entry in page.evaluate(MEASURED) if entry["first"] and not is_font(entry)]


def within_budget(page, production):
    view = first_view(page)
    scripts = [entry["bytes"] for entry in view if is_script(entry)]
    total = sum(entry["bytes"] for entry in view)
    print(f"{view[0]['url']}: {len(view)} requests, {total} bytes, {sum(scripts)} of them scripts")
    assert all(entry["bytes"] for entry in view)
    assert len(view) <= REQUESTS
    assert total <= BYTES
    assert 0 < sum(scripts) <= SCRIPT_BYTES
    assert [e["url"] for e in page.evaluate(MEASURED) if not e["url"].startswith(production)] == []


def open_review(official):
    """A round that a member is asked to read."""
    project = factories.make_confirmed_project(officer=official)
    duty = factories.make_duty(project, kind="review")
    panel = factories.make_panel(project)
    member = factories.make_member(panel).user
    version = factories.make_version(project)
    facts = {"duty": duty, "panel": panel, "version": version, "due_on": duty.due_on.replace(year=2099)}
    return reviews.open_round(by=official, guide="", **facts), member


def test_first_visits_are_light(visit, production, official, edition):
    round, member = open_review(official)
    record = reverse("record:project", args=[round.panel.project_id])
    within_budget(visit("/"), production)
    public = visit(record)
    if public.answered != 405:
        within_budget(public, production)

    page = visit(round.get_absolute_url(), member)
    within_budget(page, production)
    assert not any("pdfjs" in entry["url"] for entry in first_view(page))
    page.locator(".reader-pages").wait_for()
    assert any("pdfjs" in entry["url"] for entry in page.evaluate(MEASURED))

    fonts = [entry for entry in page.evaluate(MEASURED) if is_font(entry)]
    assert 0 < len(fonts) < 20
    for kept in (fonts[0], *(entry for entry in first_view(page) if "/static/" in entry["url"])):
        assert page.request.get(kept["url"]).headers["cache-control"] == FOREVER, kept["url"]


def test_fonts_come_in_slices(settings):
    css = (Path(settings.BASE_DIR) / "static/vendor/pretendard-gov/pretendard-gov.css").read_text()
    faces = re.findall(r"@font-face\{[^}]*\}", css)
    assert len(faces) == 20
    for face in faces:
        assert "unicode-range:U+" in face
        assert "font-display:swap" in face
        assert re.findall(r"url\(([^)]*)\)", face) == [re.search(r"PretendardGOV-\w+\.\d\.woff2", face)[0]]
