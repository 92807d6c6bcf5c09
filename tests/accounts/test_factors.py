import time

import pytest
from allauth.mfa.models import Authenticator
from auditlog.models import LogEntry
from django.core.cache import cache
from django.core.management import call_command
from django.urls import reverse

from seoul_gov.accounts.models import User
from tests import factories
from tests.accounts.codes import app_code, last_letter, mailed_code

ACTIVATE = reverse("mfa_activate_totp")
SECOND = reverse("mfa_authenticate")


@pytest.fixture(autouse=True)
def no_limits_from_before(db):
    cache.clear()


def sign_in(client, user):
    return client.post("/accounts/login/?next=/me/", {"login": user.email, "password": factories.PASSWORD})


@pytest.fixture
def person(client, citizen):
    """Signed in, and confirmed to be there a moment ago."""
    sign_in(client, citizen)
    client.post(reverse("account_reauthenticate"), {"password": factories.PASSWORD})
    return citizen


@pytest.fixture
def secret(client, person):
    """The person has an authenticator app with this secret."""
    secret = client.get(ACTIVATE).context["form"].secret
    client.post(ACTIVATE, {"code": app_code(secret)})
    return secret


def test_the_secret_lies_sealed_in_the_database(secret, person):
    factor = Authenticator.objects.get(user=person, type="totp")
    assert secret not in factor.data["secret"]
    assert secret not in str(LogEntry.objects.get_for_object(factor).get().changes)


def test_the_owner_is_told(client, person, django_capture_on_commit_callbacks):
    secret = client.get(ACTIVATE).context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        client.post(ACTIVATE, {"code": app_code(secret)})
    letter = last_letter(person.email)
    assert letter.subject == "인증 앱이 등록되었습니다"
    assert "접속 주소: 127.0.0.1" in letter.body


def test_the_next_login_asks_for_the_code(client, person, secret):
    client.post(reverse("account_logout"))
    assert sign_in(client, person)["Location"] == SECOND
    assert client.get("/me/").status_code == 302
    assert client.post(SECOND, {"code": app_code(secret)})["Location"] == "/me/"
    assert client.get("/me/").status_code == 200


@pytest.mark.parametrize(("steps", "fits"), [(-3, False), (-1, True), (1, True), (3, False)])
def test_a_clock_may_be_a_little_off(client, person, secret, steps, fits):
    client.post(reverse("account_logout"))
    sign_in(client, person)
    # Not in the second in which the half minute turns.
    if time.time() % 30 > 28:
        time.sleep(2)
    assert (client.post(SECOND, {"code": app_code(secret, steps)}).status_code == 302) is fits


def test_a_code_is_good_once(client, person, secret):
    code = app_code(secret, 1)
    for expected in (302, 200):
        client.post(reverse("account_logout"))
        sign_in(client, person)
        # allauth itself remembers a code for half a minute only.
        forget_what_allauth_remembers()
        assert client.post(SECOND, {"code": code}).status_code == expected


def forget_what_allauth_remembers():
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM rate_limits WHERE cache_key LIKE '%%totp.used%%'")


def test_guessing_codes_is_stopped(client, person, secret):
    client.post(reverse("account_logout"))
    sign_in(client, person)
    for _ in range(5):
        client.post(SECOND, {"code": "x"})
    response = client.post(SECOND, {"code": app_code(secret)})
    assert "여러 번 맞지 않아 잠시 막았습니다." in response.content.decode()


def test_a_recovery_code_is_good_once(client, person, secret):
    codes = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    assert len(codes) == 10
    for expected in (302, 200):
        client.post(reverse("account_logout"))
        sign_in(client, person)
        assert client.post(SECOND, {"code": f"{codes[0][:4]} {codes[0][4:]}"}).status_code == expected


def test_recovery_codes_as_a_file(client, secret):
    response = client.get(reverse("mfa_download_recovery_codes"))
    assert "attachment" in response["Content-Disposition"]
    assert "한 번호는 한 번만 쓸 수 있습니다." in response.content.decode()


def test_what_is_sensitive_asks_again_after_a_while(client, person):
    session = client.session
    session["account_authentication_methods"][-1]["at"] -= 301
    session.save()
    for name in ("mfa_activate_totp", "mfa_add_webauthn"):
        response = client.get(reverse(name))
        assert response["Location"].startswith(reverse("account_reauthenticate"))
    email = reverse("account_email")
    response = client.post(email, {"email": "other@example.test", "action_add": ""})
    assert response["Location"].startswith(reverse("account_reauthenticate"))


def test_a_new_address_counts_once_it_is_confirmed(client, person):
    old = person.email
    response = client.post(reverse("account_email"), {"email": "Other@example.test", "action_add": ""})
    assert response["Location"] == reverse("account_email_verification_sent")
    assert User.objects.get(pk=person.pk).email == old
    response = client.post(response["Location"], {"code": mailed_code("other@example.test")})
    assert response["Location"] == reverse("accounts:profile")
    assert User.objects.get(pk=person.pk).email == "other@example.test"
    assert list(person.emailaddress_set.values_list("email", "verified", "primary")) == [
        ("other@example.test", True, True)
    ]
    assert "이메일 주소가 바뀌었습니다" in last_letter(old).subject


def test_somebody_elses_address_is_not_given_away(client, person):
    factories.make_user(email="taken@example.test")
    response = client.post(reverse("account_email"), {"email": "taken@example.test", "action_add": ""})
    assert response["Location"] == reverse("account_email_verification_sent")
    # Even the owner's own code does not move the address over.
    response = client.post(response["Location"], {"code": mailed_code("taken@example.test")})
    assert "이미 쓰이고 있는 이메일 주소입니다." in response.content.decode()
    assert User.objects.get(pk=person.pk).email == person.email


def test_a_changed_password_keeps_this_session_and_ends_the_others(client, person):
    from django.test import Client

    other = Client()
    sign_in(other, person)
    new = "다리 밑에서 주운 노란 우산"
    facts = {"oldpassword": factories.PASSWORD, "password1": new, "password2": new}
    response = client.post(reverse("account_change_password"), facts)
    assert response["Location"] == reverse("accounts:profile")
    assert client.get("/me/").status_code == 200
    assert other.get("/me/").status_code == 302
    assert "비밀번호가 바뀌었습니다" in last_letter(person.email).subject


def test_the_name_of_the_first_and_second_passkey(client, person):
    form = client.get(reverse("mfa_add_webauthn")).context["form"]
    assert form["name"].initial == "내 패스키"
    Authenticator.objects.create(user=person, type="webauthn", data={"name": "x"})
    from allauth.mfa.adapter import get_adapter

    assert get_adapter().generate_authenticator_name(person, "webauthn") == "내 패스키 2"


def test_a_new_key_takes_over_and_the_old_one_can_go(client, person, secret, settings, capsys):
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "a new key"
    call_command("reseal")
    assert capsys.readouterr().out.startswith("2개를")
    settings.SECRET_KEY_FALLBACKS = []
    sign_in(client, person)
    assert client.post(SECOND, {"code": app_code(secret, 1)})["Location"] == "/me/"


def test_what_no_key_opens_is_left_and_told(person, secret, settings, capsys):
    settings.SECRET_KEY = "another key"
    before = list(Authenticator.objects.order_by("pk").values_list("data", flat=True))
    call_command("reseal")
    assert "2개는 열 열쇠가 없어" in capsys.readouterr().err
    assert list(Authenticator.objects.order_by("pk").values_list("data", flat=True)) == before
