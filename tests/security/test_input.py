"""Input that no page sends: other encodings, nonsense in the admin, text that keeps a parser busy."""

import json
import time
from contextlib import suppress

import pytest
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.test import Client, RequestFactory
from django.urls import reverse

from panels.ties import is_called_like
from seoul_gov.accounts import unsent
from seoul_gov.documents.names import safe_name
from seoul_gov.ui import personal
from seoul_gov.ui.forms import hidden_characters
from seoul_gov.ui.prose import render
from seoul_gov.wsgi import application

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data; boundary=BoUnDaRy"
BODIES = {
    FORM: b"email=a%40example.test&name=x",
    PARTS: b'--BoUnDaRy\r\nContent-Disposition: form-data; name="name"\r\n\r\n+AGE-\r\n--BoUnDaRy--\r\n',
}
OTHERS = [
    "utf-7", "utf-16", "utf-32", "hex", "base64", "rot13", "zlib", "idna", "punycode", "undefined", "unicode_escape",
    "euc-kr", "x-nope",
]  # fmt: skip


@pytest.mark.parametrize("charset", OTHERS)
@pytest.mark.parametrize("kind", [FORM, PARTS])
def test_another_encoding_is_a_bad_request(client, administrator, charset, kind):
    client.force_login(administrator)
    for url in (reverse("admin:accounts_user_add"), reverse("projects:create"), "/accounts/login/"):
        response = client.generic("POST", url, BODIES[kind], content_type=f"{kind}; charset={charset}")
        assert response.status_code == 400
        assert "요청을 이해하지 못했습니다" in response.content.decode()


@pytest.mark.parametrize("charset", OTHERS)
def test_the_address_is_not_read_with_it_either(db, charset):
    """From the web server on: Django itself would read the address while it makes the request."""
    environ = RequestFactory()._base_environ(PATH_INFO="/selection/self-check/", QUERY_STRING="a=%ED%95%9C")
    environ["CONTENT_TYPE"] = f"{FORM}; charset={charset}"
    told = []
    page = b"".join(application(environ, lambda status, headers, exc_info=None: told.append(status)))
    assert told == ["400 Bad Request"]
    assert "요청을 이해하지 못했습니다" in page.decode()


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", "utf8", '"utf-8"'])
def test_utf_8_has_many_names(client, db, charset):
    response = client.generic(
        "POST", "/accounts/login/", b"login=x", content_type=f"{FORM}; charset={charset}"
    )
    assert response.status_code == 200


def test_the_api_is_told_in_json(client, db):
    response = client.generic(
        "POST", "/api/v1/selection/recommendation", b"{}", content_type="application/json; charset=utf-7"
    )
    assert (response.status_code, response["Content-Type"]) == (400, "application/json")
    assert "다시 시도해 주세요" in response.json()["detail"]


@pytest.mark.parametrize(
    "body",
    [
        b"title=%ED%A0%80",
        b"title=\xed\xa0\x80",
        b"title=%FF%FE",
        b"title=%00",
        b"\xff=\xfe",
        b"title=%E2%80%AE",
    ],
)
def test_broken_characters_bring_the_form_back(client, official, body):
    client.force_login(official)
    response = client.generic("POST", reverse("projects:create"), body, content_type=FORM)
    assert response.status_code in (200, 302)


def test_broken_characters_in_the_address(client, edition):
    for address in (
        "/projects/?q=%ED%A0%80",
        "/?%FF=%FE",
        "/selection/self-check/?x=%C0%AE",
        "/%ED%A0%80/",
        "/%00/",
    ):
        assert client.get(address).status_code in (200, 302, 400, 404)


def lists_of_the_admin(number):
    """Every third list, another third for each number: what reads the address is the same for all."""
    names = [f"{m._meta.app_label}_{m._meta.model_name}" for m in admin.site._registry]
    return [reverse(f"admin:{name}_changelist") for name in names[number % 3 :: 3]]


NONSENSE = [
    ({"action": "delete_selected", "_selected_action": "abc"}, 400),
    ({"action": "delete_selected", "_selected_action": "1\0"}, 400),
    ({"action": "end", "_selected_action": "9" * 40}, 400),
    ({"action": "end", "_selected_action": "-1", "index": "0"}, 400),
    ({"action": ["a", "b"], "_selected_action": ["1", "x"], "index": "1"}, 400),
    ({"action": "reset_login", "_selected_action": "１", "index": "-5"}, 400),
    ({"action": "reset_login", "select_across": "maybe", "_selected_action": "' OR 1=1--"}, 400),
    ({"action": "no_such", "_selected_action": "1", "index": "9" * 6000}, 302),
    ({"action": "\0", "_selected_action": "1"}, 302),
    ({"action": "__class__", "_selected_action": "1", "index": "x"}, 302),
]


@pytest.mark.parametrize("number", range(len(NONSENSE)))
def test_a_bad_action_of_the_admin_is_a_bad_request_or_a_sentence(administrator, number):
    data, status = NONSENSE[number]
    client = Client()
    client.force_login(administrator)
    for url in lists_of_the_admin(number):
        response = client.post(url, data)
        # A list without actions shows itself again; nothing was asked of it.
        assert (
            response.status_code in (status, 200, 403)
            if status == 302
            else response.status_code in (status, 403)
        ), url


ADDRESSES = [
    "q=%00", "o=abc", "o=-9.%00", "p=abc", "p=99999999999999999999", "id__exact=abc", "id__exact=%00", "pk__in=a", "e=1",
    "state__exact=%00", "timestamp__year=99999999", "timestamp__year=0", "day__year=2026&day__month=2&day__day=31",
    "_to_field=password", "_popup=%00", "password__startswith=a", "id__exact=" + "9" * 40, "q=" + "a" * 60_000,
    "role_grants__role__exact=" + "9" * 400, "is_active__exact=zz", "_facets=x", "_changelist_filters=%00",
]  # fmt: skip


@pytest.mark.parametrize("number", range(len(ADDRESSES)))
def test_nonsense_in_the_address_of_the_admin(administrator, number):
    client = Client()
    client.force_login(administrator)
    for url in lists_of_the_admin(number):
        assert client.get(f"{url}?{ADDRESSES[number]}").status_code in (200, 302, 400), url


KEYS = ["abc", "9" * 40, "%00", "1_00", "_5F", "-1", "../1", "１"]


@pytest.mark.parametrize("number", range(len(KEYS)))
def test_a_row_that_cannot_be(administrator, number):
    client = Client()
    client.force_login(administrator)
    for url in lists_of_the_admin(number):
        for verb in ("change", "history", "delete"):
            assert client.get(f"{url}{KEYS[number]}/{verb}/").status_code in (200, 302, 400, 403, 404), url


LONG = 200_000
BUSY = [
    ("a@" + "a." * (LONG // 2)),
    "0" * LONG,
    "01" * (LONG // 2),
    "900101-" * (LONG // 7),
    "1234-" * (LONG // 5),
    " " * LONG + "x",
    "((((" * (LONG // 4),
    "가 " * (LONG // 2),
    "\n" * LONG,
]
MARKUP = ["*" * 20_000, "[" * 20_000, "![" * 10_000, "> " * 20_000, "`" * 20_000, "a**b" * 5_000, "<" * 20_000,
          "|a" * 5_000 + "\n" + "|-" * 5_000, "- " * 10_000, "[a](" * 5_000, "_a" * 10_000, "&" * 20_000]  # fmt: skip


def seconds(act, *given) -> float:
    before = time.process_time()
    act(*given)
    return time.process_time() - before


@pytest.mark.parametrize("number", range(len(BUSY)))
def test_no_text_keeps_a_pattern_busy(number):
    text = BUSY[number]
    for act in (
        personal.found_in,
        hidden_characters,
        unsent.WORDS.search,
        lambda words: is_called_like(words, "한빛"),
    ):
        assert seconds(act, text) < 2


@pytest.mark.parametrize("number", range(len(MARKUP)))
def test_no_markdown_keeps_the_renderer_busy(number):
    assert seconds(render, MARKUP[number]) < 2


def test_no_name_of_a_file_keeps_anybody_busy():
    for text in ("." * 50_000, "a." * 25_000, "/" * 50_000, "\u202e" * 50_000):
        before = time.process_time()
        with suppress(ValidationError):
            safe_name(text)
        assert time.process_time() - before < 2


def test_deep_json_is_refused_at_once(client, db):
    for body in (
        "[" * 100_000,
        '{"a":' * 50_000,
        json.dumps({"modes": ["x"] * 100_000}),
        '{"edition": "\\ud800"}',
        '{"\\ud800": 1}',
    ):
        before = time.process_time()
        response = client.post("/api/v1/selection/recommendation", body, content_type="application/json")
        assert response.status_code in (400, 404, 422)
        assert time.process_time() - before < 5


def test_many_fields_and_many_parts_are_too_large(client, official):
    client.force_login(official)
    many = "&".join(f"a{number}=1" for number in range(3000))
    response = client.generic("POST", reverse("projects:create"), many.encode(), content_type=FORM)
    assert response.status_code == 413
    assert "보내신 내용이 너무 큽니다" in response.content.decode()
