import pytest

from workflows.reviews.models import Comment, Review

from .conftest import comment, submitted


@pytest.fixture
def admin_pages(client, administrator):
    client.force_login(administrator)
    return client


@pytest.mark.parametrize("model", ["reviewround", "review", "comment"])
def test_the_administrator_looks_and_changes_nothing(round, member, admin_pages, model):
    (said,) = submitted(member, round)
    pk = {"reviewround": round.pk, "review": said.review_id, "comment": said.pk}[model]
    assert admin_pages.get(f"/admin/workflows/{model}/").status_code == 200
    assert admin_pages.get(f"/admin/workflows/{model}/{pk}/change/").status_code == 200
    assert admin_pages.get(f"/admin/workflows/{model}/add/").status_code == 403
    assert admin_pages.post(f"/admin/workflows/{model}/{pk}/change/", {"state": "x"}).status_code == 403
    assert admin_pages.post(f"/admin/workflows/{model}/{pk}/delete/", {"post": "yes"}).status_code == 403


def test_a_draft_is_not_read_by_the_administrator(round, member, admin_pages):
    said = comment(member, round, "아직 초안입니다")
    Review.objects.update(summary="종합 초안")
    assert "초안입니다" not in admin_pages.get("/admin/workflows/comment/").content.decode()
    assert admin_pages.get(f"/admin/workflows/comment/{said.pk}/change/").status_code == 302
    assert (
        "종합 초안"
        not in admin_pages.get(f"/admin/workflows/review/{said.review_id}/change/").content.decode()
    )
    assert Comment.objects.count() == 1
