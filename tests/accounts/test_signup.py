import re

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.urls import reverse

from seoul_gov.accounts import agreements
from seoul_gov.accounts.models import User
from seoul_gov.notifications import outbox
from seoul_gov.notifications.models import Notice
from tests import factories
from tests.accounts.codes import last_letter, mailed_code

SIGN_UP = reverse("account_signup")
CONFIRM = reverse("account_email_verification_sent")
PASSWORD = "우리동네도서관에서책읽기"


@pytest.fixture(autouse=True)
def no_limits_from_before(db):
    cache.clear()


def sign_up(client, email="new@example.test", *, next="", **facts):
    facts = {
        "name": "김시민",
        "email": email,
        "password1": PASSWORD,
        "password2": PASSWORD,
        "terms": "on",
        "privacy": "on",
    } | facts
    return client.post(SIGN_UP + (f"?next={next}" if next else ""), facts)


def test_a_code_by_mail_makes_an_account_and_leads_on(client):
    response = sign_up(client, "New@Example.test", next="/panels/")
    assert response["Location"] == CONFIRM
    assert "_auth_user_id" not in client.session
    response = client.post(CONFIRM, {"code": mailed_code("new@example.test")})
    assert response["Location"] == "/panels/"
    user = User.objects.get()
    assert (user.email, user.name) == ("new@example.test", "김시민")
    assert client.session["_auth_user_id"] == str(user.pk)
    assert EmailAddress.objects.get().verified is True


def test_the_agreement_is_kept_with_its_moment(client):
    sign_up(client)
    user = User.objects.get()
    assert (user.agreed_version, user.agreed_at.date()) == (agreements.VERSION, user.date_joined.date())
    client.force_login(user)
    page = client.get("/me/").content.decode()
    url = reverse("accounts:agreement", args=[agreements.VERSION])
    assert f'<a href="{url}">{agreements.VERSIONS[agreements.VERSION]}</a>' in page


def test_the_texts_can_be_read_by_everybody(client):
    page = client.get(reverse("accounts:agreement", args=[agreements.VERSION])).content.decode()
    assert "보유하는 기간" in page
    assert "회원이 지킬 것" in page
    assert client.get(reverse("accounts:agreement", args=["1999"])).status_code == 404


@pytest.mark.parametrize("box", ["terms", "privacy"])
def test_nobody_joins_without_agreeing(client, box):
    response = sign_up(client, **{box: ""})
    assert response.context["form"].errors == {box: ["동의해야 가입할 수 있습니다."]}
    assert not User.objects.exists()


def test_what_was_typed_survives_an_error(client):
    page = sign_up(client, password2="x").content.decode()
    assert 'value="김시민"' in page
    assert 'value="new@example.test"' in page


@pytest.mark.parametrize(
    ("facts", "field", "sentence"),
    [
        ({"name": "김\u202e시민"}, "name", "보이지 않는 제어 문자"),
        (
            {"name": "kimsiminlibrary", "password1": "kimsiminlibrary1", "password2": "kimsiminlibrary1"},
            "password1",
            "비슷한",
        ),
        ({"password1": "짧다", "password2": "짧다"}, "password1", "12자 이상"),
        ({"email": "no address"}, "email", "name@example.com처럼"),
        ({"name": "\u3164"}, "name", "이름을 적어 주세요."),
    ],
)
def test_refusals_name_their_field(client, facts, field, sentence):
    errors = sign_up(client, **facts).context["form"].errors
    assert list(errors) == [field]
    assert sentence in errors[field][0]


def test_a_known_address_gets_the_same_answer_and_a_mail(client):
    known = factories.make_user(email="known@example.test")
    answers = []
    for email in ("known@example.test", "KNOWN@example.test", "unknown@example.test"):
        response = sign_up(client, email)
        page = client.get(CONFIRM).content.decode()
        page = re.sub(r'value="[^"]*"|data-server-now="\d+"', "", page).replace(email.lower(), "-")
        answers.append((response.status_code, response["Location"], page))
        client.post(reverse("account_logout"))
        client.cookies.clear()
        cache.clear()
    assert answers[0] == answers[1] == answers[2]
    assert "이미 가입된" in last_letter(known.email).subject
    assert User.objects.filter(email=known.email).count() == 1


def test_no_code_fits_for_a_known_address(client):
    factories.make_user(email="known@example.test")
    sign_up(client, "known@example.test")
    code = client.session["account_email_verification_code"]["code"]
    assert len(code) == 6
    assert code not in last_letter("known@example.test").body


def test_three_wrong_codes_are_enough(client):
    sign_up(client)
    right = mailed_code("new@example.test")
    wrong = "000000" if right != "000000" else "000001"
    for _ in range(2):
        response = client.post(CONFIRM, {"code": wrong})
        assert "인증번호가 맞지 않습니다" in response.content.decode()
    refused = client.post(CONFIRM, {"code": wrong}, follow=True)
    assert refused.redirect_chain == [(reverse("account_login"), 302)]
    assert "잠시 뒤 로그인하시면 새 인증번호를" in refused.content.decode()
    assert client.post(CONFIRM, {"code": right})["Location"] == reverse("account_login")
    assert EmailAddress.objects.get().verified is False


def test_who_closed_the_window_logs_in_and_gets_a_new_code(client):
    sign_up(client)
    client.cookies.clear()
    cache.clear()
    response = client.post(
        reverse("account_login") + "?next=/panels/", {"login": "NEW@example.test", "password": PASSWORD}
    )
    assert response["Location"] == CONFIRM
    response = client.post(CONFIRM, {"code": mailed_code("new@example.test")})
    assert response["Location"] == "/panels/"


def test_a_new_code_replaces_the_old_one(client):
    sign_up(client)
    first = mailed_code("new@example.test")
    assert client.post(CONFIRM, {"action": "resend"}).status_code == 429
    cache.clear()
    client.post(CONFIRM, {"action": "resend"})
    second = mailed_code("new@example.test")
    assert Notice.objects.filter(email="new@example.test").count() == 2
    if first != second:
        assert client.post(CONFIRM, {"code": first}).status_code == 200
    assert client.post(CONFIRM, {"code": second})["Location"] == reverse("desk")


def test_codes_for_one_address_are_counted_by_the_hour(client):
    sign_up(client)
    answers = []
    for _ in range(13):
        session = client.session
        session["account_email_verification_code"]["resend_count"] = 0
        session.save()
        # As if eleven seconds had passed.
        forget_the_seconds()
        answers.append(client.post(CONFIRM, {"action": "resend"}).status_code)
    assert answers == [302] * 11 + [429] * 2


def forget_the_seconds():
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM rate_limits WHERE cache_key LIKE '%%:confirm_email:1/10%%'")


def test_mail_goes_out_by_the_outbox_alone(client, mailoutbox, settings):
    settings.PORTAL_BASE_URL = "https://portal.seoul.example"
    sign_up(client)
    assert mailoutbox == []
    code = mailed_code("new@example.test")
    assert outbox.drain() == 1
    (mail,) = mailoutbox
    assert mail.subject == "[정보화사업 거버넌스] 회원가입 인증번호입니다"
    assert code in mail.body
    assert "https://portal.seoul.example" in mail.body
    assert mail.to == ["new@example.test"]
    assert last_letter("new@example.test").body == ""


def test_a_code_that_opens_nothing_any_more_is_not_sent(client, mailoutbox):
    sign_up(client)
    Notice.objects.update(send_before=Notice.objects.get().created_at)
    assert outbox.drain() == 0
    letter = Notice.objects.get()
    assert (letter.mail_state, letter.body, mailoutbox) == ("expired", "", [])


def test_an_invited_person_comes_back_to_the_invitation(client, project):
    """Through sign-up and the code, to the very link of the mail."""
    from panels import actions as panels
    from panels.invitations import path_of

    panel = factories.make_panel(project)
    seat = panels.invite(
        by=project.officer, panel=panel, email="guest@example.test", name="손님", role="member"
    )
    link = path_of(seat)
    page = client.get(link).content.decode()
    assert f'href="/accounts/signup/?next={link}' in page.replace("%2F", "/")
    response = sign_up(client, "guest@example.test", next=link)
    response = client.post(CONFIRM, {"code": mailed_code("guest@example.test")}, follow=True)
    assert response.redirect_chain == [(link, 302)]
    assert response.status_code == 200
