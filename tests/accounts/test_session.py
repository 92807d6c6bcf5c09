import time

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from tests import factories


@pytest.fixture
def signed_in(client, official):
    client.force_login(official)
    client.get("/me/")
    return client


def test_the_page_knows_when_the_session_ends(signed_in, settings):
    page = signed_in.get("/me/").content.decode()
    assert str(signed_in.session["seen"] + settings.SESSION_COOKIE_AGE) in page


def test_activity_is_noted_at_most_once_a_minute(signed_in):
    seen = signed_in.session["seen"]
    signed_in.get("/me/")
    assert signed_in.session["seen"] == seen
    session = signed_in.session
    session["seen"] = seen - 61
    session.save()
    signed_in.get("/me/")
    assert signed_in.session["seen"] >= seen


def test_the_session_can_be_extended(signed_in, settings):
    session = signed_in.session
    session["seen"] = 5
    session.save()
    ends = signed_in.post(reverse("accounts:extend")).json()["session_ends"]
    assert abs(ends - time.time() - settings.SESSION_COOKIE_AGE) < 5


def test_extending_needs_a_session(client):
    assert client.post(reverse("accounts:extend")).status_code == 302


def test_after_login_everybody_lands_on_the_desk(client, official):
    response = client.post("/accounts/login/", {"login": official.email, "password": factories.PASSWORD})
    assert (response.status_code, response["Location"]) == (302, reverse("desk"))


def test_login_never_leaves_the_portal(client, official):
    for target in ("https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"):
        response = client.post(
            "/accounts/login/", {"login": official.email, "password": factories.PASSWORD, "next": target}
        )
        assert response["Location"] == reverse("desk")
        client.logout()


def test_wrong_and_unknown_get_the_same_answer(client, official):
    wrong = client.post("/accounts/login/", {"login": official.email, "password": "wrong-password-1"})
    unknown = client.post("/accounts/login/", {"login": "nobody@example.test", "password": "wrong-password-1"})
    assert wrong.context["form"].errors == unknown.context["form"].errors


def test_guessing_is_stopped(client, official):
    for _ in range(12):
        response = client.post("/accounts/login/", {"login": official.email, "password": "wrong-password-1"})
    client.post("/accounts/login/", {"login": official.email, "password": factories.PASSWORD})
    assert "_auth_user_id" not in client.session
    assert response.status_code in (200, 429)


class TestStrongLogin:
    @pytest.fixture(autouse=True)
    def strong(self, settings):
        settings.PORTAL_STRONG_LOGIN = True

    def test_an_official_without_a_second_factor_may_only_set_one_up(self, client, official):
        client.force_login(official)
        response = client.get(reverse("projects:list"))
        assert (response.status_code, response["Location"]) == (302, reverse("mfa_index"))
        assert client.get(reverse("mfa_index")).status_code == 200

    def test_an_official_with_one_goes_on(self, client, official):
        Authenticator.objects.create(user=official, type=Authenticator.Type.TOTP, data={})
        client.force_login(official)
        assert client.get(reverse("projects:list")).status_code == 200
        assert client.get(reverse("projects:list")).status_code == 200

    def test_citizens_and_visitors_are_not_asked(self, client, citizen):
        assert client.get(reverse("home")).status_code == 200
        client.force_login(citizen)
        assert client.get(reverse("accounts:profile")).status_code == 200

    def test_the_admin_is_no_way_round(self, client, administrator):
        client.force_login(administrator)
        assert client.get("/admin/")["Location"] == reverse("mfa_index")
