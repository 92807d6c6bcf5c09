"""What must not be told: whether an account exists, what somebody typed in secret, where the portal would go itself."""

import ast
import logging
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection, models, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from seoul_gov.notifications.models import Notice
from tests.accounts.codes import mailed_code
from tests.house.test_floors import modules
from tests.house.world import gets_through, world  # noqa: F401  the world is theirs

pytestmark = pytest.mark.django_db
LOGIN, RESET, SIGNUP = "/accounts/login/", "/accounts/password/reset/", "/accounts/signup/"
PASSWORD = "카나리아 비밀 번호 하나 둘"
NETWORK = {"requests", "httpx", "aiohttp", "urllib3", "ftplib", "smtplib", "telnetlib", "websocket", "pycurl"}
NETWORK |= {"urllib.request", "http.client", "socket", "xmlrpc"}
KNOWN = {
    "seoul_gov.demo.management.commands.portal",  # asks the portal's own web server whether it is there
    "seoul_gov.notifications.refusals",  # knows what a mail server says when it refuses
    "seoul_gov.operations.logs",  # knows the same, to say it in the log without its words
}


class CountingHasher(MD5PasswordHasher):
    """Counts how often a password is hashed: what takes the time of an answer."""

    count = 0

    def encode(self, password, salt):
        CountingHasher.count += 1
        return super().encode(password, salt)


@pytest.fixture
def work(settings, client):
    """The work of a request: hashes of passwords, and writing or reading the database."""
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]

    def measure(path, **data):
        CountingHasher.count = 0
        with CaptureQueriesContext(connection) as queries:
            response = client.post(path, data)
        client.logout()
        written = sum(
            query["sql"].startswith('INSERT INTO "notifications') for query in queries.captured_queries
        )
        return response.status_code, CountingHasher.count, written

    return measure


def test_a_login_takes_the_same_work_for_who_exists_and_who_does_not(work, citizen):
    known = work(LOGIN, login=citizen.email, password="falsch falsch falsch")
    assert known == work(LOGIN, login="nobody@example.test", password="falsch falsch falsch")
    assert known[1] == 1


def test_a_reset_and_a_sign_up_take_the_same_work_too(work, citizen):
    known = work(RESET, email=citizen.email)
    assert known == work(RESET, email="nobody@example.test")
    assert known[2] == 1, "a letter is written to either"
    facts = {"name": "가입", "password1": PASSWORD, "password2": PASSWORD, "terms": "on", "privacy": "on"}
    taken, free = work(SIGNUP, email=citizen.email, **facts), work(SIGNUP, email="free@example.test", **facts)
    assert (taken[0], taken[2]) == (free[0], free[2])
    assert abs(taken[1] - free[1]) <= 1


def words_of_the_database(*, but=()):
    """Everything that stands in the tables as text, by table."""
    for model in apps.get_models():
        if model._meta.label in but or not model._meta.managed:
            continue
        names = [
            one.name
            for one in model._meta.concrete_fields
            if isinstance(one, (models.CharField, models.TextField, models.JSONField))
        ]
        for row in models.QuerySet(model).values_list(*names) if names else ():
            yield model._meta.label, " ".join(map(str, row))


def test_no_secret_is_in_a_log_nor_in_a_table(client, caplog, official, citizen):
    """Passwords that were typed rightly and wrongly, codes and links: only their mail knows them."""
    caplog.set_level(logging.DEBUG)
    facts = {"name": "가입", "email": "canary@example.test", "password1": PASSWORD, "password2": PASSWORD}
    client.post(SIGNUP, {**facts, "terms": "on", "privacy": "on"})
    code = mailed_code("canary@example.test")
    client.post(LOGIN, {"login": citizen.email, "password": f"{PASSWORD} falsch"})
    client.post(LOGIN, {"login": "canary@example.test", "password": PASSWORD})
    client.post(RESET, {"email": citizen.email})
    link = Notice.objects.filter(email=citizen.email).latest("pk").body
    token = (
        next(word for word in link.split() if "/accounts/password/reset/key/" in word)
        .rstrip("/")
        .split("/")[-1]
    )
    assert len(code) == 6 and len(token) > 20
    for secret in (PASSWORD, token):
        assert secret not in caplog.text
        for table, words in words_of_the_database(but={"notifications.Notice"}):
            assert secret not in words, table
    for table, words in words_of_the_database(but={"notifications.Notice"}):
        if table in ("audit.Event", "auditlog.LogEntry", "privacy.AccessEntry"):
            assert code not in words, table
    Notice.objects.update(mail_state="sent", body="")
    assert not any(token in words for _, words in words_of_the_database())


def test_an_error_tells_nothing_of_what_was_typed(client, caplog, official, monkeypatch):
    from projects import actions

    def fails(**facts):
        raise RuntimeError("broken")

    monkeypatch.setattr(actions, "draft", fails)
    client.force_login(official)
    client.raise_request_exception = False
    page = client.get(reverse("projects:create"))
    typed = {name: page.context["form"][name].value() or "" for name in page.context["form"].fields}
    response = client.post(reverse("projects:create"), {**typed, "title": "카나리아 제목"})
    assert response.status_code == 500
    for text in (response.content.decode(), caplog.text):
        assert "카나리아" not in text
        assert "RuntimeError" not in response.content.decode()


def test_tasks_keep_no_results():
    assert settings.CELERY_TASK_IGNORE_RESULT
    assert getattr(settings, "CELERY_RESULT_BACKEND", None) is None
    assert "django_celery_results" not in settings.INSTALLED_APPS


def imported(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_the_portal_fetches_nothing_from_an_address_that_somebody_gives():
    """No module can reach the network by an address of its own choosing: mail goes out by Django's own connection."""
    found = {
        module
        for module, path in modules()
        for name in imported(path)
        if name in NETWORK or name.split(".")[0] in NETWORK
    }
    assert found <= KNOWN


def test_what_draws_papers_and_reads_markup_fetches_nothing():
    """A library that would fetch what a document points at is told not to."""
    for module, path in modules():
        names, text = set(imported(path)), path.read_text()
        if any(name.split(".")[0] == "weasyprint" for name in names):
            assert "url_fetcher" in text, module
        if "lxml.etree" in names:
            assert "resolve_entities=False" in text and "no_network" in text, module


def test_no_other_login_is_trusted():
    """A login by a third party would have to prove its mail addresses; there is none."""
    assert not [
        app for app in settings.INSTALLED_APPS if "socialaccount" in app or "openid" in app or "saml" in app
    ]
    assert settings.AUTHENTICATION_BACKENDS == ["seoul_gov.accounts.backends.PortalBackend"]


def test_everybody_who_is_told_may_read_what_it_is_about(world):  # noqa: F811
    """The addressee of every notice of the world has the right to its page, on the day it is written."""
    checked = 0
    for notice in Notice.objects.exclude(url="").exclude(recipient=None).select_related("recipient"):
        client = next(
            (world.clients[name] for name, person in world.people.items() if person == notice.recipient), None
        )
        if client is None or notice.ledger_key == "k":
            continue
        with transaction.atomic():
            assert gets_through(client.get(notice.url)), f"{notice.kind}: {notice.url}"
            transaction.set_rollback(True)
        checked += 1
    assert checked >= 4


def test_who_has_left_is_told_nothing_more(world):  # noqa: F811
    pending = Notice.objects.filter(mail_state="pending", scope__startswith=f"panel:{world.panel.pk}")
    assert pending.exists()
    assert not pending.filter(recipient=world.people["withdrawn"]).exists()


def test_a_new_password_is_no_answer_to_an_invitation(client, world):  # noqa: F811
    """The letter for a new password opens the account and no seat; without an account there is none to open."""
    guest = world.invitation
    client.post(RESET, {"email": guest.email})
    guest.refresh_from_db()
    assert (guest.state, guest.accepted_at) == ("invited", None)
    client.post(RESET, {"email": "never-seen@example.test"})
    assert (
        "/accounts/password/reset/key/"
        not in Notice.objects.filter(email="never-seen@example.test").latest("pk").body
    )


def test_stored_files_have_no_address_of_their_own(client, world):  # noqa: F811
    document = world.version.document
    path = Path(document.file.path)
    assert path.exists()
    for address in (
        f"/{settings.MEDIA_URL}{document.file.name}".replace("//", "/"),
        f"/files/{document.file.name}",
        f"/static/../files/{document.file.name}",
        "/static/../../../../etc/passwd",
        "/static/%2e%2e/%2e%2e/manage.py",
        "/static/..%2f..%2fmanage.py",
        "/.env",
        "/var/portal.sqlite3",
    ):
        assert client.get(address).status_code in (400, 404), address


def test_a_link_to_a_file_is_no_right_to_it(world):  # noqa: F811
    """The right is asked each time: who withdrew, and who got the address from somebody, finds nothing."""
    for name in ("withdrawn", "citizen", "visitor", "member_elsewhere", "officer_elsewhere"):
        for url in (
            reverse("reviews:file", args=[world.round.pk]),
            reverse("projects:version", args=[world.version.pk]),
            reverse("meetings:material", args=[world.meeting.materials.get().pk]),
            reverse("driver:record_file", args=[world.record.pk]),
        ):
            assert not gets_through(world.clients[name].get(url)), f"{name} {url}"
