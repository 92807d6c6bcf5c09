"""Every page is read by everybody who may open it, in a world where all that was written is hostile or secret."""

import json
import re

import pytest
from django.db import transaction
from lxml import html

from projects.models import Project
from seoul_gov.notifications import letters
from seoul_gov.notifications.models import Notice
from tests.house.test_access import world  # noqa: F401  the world is theirs
from tests.security.world import COMPUTED, EVIL, body_of, hide, pages, poison

pytestmark = pytest.mark.django_db
REFLECTED = '"><script>alert(2)</script>'
NAMES = """page size q next format order ordering sort o p back version section about when who what since until state
status kind phase department deed whose hours role address type month token unanswered stage code name""".split()  # noqa: SIM905


@pytest.fixture(scope="module")
def hostile(world):  # noqa: F811
    """The world with a payload in every word."""
    assert poison() > 100
    return world


@pytest.fixture(scope="module")
def crawl(hostile):
    """What everybody got: (person, address) to the answer and its text."""
    hostile.secrets = hide(hostile)
    return {(who, url): read(hostile, who, url) for who, url in pages(hostile)}


def read(things, who, url, query=None):
    with transaction.atomic():
        response = things.clients[who].get(url, query)
        found = response, body_of(response)
        transaction.set_rollback(True)
    return found


def tree_of(response, text):
    """The page as a browser would read it; None for what is no page."""
    is_page = response["Content-Type"].startswith("text/html") if "Content-Type" in response else False
    return html.fromstring(text) if is_page and text.strip() else None


def runs(tree) -> list[str]:
    """What in a page would run: scripts of its own text, handlers, addresses that are code, tags of the payload."""
    found = [html.tostring(one)[:100] for one in tree.iter("script") if not one.get("src") and is_code(one)]
    for one in tree.iter():
        if isinstance(one.tag, str):
            found += [f"{one.tag}[{name}]" for name in one.attrib if name.startswith("on")]
            found += [
                f"{one.tag}[{name}={value[:40]}]"
                for name, value in one.attrib.items()
                if name in ("href", "src", "action", "formaction", "data")
                and re.match(r"\s*(javascript|data:text|vbscript)", value, re.IGNORECASE)
            ]
    return found


def is_code(script) -> bool:
    return "json" not in (script.get("type") or "") and script.get("type") != "text/x-template"


def test_stored_words_never_run(crawl):
    answered = 0
    for (who, url), (response, text) in crawl.items():
        tree = tree_of(response, text)
        if tree is not None:
            answered += EVIL[:25].replace("<", "&lt;").replace(">", "&gt;") in text
            assert runs(tree) == [], f"{who} on {url}"
            assert "<script>alert(1)" not in text, f"{who} on {url}"
    assert answered > 100, "the payload was on many pages, as text"


def test_stored_words_are_no_template_and_no_format(crawl):
    for (who, url), (_, text) in crawl.items():
        assert COMPUTED not in text, f"{who} on {url}"


def test_a_mail_says_the_words_as_they_are(crawl, hostile):
    letters_written = [letters.compose(notice) for notice in Notice.objects.exclude(recipient=None)]
    assert letters_written
    for letter in letters_written:
        assert "\n" not in letter.subject
        assert COMPUTED not in letter.subject + letter.body
        assert all(kind.startswith("text/calendar") for _, kind in letter.alternatives)


def test_what_is_private_is_on_no_second_road(crawl, hostile):
    seen = set()
    for (who, url), (_, text) in crawl.items():
        for secret in hostile.secrets:
            if secret.word in text and not is_own_desk(who, url):
                assert who in secret.readers, f"{who} reads {secret.word} on {url}"
                seen.add(secret.word)
    assert {"hidden-comment", "hidden-minutes", "hidden-evidence", "hidden-project"} <= seen


def is_own_desk(who, url) -> bool:
    """The administrator's desk names accounts, seats and drafts of projects, each with a line in the log; what
    members have not handed in yet is on it no more than anywhere."""
    personal = ("accounts/user", "panels/membership", "notifications/notice", "auditlog/", "projects/")
    return who == "administrator" and url.startswith(tuple(f"/admin/{name}" for name in personal))


def test_drafts_of_members_are_not_on_the_administrators_desk(crawl):
    desk = [text for (who, _), (_, text) in crawl.items() if who == "administrator"]
    for word in ("hidden-advice", "hidden-comment", "hidden-summary", "hidden-minutes"):
        assert not any(word in text for text in desk)


def test_no_filter_asks_for_what_it_does_not_show(hostile):
    """A filter on any attribute would read the table of accounts letter by letter."""
    for who, url, query in [
        ("officer", "/projects/", {"officer__password__startswith": "zzz"}),
        ("officer", "/projects/", {"officer__email": "zzz"}),
        ("auditor", "/audit/", {"actor_id": "999999", "data__contains": "zzz"}),
        ("dpo", "/access-log/", {"actor_id": "999999", "reason__startswith": "zzz"}),
    ]:
        response, _ = read(hostile, who, url, query)
        plain, _ = read(hostile, who, url)
        assert response.context["page"].paginator.count == plain.context["page"].paginator.count
    for lookup in ("password__startswith", "role_grants__granted_by__password", "memberships__secret_hash"):
        response, _ = read(hostile, "administrator", "/admin/accounts/user/", {lookup: "a"})
        assert response.status_code == 400


def test_words_of_the_address_never_run_nor_break_a_page(hostile):
    """Each page with a payload in everything that any page reads from its address."""
    query = dict.fromkeys(NAMES, REFLECTED)
    urls = {url: who for who, url in pages(hostile, admin_too=False)}
    for url, who in urls.items():
        response, text = read(hostile, who, url, query)
        assert response.status_code < 500 or url == "/health/ready", url
        tree = tree_of(response, text)
        if tree is not None:
            assert "<script>alert(2)" not in text, url
            assert runs(tree) == [], url


LISTS = [
    ("officer", "/projects/"),
    ("auditor", "/audit/"),
    ("dpo", "/access-log/"),
    ("dpo", "/access-log/roles/"),
    ("officer", "/meetings/"),
    ("officer", "/reviews/"),
    ("member", "/panels/"),
    ("administrator", "/admin/accounts/user/"),
    ("administrator", "/admin/audit/event/"),
]


@pytest.mark.parametrize(("who", "url"), LISTS)
@pytest.mark.parametrize(
    "key",
    [
        "pk;select pg_sleep(5)--",
        "(select pg_sleep(5))",
        "officer__password",
        "-officer__password",
        "?",
        "1,2",
        "__class__",
        "title desc, (case when 1=1 then 1 else 2 end)",
    ],
)
def test_no_order_that_is_not_offered(hostile, who, url, key):
    """A key of ORDER BY comes from the list of those that are offered; whatever else is asked for orders nothing."""
    query = dict.fromkeys(("o", "order", "order_by", "ordering", "sort"), key)
    response, _ = read(hostile, who, url, query)
    assert response.status_code in ((200, 302, 400) if who == "administrator" else (200,))
    if "page" in (response.context or {}):
        plain, _ = read(hostile, who, url)
        asked = [row.pk for row in response.context["page"] if hasattr(row, "pk")]
        if url == "/projects/":
            assert asked == [row.pk for row in plain.context["page"]]


@pytest.mark.parametrize(("who", "url"), LISTS)
@pytest.mark.parametrize(
    "value",
    ["\0", "\ud800".encode("utf-8", "surrogatepass"), "가" * 20_000, "가" * 90, "-1", "9" * 30, "\u202e"],
    ids=["nul", "surrogate", "endless", "long", "below", "beyond", "turned"],
)
def test_no_value_of_a_filter_breaks_a_list(hostile, who, url, value):
    names = NAMES if len(value) < 1000 else ("q", "who", "what", "whose")
    response, _ = read(hostile, who, url, dict.fromkeys(names, value))
    assert response.status_code in (200, 302, 400)


def test_the_answer_of_the_api_is_data(hostile):
    evil = {"origin": EVIL, "modes": [EVIL], "edition": EVIL}
    response = hostile.clients["visitor"].post(
        "/api/v1/selection/recommendation", json.dumps(evil), content_type="application/json"
    )
    assert (response.status_code, response["Content-Type"]) == (422, "application/json")
    assert Project.objects.exists()
