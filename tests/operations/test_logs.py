"""Lines of the log: what they say of a request, and that nothing personal is in them."""

import io
import json
import logging
import smtplib
import sys

import pytest
from django.conf import settings as portal_settings
from django.test import Client

from seoul_gov.celery import keep_the_portals_lines
from seoul_gov.operations.logs import JsonLines, Lines, kind_and_text, message, request_id
from tests import factories

CANARIES = {"name": "김카나리아", "email": "canary-7@example.test", "phone": "010-1234-7777"}
TOKEN = "canary-7-this-link-opens-an-account"


@pytest.fixture(params=[JsonLines, Lines])
def written(request):
    """Everything that is logged, as it is written out."""
    yield from capture(request.param())


@pytest.fixture
def lines():
    """The same, as JSON, read again."""
    for written in capture(JsonLines()):
        yield lambda stream=written: [json.loads(line) for line in stream.getvalue().splitlines()]


def capture(formatter):
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter)
    logging.getLogger().addHandler(handler)
    yield stream
    logging.getLogger().removeHandler(handler)


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False)


def test_a_request_is_one_line(client, official, lines):
    client.force_login(official)
    answer = client.get("/projects/", {"q": CANARIES["name"]}, headers={"X-Request-ID": "proxy-1234"})

    assert answer["X-Request-ID"] == "proxy-1234"
    (line,) = lines()
    assert line.pop("at").endswith("+00:00")
    assert 0 < line.pop("ms") < 60_000
    assert line.pop("message").startswith("GET /projects/ 200 ")
    assert line == {
        "level": "INFO",
        "logger": "portal.request",
        "request": "proxy-1234",
        "method": "GET",
        "path": "/projects/",
        "status": 200,
        "user": official.pk,
    }


@pytest.mark.parametrize("claimed", ["", "short", "x" * 65, "two words here", "줄바꿈이들어간것"])
def test_a_strange_number_is_not_taken_over(client, db, claimed):
    number = client.get("/health/live", headers={"X-Request-ID": claimed.encode().decode("latin-1")})[
        "X-Request-ID"
    ]
    assert number != claimed
    assert len(number) == 32


@pytest.mark.django_db
def test_nothing_that_was_typed_is_in_the_log(visitor, settings, written):
    settings.ROOT_URLCONF = "tests.operations.broken_urls"
    citizen = factories.make_user(name=CANARIES["name"], email=CANARIES["email"])
    visitor.force_login(citizen)
    places = ["/broken/", f"/broken/{TOKEN}/", "/unreadable/"]
    answers = [visitor.post(f"{place}?q={CANARIES['name']}", CANARIES) for place in places]
    visitor.post(f"/noted/{TOKEN}/", CANARIES)
    visitor.get(f"/none/{CANARIES['email']}/", {"q": CANARIES["phone"]})
    visitor.post("/accounts/login/", {"login": CANARIES["email"], "password": TOKEN})

    assert [answer.status_code for answer in answers] == [500, 500, 500]
    said = written.getvalue()
    for canary in (*CANARIES.values(), TOKEN, *map(json.dumps, CANARIES.values())):
        assert canary.strip('"') not in said
    assert "IntegrityError" in said
    assert "ValueError" in said
    assert "broken_urls.py" in said
    assert "/broken/<secret>/" in said
    assert "not done: KeyError" in said
    assert "/none/…/" in said
    assert f"user={citizen.pk}" in said


def test_an_error_page_carries_the_number_of_its_line(visitor, db, settings, lines):
    settings.ROOT_URLCONF = "tests.operations.broken_urls"
    answer = visitor.post("/broken/", CANARIES)

    (error, request) = lines()
    assert f"오류 번호 500 · 요청 번호 {answer['X-Request-ID']}" in answer.content.decode()
    assert error["request"] == request["request"] == answer["X-Request-ID"]
    assert (error["level"], request["level"], request["status"]) == ("ERROR", "WARNING", 500)
    assert error["stack"][-1] == "ValueError"
    assert "요청 번호" not in visitor.get("/nowhere/").content.decode()


def test_a_database_that_is_away_is_told_in_its_words(visitor, db, settings, lines):
    settings.ROOT_URLCONF = "tests.operations.broken_urls"
    visitor.get("/away/")
    assert lines()[0]["stack"][-1] == "OperationalError: connection refused, is the server running?"


def test_what_machines_ask_for_is_told_only_when_it_fails(client, db, lines):
    client.get("/health/live")
    client.get("/metrics")
    client.post("/health/live")
    assert [(line["path"], line["status"]) for line in lines()] == [("/health/live", 405)]


def record(name, text, *arguments, error=None):
    return logging.LogRecord(
        name, logging.ERROR, "", 0, text, arguments, error and (type(error), error, None)
    )


def test_celery_tells_the_kind_of_an_exception_and_nothing_of_a_task():
    problem = ValueError(CANARIES["name"])
    facts = {"name": "a.task", "id": "7", "exc": repr(problem), "args": [CANARIES["email"]], "traceback": "…"}
    told = message(
        record("celery.app.trace", "Task %(name)s[%(id)s] raised: %(exc)s %(args)s", facts, error=problem)
    )
    assert told == "Task a.task[7] raised: ValueError …"
    plain = message(record("celery.app.trace", "Task %(name)s: %(exc)s", {"name": "a", "exc": "x"}))
    assert plain == "Task a: …"


def test_gunicorn_tells_no_query():
    assert message(record("gunicorn.error", "Error handling %s", "/a?q=x")) == "Error handling /a"
    assert message(record("gunicorn.error", "Booting worker with pid: %s", 7)) == "Booting worker with pid: 7"


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(28, "No space left on device", "/a/김카나리아"), "OSError: No space left on device"),
        (OSError("김카나리아"), "OSError"),
        (smtplib.SMTPRecipientsRefused({CANARIES["email"]: (550, b"no")}), "SMTPRecipientsRefused"),
    ],
)
def test_only_the_machines_own_words_are_kept(error, told):
    assert kind_and_text(error) == told


def test_a_chain_that_was_cut_is_not_told():
    try:
        try:
            raise KeyError("x")
        except KeyError:
            raise LookupError from None
    except LookupError:
        text = Lines().format(logging.LogRecord("a", logging.ERROR, "", 0, "m", (), sys.exc_info()))
    assert "KeyError" not in text
    assert text.splitlines()[-1] == "  LookupError"


def test_outside_a_request_there_is_no_number():
    assert request_id.get() == ""
    facts = json.loads(JsonLines().format(record("a", "100 %")))
    assert facts["message"] == "100 %"
    assert "request" not in facts


def test_celerys_programs_write_the_portals_lines():
    names = ("celery", "kombu", "")
    before = {name: logging.getLogger(name).level for name in names}
    handlers = list(logging.getLogger().handlers)
    try:
        keep_the_portals_lines(loglevel=logging.WARNING)
        assert [logging.getLogger(name).level for name in names] == [30, 30, 20]
        assert isinstance(logging.getLogger().handlers[0].formatter, Lines)
    finally:
        logging.getLogger().handlers[:] = handlers
        for name, level in before.items():
            logging.getLogger(name).setLevel(level)


def test_the_version_is_the_projects_own():
    text = (portal_settings.BASE_DIR / "pyproject.toml").read_text()
    assert f'version = "{portal_settings.PORTAL_VERSION}"' in text
