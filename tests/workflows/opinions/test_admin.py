import pytest

from workflows.opinions import actions

from .conftest import give


@pytest.fixture
def admin_pages(client, administrator):
    client.force_login(administrator)
    return client


@pytest.mark.parametrize("model", ["opinionround", "opinion"])
def test_the_administrator_looks_and_changes_nothing(round, citizen, admin_pages, model):
    opinion = give(citizen, round)
    pk = {"opinionround": round.pk, "opinion": opinion.pk}[model]
    url = f"/admin/workflows/{model}/"
    pages = [admin_pages.get(url), admin_pages.get(f"{url}{pk}/change/")]
    assert [page.status_code for page in pages] == [200, 200]
    assert not any(citizen.name in page.content.decode() for page in pages)
    assert admin_pages.get(f"{url}add/").status_code == 403
    assert admin_pages.post(f"{url}{pk}/change/", {"state": "x"}).status_code == 403
    assert admin_pages.post(f"{url}{pk}/delete/", {"post": "yes"}).status_code == 403


def test_what_was_taken_back_is_not_read_by_the_administrator(round, citizen, admin_pages):
    opinion = actions.withdraw(by=citizen, opinion=give(citizen, round, "철회할 말"))
    assert "번 의견" not in admin_pages.get("/admin/workflows/opinion/").content.decode()
    assert admin_pages.get(f"/admin/workflows/opinion/{opinion.pk}/change/").status_code == 302
