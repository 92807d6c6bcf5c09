"""Error pages: each status in plain Korean with a way on, and the one that is shown while the database is away."""

import pytest
from django.core.exceptions import BadRequest, TooManyFieldsSent
from django.db import InterfaceError, OperationalError, connections
from django.test import Client
from django.urls import reverse

from seoul_gov import errors
from tests import factories

STATUSES = [400, 403, 404, 409, 413, 429, 500, 503]


@pytest.fixture
def away(monkeypatch):
    """The database is not there: neither a new connection nor the one that is open answers."""

    def takes(kind):
        def fails(*args, **kwargs):
            raise kind("connection refused")

        base = type(connections["default"])
        connections["default"].close()
        monkeypatch.setattr(base, "get_new_connection", fails)
        monkeypatch.setattr(base, "create_cursor", fails)

    return takes


def visitor():
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("status", STATUSES)
def test_each_status_has_its_title_and_sentence(rf, db, status):
    title, sentence = errors.SENTENCES[status]
    page = errors.page(rf.get("/"), status)
    assert page.status_code == status
    text = page.content.decode()
    assert title in text and sentence in text
    assert "첫 화면으로 가기" in text and f"오류 번호 {status}" in text
    assert sentence.endswith(("요.", "다."))


def test_the_handlers_know_what_is_wrong(rf, db):
    request = rf.get("/")
    assert errors.bad_request(request, BadRequest()).status_code == 400
    assert errors.bad_request(request, TooManyFieldsSent()).status_code == 413
    assert errors.too_many_requests(request).status_code == 429


@pytest.mark.parametrize("status", STATUSES)
def test_the_api_is_refused_in_json(rf, db, status):
    answer = errors.page(rf.get("/api/v1/types"), status)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/json")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", [OperationalError, InterfaceError])
def test_without_its_database_the_portal_says_so(away, kind, edition):
    client = visitor()
    client.force_login(factories.make_user())
    away(kind)
    for path in ("/projects/", "/desk/", "/selection/self-check/", "/admin/", "/accounts/login/"):
        response = client.post(path, {"x": "1"}) if "login" in path else client.get(path)
        if response.status_code == 200:
            continue  # a page that asks nothing is shown
        assert response.status_code == 503, path
        assert response["Retry-After"] == "10"
        text = response.content.decode()
        assert "지금은 잠시 쓸 수 없습니다" in text
        assert "로그아웃" not in text
        assert "unsafe-inline" not in response["Content-Security-Policy"]
    assert client.get("/projects/").status_code == 503


@pytest.mark.django_db(transaction=True)
def test_the_api_says_so_in_json(away, edition):
    client = visitor()
    away(OperationalError)
    response = client.get("/api/v1/editions")
    assert (response.status_code, response["Retry-After"]) == (503, "10")
    assert response.json() == {"detail": errors.SENTENCES[503][1]}


@pytest.mark.django_db(transaction=True)
def test_a_database_that_goes_away_in_the_middle(monkeypatch, edition):
    """The session and the person are read; then the connection breaks, and stays broken while the page is drawn."""
    client = visitor()
    client.force_login(factories.make_official("governance_officer"))
    base = type(connections["default"])
    usual, asked = base.create_cursor, []

    def breaks(self, name=None):
        asked.append(1)
        if len(asked) > 3:
            raise OperationalError("server closed the connection unexpectedly")
        return usual(self, name)

    monkeypatch.setattr(base, "create_cursor", breaks)
    response = client.get(reverse("projects:list"))
    assert len(asked) > 3
    assert response.status_code == 503
    monkeypatch.undo()
    assert client.get(reverse("projects:list")).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_liveness_does_not_need_the_database(away, db):
    away(OperationalError)
    assert visitor().get("/health/live").status_code == 200
