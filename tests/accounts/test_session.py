import time

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from seoul_gov.accounts import middleware, unsent
from tests import factories

NOW = int(time.time())
WORDS = "주민 의견을 더 듣고 싶습니다."


@pytest.fixture
def signed_in(client, official):
    client.force_login(official)
    client.get("/me/")
    return client


def change(client, **values):
    session = client.session
    session.update(values)
    session.save()


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_the_page_knows_when_the_session_ends(signed_in, settings):
    page = signed_in.get("/me/").content.decode()
    assert f'data-session-ends="{signed_in.session["seen"] + settings.PORTAL_SESSION_SECONDS}"' in page


def test_activity_is_noted_at_most_once_a_minute(signed_in):
    seen = signed_in.session["seen"]
    signed_in.get("/me/")
    assert signed_in.session["seen"] == seen
    change(signed_in, seen=seen - 61)
    signed_in.get("/me/")
    assert signed_in.session["seen"] >= seen


def test_the_session_can_be_extended(signed_in, settings):
    change(signed_in, seen=NOW - 1000)
    answer = signed_in.post(reverse("accounts:extend"))
    assert answer.status_code == 200
    assert abs(answer.json()["session_ends"] - time.time() - settings.PORTAL_SESSION_SECONDS) < 5


def test_after_twelve_hours_extending_helps_no_more(signed_in, settings):
    now = int(time.time())
    change(signed_in, began=now - settings.SESSION_COOKIE_AGE + 100)
    answer = signed_in.post(reverse("accounts:extend"))
    assert (answer.status_code, answer.json()["session_ends"]) == (409, now + 100)
    change(signed_in, began=now - settings.SESSION_COOKIE_AGE - 1)
    assert signed_in.get("/me/").status_code == 302


def test_people_correct_their_name(signed_in, official):
    page = signed_in.get("/me/").content.decode()
    assert reverse("accounts:rename") in page
    assert 'value="김담당"' in signed_in.get(reverse("accounts:rename")).content.decode()
    response = signed_in.post(reverse("accounts:rename"), {"name": "  김   고침 "}, follow=True)
    assert response.redirect_chain == [("/me/", 302)]
    assert "<dd>김 고침" in response.content.decode()


@pytest.mark.parametrize("name", ["", "   ", "가" * 51, "이름\u202e"])
def test_a_bad_name_comes_back(signed_in, official, name):
    response = signed_in.post(reverse("accounts:rename"), {"name": name})
    assert response.context["form"].errors.keys() == {"name"}
    official.refresh_from_db()
    assert official.name == "김담당"


def test_extending_needs_a_session(client):
    assert client.post(reverse("accounts:extend")).status_code == 302


def test_a_session_ends_and_says_so(signed_in, settings):
    change(signed_in, seen=NOW - settings.PORTAL_SESSION_SECONDS - 1)
    response = signed_in.get("/me/")
    assert response["Location"] == "/accounts/login/?next=/me/"
    assert told(response) == [middleware.ENDED]
    assert "_auth_user_id" not in signed_in.session
    assert middleware.ENDED in signed_in.get("/").content.decode()


@pytest.mark.parametrize(
    ("came_from", "way"),
    [
        ("http://testserver/notices/?page=2", "/notices/%3Fpage%3D2"),
        ("http://elsewhere.example/notices/", "/desk/"),
        ("http://testserver//elsewhere.example/", "/desk/"),
        ("http://[", "/desk/"),
        ("", "/desk/"),
    ],
)
def test_a_visitors_button_leads_to_a_page_and_not_to_the_button(client, db, came_from, way):
    response = client.post(reverse("notifications:read-all"), headers={"referer": came_from})
    assert response["Location"] == f"/accounts/login/?next={way}"


def test_a_visitor_has_no_time_to_lose(client, db):
    response = client.get("/")
    assert "session-dialog" not in response.content.decode()
    assert client.session.keys() == set()


class TestUnsent:
    """A form that comes after the end of the session is not lost."""

    @pytest.fixture
    def late(self, signed_in, settings):
        change(signed_in, seen=NOW - settings.PORTAL_SESSION_SECONDS - 1)
        return signed_in

    def sign_in(self, client, user):
        url = reverse("account_login") + "?next=" + reverse("accounts:unsent")
        return client.post(url, {"login": user.email, "password": factories.PASSWORD})

    def test_it_is_kept_shown_and_sent_on(self, late, official):
        facts = {
            "title": WORDS,
            "kind": "development",
            "password": "secret words here",
            "audience": ["a", "b"],
        }
        response = late.post(reverse("projects:create") + "?from=desk", facts)
        assert response["Location"] == "/accounts/login/?next=/me/unsent/"
        assert told(response) == [middleware.ENDED, middleware.KEPT]
        assert self.sign_in(late, official)["Location"] == "/me/unsent/"
        page = late.get("/me/unsent/")
        kept = page.context["thing"]
        assert kept.path == reverse("projects:create") + "?from=desk"
        assert kept.fields == (
            ("title", WORDS),
            ("kind", "development"),
            ("audience", "a"),
            ("audience", "b"),
        )
        assert kept.texts == [WORDS]
        assert f'<blockquote class="quote">{WORDS}</blockquote>' in page.content.decode()
        late.post("/me/unsent/forget/")
        assert late.get("/me/unsent/")["Location"] == "/desk/"

    def test_also_when_something_else_came_in_between(self, late, official):
        late.get("/")
        late.post(reverse("projects:create"), {"title": WORDS})
        self.sign_in(late, official)
        assert late.get("/me/unsent/").context["thing"].texts == [WORDS]

    def test_it_is_nobody_elses(self, late, citizen):
        late.post(reverse("projects:create"), {"title": WORDS})
        self.sign_in(late, citizen)
        assert late.get("/me/unsent/")["Location"] == "/desk/"
        assert "unsent" not in late.session

    def test_files_are_not_kept_and_it_says_so(self, late, official):
        late.post(reverse("projects:create"), {"title": WORDS, "file": factories.make_upload()})
        self.sign_in(late, official)
        page = late.get("/me/unsent/")
        assert page.context["thing"].files is True
        assert "첨부 파일은 다시 골라야 합니다" in page.content.decode()
        assert "이어서 제출" not in page.content.decode()

    def test_a_button_leads_back_to_its_page(self, late):
        url = reverse("notifications:read-all")
        response = late.post(url, headers={"referer": "https://testserver/notices/?page=2"})
        assert response["Location"] == "/accounts/login/?next=/notices/%3Fpage%3D2"
        assert told(response) == [middleware.ENDED]
        assert late.post(url)["Location"] == "/accounts/login/?next=/desk/"

    def test_a_preview_is_refused_and_keeps_nothing(self, late):
        response = late.post(
            reverse("projects:create"), {"title": WORDS}, headers={"x-requested-with": "XMLHttpRequest"}
        )
        assert (response.status_code, response.content.decode()) == (401, middleware.ENDED)
        assert "unsent" not in late.session

    def test_what_needs_no_login_just_works(self, late):
        response = late.post(reverse("ui:contrast"), {"contrast": "high", "next": "/"})
        assert (response.status_code, response["Location"]) == (302, "/")

    def test_pages_of_the_account_keep_no_secrets(self, late):
        response = late.post(reverse("account_change_password"), {"oldpassword": "옛날 비밀번호"})
        assert "unsent" not in late.session
        assert response["Location"].startswith("/accounts/login/")

    def test_after_the_next_login_all_is_as_before(self, late, official):
        late.get("/")
        self.sign_in(late, official)
        late.get("/me/")
        assert "ended" not in late.session


class TestSignedOut:
    """A form of another tab that is sent after a logout by hand, or without any session, is not lost either."""

    def send(self, client, **facts):
        return client.post(reverse("projects:create"), {"title": WORDS} | facts)

    def sign_in(self, client, user):
        return client.post("/accounts/login/", {"login": user.email, "password": factories.PASSWORD})

    def test_the_words_come_back_to_who_signed_out(self, signed_in, official):
        signed_in.post(reverse("account_logout"))
        response = self.send(signed_in)
        assert response["Location"] == "/accounts/login/?next=/me/unsent/"
        assert told(response)[-2:] == [middleware.SIGNED_OUT, middleware.KEPT]
        self.sign_in(signed_in, official)
        assert signed_in.get("/me/unsent/").context["thing"].texts == [WORDS]

    def test_and_to_nobody_else(self, signed_in, citizen):
        signed_in.post(reverse("account_logout"))
        self.send(signed_in)
        self.sign_in(signed_in, citizen)
        assert signed_in.get("/me/unsent/")["Location"] == "/desk/"
        assert "unsent" not in signed_in.session

    def test_a_changed_password_ends_the_session_in_mid_form(self, signed_in, official):
        official.set_password("another-long-passphrase-7")
        official.save()
        response = self.send(signed_in)
        assert (response.status_code, WORDS in response.content.decode()) == (403, True)

    def test_a_button_without_words_says_why_nothing_happened(self, signed_in):
        signed_in.post(reverse("account_logout"))
        response = signed_in.post(reverse("notifications:read-all"))
        assert response["Location"] == "/accounts/login/?next=/desk/"
        assert told(response)[-1] == middleware.SIGNED_OUT

    def test_a_strangers_words_are_handed_back_and_kept_nowhere(self, client, db):
        response = self.send(client, password="secret words here", text="<b>글 하나</b>")
        page = response.content.decode()
        assert response.status_code == 403
        assert middleware.SIGNED_OUT in page
        assert f'<blockquote class="quote">{WORDS}</blockquote>' in page
        assert "&lt;b&gt;글 하나&lt;/b&gt;" in page
        assert "secret words here" not in page
        assert client.session.keys() == set()

    def test_far_too_many_words_are_handed_back_instead_of_kept(self, signed_in):
        signed_in.post(reverse("account_logout"))
        assert self.send(signed_in, summary="가" * unsent.MOST_CHARACTERS).status_code == 403
        assert "unsent" not in signed_in.session

    def test_a_strangers_preview_is_refused(self, client, db):
        response = client.post(
            reverse("projects:create"), {"title": WORDS}, headers={"x-requested-with": "XMLHttpRequest"}
        )
        assert (response.status_code, response.content.decode()) == (401, middleware.SIGNED_OUT)


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


class TestStrongLogin:
    @pytest.fixture(autouse=True)
    def strong(self, settings):
        settings.PORTAL_STRONG_LOGIN = True

    def test_an_official_without_a_second_factor_may_only_set_one_up(self, client, official):
        client.force_login(official)
        response = client.get(reverse("projects:list"))
        assert (response.status_code, response["Location"]) == (302, reverse("mfa_index"))
        assert told(response) == [middleware.FACTOR_NEEDED]
        assert client.get(reverse("mfa_index")).status_code == 200
        assert client.post(reverse("accounts:extend")).status_code == 200

    def test_an_official_with_one_goes_on_as_long_as_it_is_there(self, client, official):
        factor = Authenticator.objects.create(user=official, type=Authenticator.Type.TOTP, data={})
        client.force_login(official)
        assert client.get(reverse("projects:list")).status_code == 200
        factor.delete()
        assert client.get(reverse("projects:list")).status_code == 302

    def test_it_asks_the_database_nothing_more(self, client, official, settings):
        Authenticator.objects.create(user=official, type=Authenticator.Type.TOTP, data={})
        client.force_login(official)
        client.get(reverse("projects:list"))
        counts = []
        for strong in (False, True):
            settings.PORTAL_STRONG_LOGIN = strong
            with CaptureQueriesContext(connection) as asked:
                client.get(reverse("projects:list"))
            counts.append(len(asked))
        assert counts[0] == counts[1]

    def test_citizens_and_visitors_are_not_asked(self, client, citizen):
        assert client.get(reverse("home")).status_code == 200
        client.force_login(citizen)
        assert client.get(reverse("accounts:profile")).status_code == 200

    def test_the_admin_is_no_way_round(self, client, administrator):
        client.force_login(administrator)
        assert client.get("/admin/")["Location"] == reverse("mfa_index")
