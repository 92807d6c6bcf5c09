import pytest

from .conftest import cast


@pytest.mark.parametrize("model", ["resolution", "ballot"])
def test_the_administrator_looks_changes_nothing_and_learns_no_vote(vote, client, administrator, model):
    cast(vote, 나단원="against")
    vote.ballots.filter(choice="against").update(reason="숨은 까닭")
    pk = {"resolution": vote.pk, "ballot": vote.ballots.first().pk}[model]
    client.force_login(administrator)
    pages = [
        client.get(f"/admin/workflows/{model}/"),
        client.get(f"/admin/workflows/{model}/{pk}/change/"),
    ]
    assert [page.status_code for page in pages] == [200, 200]
    assert not any("반대" in page.content.decode() or "숨은" in page.content.decode() for page in pages)
    assert client.get(f"/admin/workflows/{model}/add/").status_code == 403
    assert client.post(f"/admin/workflows/{model}/{pk}/change/", {"choice": "for"}).status_code == 403
    assert client.post(f"/admin/workflows/{model}/{pk}/delete/", {"post": "yes"}).status_code == 403
