import pytest
from django.urls import reverse


@pytest.fixture
def switch(client):
    def post(**data):
        return client.post(reverse("ui:contrast"), data)

    return post


def test_switching_on_sets_the_cookie_and_goes_back(switch):
    response = switch(contrast="high", next="/projects/?page=2")
    assert (response.status_code, response["Location"]) == (302, "/projects/?page=2")
    cookie = response.cookies["contrast"]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("high", True, "Lax")


def test_switching_off_removes_the_cookie(switch):
    response = switch(next="/projects/")
    assert response.cookies["contrast"].value == ""
    assert response.cookies["contrast"]["max-age"] == 0


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""])
def test_it_never_leads_to_another_site(switch, elsewhere):
    assert switch(next=elsewhere)["Location"] == "/"


def test_only_a_post_switches(client):
    assert client.get(reverse("ui:contrast"), {"contrast": "high"}).status_code == 405
