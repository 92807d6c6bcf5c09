"""Every page, opened by everybody: who gets in and who may act, what is noted, what runs, what stays hidden.

Each address is asked for once by each kind of person, in a world where all that was written is hostile or secret; the
tests then ask the same answers their different questions.
"""

import re
from dataclasses import dataclass
from unittest.mock import patch

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, get_resolver, resolve, reverse
from django.utils import timezone

from seoul_gov.access import DOORS, EVERYBODY, TREES
from tests.house.hostile import COMPUTED, EVIL, Visit, hostile, visit  # noqa: F401  the world is theirs
from tests.house.world import arguments, gets_through, world  # noqa: F401

pytestmark = pytest.mark.django_db
OFFICES = ("officer", "head", "governance", "auditor", "dpo", "administrator")
# Pages that tell names in another way, or whose people are not citizens: they write a line for their own reason.
NOTED = {
    "audit:events",
    "privacy:list",
    "privacy:grants",
    "privacy:month",
    "panels:detail",  # an auditor reads masked names
    "meetings:attendance",
    "meetings:answer",
    "reviews:answer",
    "screening:evidence",  # a paper may name who put it in
    "appointments:paper",  # a paper names whom it is about
}
# No worker beats in this test, so that the portal answers 503 there, to everybody.
NOT_READY = "/health/ready"


def names(resolver=None, space="", prefix=""):
    """The full names of all URLs outside the trees."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if route.startswith(tuple(TREES)):
            continue
        if isinstance(entry, URLPattern):
            yield f"{space}{entry.name}"
        else:
            yield from names(entry, f"{entry.namespace}:" if entry.namespace else space, route)


def test_the_table_lists_exactly_the_urls():
    assert set(names()) == set(DOORS)


@dataclass(frozen=True)
class Opened:
    """A door with everybody's visit."""

    name: str
    url: str
    visits: dict[str, Visit]

    def __iter__(self):
        return iter(self.visits.values())


@pytest.fixture(scope="module")
def refusals():
    """The pages of refusals that were drawn, by who read what."""
    return {}


@pytest.fixture(scope="module", params=sorted(DOORS))
def door(request, hostile, refusals):  # noqa: F811
    """A door of the table, tried by everybody. Who is refused once more in the same words reads the page of before."""

    def opened(who):
        def draw(asked, template, context, status):
            words = (who, status, *sorted(map(str, context.items())))
            if words not in refusals:
                refusals[words] = render(asked, template, context, status=status).content
            return HttpResponse(refusals[words], status=status)

        with patch("seoul_gov.errors.render", draw):
            return visit(hostile, who, url)

    url = reverse(request.param, args=arguments(hostile).get(request.param, []))
    return Opened(request.param, url, {who: opened(who) for who in sorted(EVERYBODY)})


def test_every_door_lets_exactly_its_people_through(door, hostile):  # noqa: F811
    for one in door:
        assert sound(one.response, door.url), f"{one.who}: {one.response.status_code} for {door.url}"
    inside = {one.who for one in door if gets_through(one.response)}
    assert inside == DOORS[door.name].get
    # Where nothing takes what is posted, one who is inside need try.
    knocking = EVERYBODY if takes_posts(door.url) else sorted(inside)[:1]
    assert knock(hostile, "post", door.url, knocking) == DOORS[door.name].post


def takes_posts(url) -> bool:
    """Whether there is a method for POST behind an address, as far as can be told."""
    view = getattr(resolve(url).func, "view_class", None)
    return view is None or hasattr(view, "post")


def test_whoever_reads_a_citizens_name_by_office_is_noted_once(door, hostile):  # noqa: F811
    for one in door:
        if one.who not in OFFICES:
            assert one.noted == [], f"{one.who} on {door.url}"
        elif one.names_a_citizen:
            assert len(one.noted) == 1, f"{one.who} on {door.url}"
        elif door.name not in NOTED:
            assert one.noted == [], f"{one.who} on {door.url}"
        assert all(is_complete(entry, hostile.people[one.who]) for entry in one.noted), door.url


def is_complete(entry, who) -> bool:
    """Who, when, from where, whose, what: the five of the standard, and nobody's own data."""
    return bool(
        entry.actor_id == who.pk
        and entry.actor == str(who)
        and entry.at <= timezone.now()
        and entry.address == "127.0.0.1"
        and entry.page
        and entry.subject
        and entry.count >= len(entry.subject_ids)
        and entry.count
        and who.pk not in entry.subject_ids
        and entry.deed in ("view", "search")
        and not entry.reason
    )


def test_stored_words_never_run(door):
    for one in door:
        if (tree := one.tree) is not None:
            assert runs(tree) == [], f"{one.who} on {door.url}"
            assert "<script>alert(1)" not in one.text, f"{one.who} on {door.url}"
        assert COMPUTED not in one.text, f"{one.who} on {door.url}: neither a template nor a format"


def test_what_is_private_is_on_no_second_road(door, hostile):  # noqa: F811
    for one in door:
        for secret in hostile.secrets:
            assert secret.word not in one.text or one.who in secret.readers, f"{one.who} reads {secret.word}"


def test_the_payload_and_the_secrets_are_where_they_may_be(hostile):  # noqa: F811
    """The tests above would not notice a world in which nothing is written."""
    page = visit(hostile, "officer", reverse("projects:detail", args=[hostile.project.pk]))
    assert EVIL[:25].replace("<", "&lt;").replace(">", "&gt;") in page.text
    roads = [
        ("member", "reviews:detail", hostile.round, "hidden-comment"),
        ("officer", "meetings:detail", hostile.meeting, "hidden-minutes"),
        ("officer", "driver:duty", hostile.record_duty, "hidden-evidence"),
        ("officer", "projects:detail", hostile.draft_project, "hidden-project"),
    ]
    for who, name, thing, word in roads:
        assert word in visit(hostile, who, reverse(name, args=[thing.pk])).text, word


def runs(tree) -> list[str]:
    """What in a page would run: scripts of its own text, handlers, addresses that are code, tags of the payload."""
    found = [str(one.text)[:100] for one in tree.iter("script") if not one.get("src") and is_code(one)]
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


def sound(response, url) -> bool:
    return response.status_code < 500 or url == NOT_READY


def bare(request, template, context, status):
    return HttpResponse(status=status)


def knock(things, method, url, people=EVERYBODY):
    """Who of the people gets through, each in a transaction of their own; what a refusal looks like is not asked here."""
    inside = set()
    for name in sorted(people):
        with transaction.atomic(), patch("seoul_gov.errors.render", bare):
            response = getattr(things.clients[name], method)(url)
            assert sound(response, url), f"{name}: {response.status_code} for {method} {url}"
            transaction.set_rollback(True)
        if gets_through(response):
            inside.add(name)
    return inside


@pytest.mark.parametrize(
    "path", ["/admin/", "/admin/accounts/user/", "/admin/selection/edition/", "/admin/workflows/meeting/"]
)
def test_the_admin_is_for_administrators(world, path):  # noqa: F811
    assert knock(world, "get", path) == TREES["admin/"].get
