import re

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher, make_password
from django.core.cache import cache
from django.urls import reverse

from seoul_gov.notifications.models import Notice
from tests import factories
from tests.accounts.codes import last_letter

LOGIN = reverse("account_login")
RESET = reverse("account_reset_password")
WRONG = "wrong-password-1"
NEW = "다리 밑에서 주운 노란 우산"


@pytest.fixture(autouse=True)
def no_limits_from_before(db):
    cache.clear()


def attempt(client, login, password=WRONG, **headers):
    return client.post(LOGIN, {"login": login, "password": password}, headers=headers)


def visible(response, *hidden):
    """The page without what differs by chance or was typed."""
    page = re.sub(r'(value|data-server-now)="[^"]*"', "", response.content.decode())
    for word in hidden:
        page = page.replace(word, "-")
    return page


def test_addresses_in_any_case(client, official):
    assert attempt(client, official.email.upper(), factories.PASSWORD)["Location"] == reverse("desk")


def test_wrong_and_unknown_get_the_same_answer(client, official):
    wrong, unknown = attempt(client, official.email), attempt(client, "nobody@example.test")
    assert (wrong.status_code, visible(wrong)) == (unknown.status_code, visible(unknown))
    assert "이메일 주소나 비밀번호가 맞지 않습니다." in wrong.content.decode()


def test_a_closed_account_is_told_from_a_wrong_password_only_by_its_owner(client, citizen):
    citizen.is_active = False
    citizen.save()
    wrong, unknown = attempt(client, citizen.email), attempt(client, "nobody@example.test")
    assert visible(wrong) == visible(unknown)
    response = attempt(client, citizen.email, factories.PASSWORD)
    assert response["Location"] == reverse("account_inactive")
    assert "_auth_user_id" not in client.session


class TestGuessing:
    def locked(self, client, user):
        response = attempt(client, user.email, factories.PASSWORD)
        assert "_auth_user_id" not in client.session
        return "여러 번 맞지 않아 잠시 막았습니다." in response.content.decode()

    def test_five_wrong_passwords_lock_for_a_while(self, client, official):
        for _ in range(4):
            attempt(client, official.email)
        assert "여러 번" not in attempt(client, official.email).content.decode()
        assert self.locked(client, official)

    def test_capitals_begin_no_new_count(self, client, official):
        for email in ("a@example.test",) * 3 + (
            official.email,
            official.email.upper(),
            official.email.title(),
        ):
            attempt(client, email)
        for _ in range(2):
            attempt(client, official.email.upper())
        assert self.locked(client, official)

    def test_claimed_addresses_begin_no_new_count(self, client, official):
        for number in range(5):
            attempt(
                client,
                official.email,
                **{"x-forwarded-for": f"203.0.113.{number}", "host": f"h{number}.test"},
            )
        assert self.locked(client, official)

    def test_one_address_of_the_network_cannot_try_many_people(self, client):
        for number in range(60):
            attempt(client, f"p{number}@example.test", **{"x-forwarded-for": f"203.0.113.{number}"})
        assert "잠시 막았습니다" in attempt(client, "another@example.test").content.decode()

    def test_others_may_still_log_in(self, client, official, citizen):
        for _ in range(6):
            attempt(client, official.email)
        assert attempt(client, citizen.email, factories.PASSWORD).status_code == 302

    def test_a_new_password_unlocks(self, client, official):
        for _ in range(6):
            attempt(client, official.email)
        client.post(RESET, {"email": official.email})
        set_password(client, link(official.email))
        assert attempt(client, official.email, NEW)["Location"] == reverse("desk")

    def test_a_flood_of_logins_is_stopped_in_korean(self, client, settings):
        settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip"}
        for _ in range(2):
            attempt(client, "p@example.test")
        response = attempt(client, "p@example.test")
        assert response.status_code == 429
        assert "짧은 시간에 너무 여러 번 요청하셨습니다." in response.content.decode()


def link(email):
    """The path in the last letter."""
    return re.search(r"https?://[^/\s]+(/accounts/password/reset/key/\S+)", last_letter(email).body).group(1)


def set_password(client, path, password=NEW):
    form = client.get(path, follow=True).request["PATH_INFO"]
    return client.post(form, {"password1": password, "password2": password})


class TestReset:
    def test_the_letter_opens_once(self, client, citizen):
        client.post(RESET, {"email": citizen.email.upper()})
        path = link(citizen.email)
        assert set_password(client, path)["Location"] == reverse("account_reset_password_from_key_done")
        assert "쓸 수 없는 주소입니다" in client.get(path).content.decode()
        assert "비밀번호가 바뀌었습니다" in last_letter(citizen.email).subject
        assert attempt(client, citizen.email, NEW).status_code == 302

    def test_after_an_hour_it_opens_nothing(self, client, citizen, settings):
        client.post(RESET, {"email": citizen.email})
        settings.PASSWORD_RESET_TIMEOUT = -1
        assert "쓸 수 없는 주소입니다" in client.get(link(citizen.email)).content.decode()

    def test_a_false_host_is_not_in_the_letter(self, client, citizen, settings):
        settings.PORTAL_BASE_URL = "https://portal.seoul.example"
        client.post(RESET, {"email": citizen.email}, headers={"host": "evil.example"})
        body = last_letter(citizen.email).body
        assert "https://portal.seoul.example/accounts/password/reset/key/" in body
        assert "evil" not in body

    def test_known_and_unknown_get_the_same_answer(self, client, citizen):
        answers = []
        for email in (citizen.email, "nobody@example.test"):
            response = client.post(RESET, {"email": email}, follow=True)
            answers.append((response.redirect_chain, visible(response, email)))
        assert answers[0] == answers[1]
        assert (
            Notice.objects.filter(email="nobody@example.test").get().subject
            == "가입되지 않은 이메일 주소입니다"
        )

    def test_letters_to_one_address_are_limited(self, client, citizen):
        statuses = [client.post(RESET, {"email": citizen.email}).status_code for _ in range(6)]
        assert statuses == [302] * 5 + [429]
        assert client.post(RESET, {"email": citizen.email.upper()}).status_code == 429

    def test_an_account_without_a_password_gets_one(self, client, administrator):
        from seoul_gov.accounts import actions

        person = actions.add_person(by=administrator, email="new@city.example", name="새사람")
        client.post(RESET, {"email": person.email})
        set_password(client, link(person.email))
        assert attempt(client, person.email, NEW)["Location"] == reverse("account_email_verification_sent")

    def test_a_weak_password_is_refused(self, client, citizen):
        client.post(RESET, {"email": citizen.email})
        response = set_password(client, link(citizen.email), "서울서울서울서울서울서울")
        assert "누구나 떠올릴 말" in response.content.decode()


class CountingHasher(PBKDF2PasswordHasher):
    """Counts the hashes that it computes: in earnest they take nearly all of the time."""

    iterations = 1
    computed = 0

    def encode(self, *args, **kwargs):
        CountingHasher.computed += 1
        return super().encode(*args, **kwargs)


class TestTiming:
    """Known and unknown take alike: as many hashes, whoever it is."""

    @pytest.fixture(autouse=True)
    def counting_hasher(self, settings):
        settings.PASSWORD_HASHERS = [f"{CountingHasher.__module__}.{CountingHasher.__name__}"]

    def measure(self, act, *emails):
        found = []
        for email in emails:
            CountingHasher.computed = 0
            act(email)
            found.append(CountingHasher.computed)
        assert found == [1, 1]

    def test_login(self, client, citizen):
        citizen.password = make_password(factories.PASSWORD)
        citizen.save()
        self.measure(lambda email: attempt(client, email), citizen.email, "nobody@example.test")

    def test_sign_up(self, client, citizen):
        from tests.accounts.test_signup import sign_up

        def act(email):
            client.cookies.clear()
            sign_up(client, email)

        self.measure(act, citizen.email, "new@example.test")


def test_invented_addresses_push_no_counter_out(db):
    # What is thrown out first is what sorts first.
    cache.add("a-counter", 5)
    for number in range(400):
        cache.add(f"z{number}", 1)
    assert cache.get("a-counter") == 5
