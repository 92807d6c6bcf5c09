"""Doors: every sub-page of the admin, forms without their token, things of others inside a form that one may send."""

from datetime import timedelta
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.db import transaction
from django.forms.models import model_to_dict
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from panels.models import Membership
from projects.models import Project
from seoul_gov.access import DOORS
from seoul_gov.accounts.models import User
from tests import factories
from tests.house.world import arguments, gets_through, world  # noqa: F401  the world is theirs

pytestmark = pytest.mark.django_db
WITHOUT_TOKEN = {
    "notifications:unsubscribe",  # a mail program sends it (RFC 8058); the address is signed
    "api:recommend_type",  # stores nothing, knows nobody
}
ELSEWHERE = [
    "https://evil.example/",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https:evil.example",
    "http:///evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    " https://evil.example",
    "https://testserver@evil.example/",
]
DOORS_OF_NEXT = [
    ("get", "/accounts/login/"),
    ("post", "/accounts/login/"),
    ("post", "/accounts/logout/"),
    ("post", "/ui/contrast/"),
    ("get", "/admin/login/"),
]


def patterns(resolver=None, space="", route=""):
    """Every view of the portal with its full name and its address."""
    for entry in (resolver or get_resolver()).url_patterns:
        path = route + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield f"{space}{entry.name}", path, entry.callback
        elif isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from patterns(entry, inner, path)


def desks():
    """One address for every view of the admin, sub-tools included."""
    for _, route, _ in patterns():
        if route.startswith("admin/"):
            path = "/" + route
            for part in ("<path:object_id>", "<int:pk>", "<int:content_type_id>"):
                path = path.replace(part, "1")
            path = path.replace("<path:object_id>", "1").replace("<str:", "<").replace("^", "")
            if "<" not in path and "(?P" not in path:
                yield path


def test_every_page_and_tool_of_the_admin_turns_everybody_else_away(world):  # noqa: F811
    addresses = sorted(set(desks()))
    assert any("clone" in path for path in addresses) and len(addresses) > 100
    outside = sorted(set(world.clients) - {"administrator"})
    for number, path in enumerate(addresses):
        # Each address by some, each person on many: the rule is one for the whole tree.
        for who in (outside[number % len(outside)], outside[(number + 5) % len(outside)]):
            for method in ("get", "post"):
                response = getattr(world.clients[who], method)(path)
                if response.get("Location") != "/admin/":  # nobody is logged out there who has not got in
                    assert not gets_through(response), f"{who} {method} {path}"


def test_no_form_is_taken_without_its_token():
    """Every view but two checks the token; what does not take POST needs none."""
    free = {
        name
        for name, route, view in patterns()
        if getattr(view, "csrf_exempt", False) and not route.startswith("api/") and not ignores_forms(name)
    }
    assert free == WITHOUT_TOKEN - {"api:recommend_type"}


def ignores_forms(name) -> bool:
    return name in ("health:live", "health:ready")


@pytest.mark.parametrize("name", sorted(name for name, door in DOORS.items() if door.post))
def test_a_form_from_elsewhere_changes_nothing(world, name):  # noqa: F811
    if name in WITHOUT_TOKEN:
        return
    url = reverse(name, args=arguments(world).get(name, []))
    who = sorted(DOORS[name].post)[0]
    client = Client(enforce_csrf_checks=True)
    if who in world.people:
        client.force_login(world.people[who])
    with transaction.atomic():
        response = client.post(url, {"next": "/"}, headers={"origin": "https://evil.example"})
        transaction.set_rollback(True)
    assert response.status_code == 403
    assert "보안 확인이 만료되었습니다" in response.content.decode()


@pytest.mark.parametrize(
    "path", ["/accounts/login/", "/accounts/signup/", "/accounts/password/reset/", "/accounts/logout/"]
)
def test_the_pages_of_the_account_check_the_token_too(db, path):
    response = Client(enforce_csrf_checks=True).post(path, {"login": "x"})
    assert response.status_code == 403


@pytest.mark.parametrize(("method", "path"), DOORS_OF_NEXT)
@pytest.mark.parametrize("target", ELSEWHERE)
def test_no_address_leads_out_of_the_portal(client, official, method, path, target):
    if path != "/accounts/login/":
        client.force_login(official)
    data = {"next": target, "login": official.email, "password": factories.PASSWORD, "contrast": "high"}
    response = getattr(client, method)(path, data, headers={"referer": target})
    way = response.get("Location", "/")
    assert way.startswith("/") and not way.startswith(("//", "/\\"))
    if response.status_code == 200:
        assert f'href="{target}' not in response.content.decode()


def test_the_way_back_of_an_error_stays_here(client, db):
    for referer in ELSEWHERE:
        page = client.get(reverse("ui:contrast"), headers={"referer": referer}).content.decode()
        assert "evil.example" not in page


def test_a_password_alone_opens_no_door_of_who_has_a_second_factor(world, settings):  # noqa: F811
    """After the password and before the code, every address is what it is for a visitor."""
    officer = world.officer
    with transaction.atomic():
        Authenticator.objects.create(user=officer, type="totp", data={"secret": "x"})
        client = Client()
        response = client.post("/accounts/login/", {"login": officer.email, "password": factories.PASSWORD})
        assert response["Location"] == reverse("mfa_authenticate")
        for name, door in DOORS.items():
            if "officer" in door.get and "visitor" not in door.get:
                answer = client.get(reverse(name, args=arguments(world).get(name, [])))
                assert not gets_through(answer), name
        for path in ("/admin/", "/admin/accounts/user/", "/accounts/2fa/", "/accounts/email/"):
            assert not gets_through(client.get(path)), path
        transaction.set_rollback(True)


def test_an_official_without_a_second_factor_reaches_nothing_but_its_set_up(world, settings):  # noqa: F811
    settings.PORTAL_STRONG_LOGIN = True
    for name, door in DOORS.items():
        if "officer" in door.get and "visitor" not in door.get and not name.startswith("ui:"):
            answer = world.clients["officer"].get(reverse(name, args=arguments(world).get(name, [])))
            assert (answer.status_code, answer["Location"]) == (302, reverse("mfa_index")), name


# What nobody may set by sending one more field.
MORE = {
    "id": "999",
    "pk": "999",
    "status": "completed",
    "state": "active",
    "governance_type": "citizen_led",
    "phase": "done",
    "created_by": "1",
    "is_staff": "on",
    "is_superuser": "on",
    "is_active": "",
    "role_grants": "administrator",
    "user": "1",
    "by": "1",
    "accepted_at": "2020-01-01",
    "submitted_at": "2020-01-01",
    "confirmed_at": "2020-01-01",
    "version": "0",
}


def test_more_fields_than_the_form_has_set_nothing_of_a_project(client, official, project):
    client.force_login(official)
    before = model_to_dict(project)
    typed = {
        name: before[name]
        for name in ("title", "kind", "start_date", "end_date", "budget", "summary", "channel", "audience")
    }
    typed |= {"department": project.department_id, "officer": official.pk}
    more = {**MORE, "version": str(project.version), "number": "2099-00001"}
    response = client.post(reverse("projects:edit", args=[project.pk]), {**more, **typed, "title": "새 이름"})
    assert response.status_code == 302
    after = model_to_dict(Project.objects.get(pk=project.pk))
    changed = {name for name in before if before[name] != after[name]}
    assert changed <= {"title", "version"} and "title" in changed


def test_more_fields_make_nobody_an_official(client, db, citizen):
    client.force_login(citizen)
    client.post(
        reverse("accounts:rename"),
        {**MORE, "name": "새 이름", "email": "x@example.test", "role": "administrator"},
    )
    person = User.objects.get(pk=citizen.pk)
    assert (person.name, person.email, person.is_active, person.is_official) == (
        "새 이름",
        citizen.email,
        True,
        False,
    )
    client.logout()
    password = "정말 긴 새 암호 하나 둘 셋"
    facts = {
        **MORE,
        "name": "가입",
        "email": "new@example.test",
        "password1": password,
        "password2": password,
    }
    client.post(reverse("account_signup"), {**facts, "terms": "on", "privacy": "on", "role": "administrator"})
    made = User.objects.filter(email="new@example.test").first()
    assert (
        made is not None and not made.is_official and not made.emailaddress_set.filter(verified=True).exists()
    )


def test_more_fields_seat_nobody(world):  # noqa: F811
    with transaction.atomic():
        guest = {"email": "guest@example.test", "name": "손님", "role": "member", "affiliation": ""}
        world.clients["officer"].post(
            reverse("panels:invite", args=[world.forming.pk]),
            {**MORE, **guest, "user": world.people["citizen"].pk},
        )
        seat = Membership.objects.get(email="guest@example.test")
        assert (seat.state, seat.user, seat.accepted_at, seat.panel) == ("invited", None, None, world.forming)
        transaction.set_rollback(True)


def test_no_chair_is_made_by_an_invitation(world):  # noqa: F811
    guest = {"email": "guest@example.test", "name": "손님", "role": "chair"}
    response = world.clients["officer"].post(reverse("panels:invite", args=[world.forming.pk]), guest)
    assert response.status_code == 200
    assert not Membership.objects.filter(email="guest@example.test").exists()


@pytest.fixture
def away(world):  # noqa: F811
    """A seat, a panel and a file of a project elsewhere."""
    seat = Membership.objects.get(user=world.people["member_elsewhere"])
    version = factories.make_version(seat.panel.project, title="남의 산출물")
    return seat, seat.panel, version


def test_foreign_things_inside_an_allowed_form_are_refused(world, away):  # noqa: F811
    """The page is one's own; the seat, the panel and the file named in it are another project's."""
    seat, panel, version = away
    officer = world.clients["officer"]
    start = timezone.localtime() + timedelta(days=20)
    day = {
        "day": start.date().isoformat(),
        "starts": "14:00",
        "ends": "15:00",
        "place": "시청",
        "title": "회의",
    }
    lines = {"agenda-TOTAL_FORMS": "1", "agenda-INITIAL_FORMS": "0", "agenda-0-title": "안건"}
    due = (timezone.localdate() + timedelta(days=9)).isoformat()
    marks = {f"seat-{world.seat.pk}": "present", f"seat-{seat.pk}": "present"}
    attempts = [
        ("meetings:schedule", {**day, **lines, "panel": panel.pk}),
        ("reviews:open", {"panel": panel.pk, "version": world.version.pk, "due_on": due}),
        ("reviews:open", {"panel": world.panel.pk, "version": version.pk, "due_on": due}),
        ("driver:send_back", {"stage": seat.panel.pk + 999, "reason": "되돌림"}),
    ]
    for name, data in attempts:
        with transaction.atomic():
            response = officer.post(reverse(name, args=arguments(world)[name]), data)
            transaction.set_rollback(True)
        assert response.status_code in (200, 403, 409), name
    before = seat.attendances.count()
    with transaction.atomic():
        officer.post(reverse("meetings:attendance", args=[world.meeting.pk]), marks)
        assert seat.attendances.count() == before
        transaction.set_rollback(True)


def test_a_member_writes_under_no_other_name(world):  # noqa: F811
    with transaction.atomic():
        other = Membership.objects.filter(panel=world.panel).exclude(pk=world.seat.pk).first()
        data = {
            "body": "남의 이름으로",
            "anchor": "whole",
            "nonce": str(uuid4()),
            "membership": other.pk,
            "review": "999",
        }
        world.clients["member"].post(reverse("reviews:comment", args=[world.round.pk]), data)
        comment = world.round.reviews.get(membership=world.seat).comments.get(body="남의 이름으로")
        assert comment.review.membership == world.seat
        transaction.set_rollback(True)


def test_every_row_of_the_admin_is_known_by_a_number():
    """What the admin checks of chosen rows."""
    assert [m for m in admin.site._registry if not m._meta.pk.get_internal_type().endswith("AutoField")] == []
