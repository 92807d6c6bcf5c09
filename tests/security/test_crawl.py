"""What an address may ask for, in a world where all that was written is hostile or secret.

What everybody gets from every page of that world is looked at in ``house/test_access`` and ``house/test_personal``.
"""

import json

import pytest
from django.urls import reverse

from projects.models import Project
from seoul_gov.access import DOORS
from seoul_gov.notifications import letters
from seoul_gov.notifications.models import Notice
from tests.house.hostile import COMPUTED, EVIL, hostile, visit  # noqa: F401  the world is theirs
from tests.house.test_access import runs
from tests.house.world import arguments, world  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.twice]
REFLECTED = '"><script>alert(2)</script>'
NAMES = """page size q next format order ordering sort o p back version section about when who what since until state
status kind phase department deed whose hours role address type month token unanswered stage code name""".split()  # noqa: SIM905


def test_a_mail_says_the_words_as_they_are(hostile):  # noqa: F811
    letters_written = [letters.compose(notice) for notice in Notice.objects.exclude(recipient=None)]
    assert letters_written
    for letter in letters_written:
        assert "\n" not in letter.subject
        assert COMPUTED not in letter.subject + letter.body
        assert all(kind.startswith("text/calendar") for _, kind in letter.alternatives)


def test_pages_beside_the_doors_of_the_table_are_no_second_road_either(hostile):  # noqa: F811
    duty = reverse("driver:duty", args=[hostile.record_duty.pk])
    visits = [
        visit(hostile, who, duty) for who in ("officer", "head", "governance", "auditor", "member", "vendor")
    ]
    names = ("types", "editions", "processes", "docs", "openapi.json")
    visits += [visit(hostile, "visitor", f"/api/v1/{name}") for name in names]
    for one in visits:
        assert one.tree is None or runs(one.tree) == [], one.url
        assert COMPUTED not in one.text
        for secret in hostile.secrets:
            assert secret.word not in one.text or one.who in secret.readers, f"{one.who} reads {secret.word}"


def test_no_filter_asks_for_what_it_does_not_show(hostile):  # noqa: F811
    """A filter on any attribute would read the table of accounts letter by letter."""
    for who, url, query in [
        ("officer", "/projects/", {"officer__password__startswith": "zzz"}),
        ("officer", "/projects/", {"officer__email": "zzz"}),
        ("auditor", "/audit/", {"actor_id": "999999", "data__contains": "zzz"}),
        ("dpo", "/access-log/", {"actor_id": "999999", "reason__startswith": "zzz"}),
    ]:
        response = visit(hostile, who, url, query).response
        plain = visit(hostile, who, url).response
        assert response.context["page"].paginator.count == plain.context["page"].paginator.count
    for lookup in ("password__startswith", "role_grants__granted_by__password", "memberships__secret_hash"):
        response = visit(hostile, "administrator", "/admin/accounts/user/", {lookup: "a"}).response
        assert response.status_code == 400


def test_words_of_the_address_never_run_nor_break_a_page(hostile):  # noqa: F811
    """Each page with a payload in everything that any page reads from its address."""
    given = arguments(hostile)
    for name, door in sorted(DOORS.items()):
        for who in sorted(door.get)[:1]:
            one = visit(
                hostile, who, reverse(name, args=given.get(name, [])), dict.fromkeys(NAMES, REFLECTED)
            )
            assert one.response.status_code < 500 or one.url == "/health/ready", one.url
            assert "<script>alert(2)" not in one.text, one.url
            assert one.tree is None or runs(one.tree) == [], one.url


LISTS = [
    ("officer", "/projects/"),
    ("auditor", "/audit/"),
    ("dpo", "/access-log/"),
    ("dpo", "/access-log/roles/"),
    ("officer", "/meetings/"),
    ("officer", "/reviews/"),
    ("member", "/panels/"),
    ("visitor", "/calls/"),
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
def test_no_order_that_is_not_offered(hostile, who, url, key):  # noqa: F811
    """A key of ORDER BY comes from the list of those that are offered; whatever else is asked for orders nothing."""
    query = dict.fromkeys(("o", "order", "order_by", "ordering", "sort"), key)
    response = visit(hostile, who, url, query).response
    assert response.status_code in ((200, 302, 400) if who == "administrator" else (200,))
    if "page" in (response.context or {}):
        plain = visit(hostile, who, url).response
        asked = [row.pk for row in response.context["page"] if hasattr(row, "pk")]
        if url == "/projects/":
            assert asked == [row.pk for row in plain.context["page"]]


@pytest.mark.parametrize(("who", "url"), LISTS)
@pytest.mark.parametrize(
    "value",
    ["\0", "\ud800".encode("utf-8", "surrogatepass"), "가" * 20_000, "가" * 90, "-1", "9" * 30, "\u202e"],
    ids=["nul", "surrogate", "endless", "long", "below", "beyond", "turned"],
)
def test_no_value_of_a_filter_breaks_a_list(hostile, who, url, value):  # noqa: F811
    names = NAMES if len(value) < 1000 else ("q", "who", "what", "whose")
    response = visit(hostile, who, url, dict.fromkeys(names, value)).response
    assert response.status_code in (200, 302, 400)


def test_the_answer_of_the_api_is_data(hostile):  # noqa: F811
    evil = {"origin": EVIL, "modes": [EVIL], "edition": EVIL}
    response = hostile.clients["visitor"].post(
        "/api/v1/selection/recommendation", json.dumps(evil), content_type="application/json"
    )
    assert (response.status_code, response["Content-Type"]) == (422, "application/json")
    assert Project.objects.exists()
