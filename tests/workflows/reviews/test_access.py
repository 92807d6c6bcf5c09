"""Who gets which page: what may not be read answers 404, what may be read and not done 403."""

import pytest
from django.urls import reverse

from panels.models import Membership
from tests import factories

from .conftest import comment, submitted

PEOPLE = [
    "official",
    "head",
    "other_official",
    "auditor",
    "member",
    "colleague",
    "secretary",
    "vendor",
    "citizen",
]
READERS = {"official", "head", "auditor", "member", "colleague", "secretary", "vendor"}
VOICES = {"member", "colleague"}


@pytest.fixture
def said(round, colleague):
    return submitted(colleague, round)[0]


@pytest.fixture
def draft(round, member):
    return comment(member, round)


@pytest.fixture
def sign_in(client, request):
    def sign_in(who):
        client.force_login(request.getfixturevalue(who))
        return client

    return sign_in


def expected(who, readers, doers):
    return 200 if who in doers else 403 if who in readers else 404


DOERS = {
    "detail": READERS,
    "file": READERS,
    "comment": VOICES,
    "submit": VOICES,
    "summary": VOICES,
    "answers": {"official"},
    "extend": {"official"},
    "close": {"official"},
    "cancel": {"official"},
    "result": READERS - {"member"},
}


@pytest.mark.parametrize("who", PEOPLE)
def test_pages_of_a_round(said, draft, round, who, sign_in):
    client = sign_in(who)
    found = {name: client.get(reverse(f"reviews:{name}", args=[round.pk])).status_code for name in DOERS}
    assert found == {name: expected(who, READERS, doers) for name, doers in DOERS.items()}


@pytest.mark.parametrize("who", PEOPLE)
def test_pages_of_a_comment(said, draft, who, sign_in):
    client = sign_in(who)
    answer = client.get(reverse("reviews:answer", args=[said.pk]))
    assert answer.status_code == expected(who, READERS, {"official"})
    answer = client.get(reverse("reviews:comment_edit", args=[draft.pk]))
    assert answer.status_code == (200 if who == "member" else 404)
    answer = client.post(reverse("reviews:comment_delete", args=[draft.pk]))
    assert answer.status_code == (302 if who == "member" else 404)


def test_a_draft_has_no_page_for_its_answer(draft, sign_in):
    assert sign_in("official").get(reverse("reviews:answer", args=[draft.pk])).status_code == 404


@pytest.mark.parametrize("who", PEOPLE)
def test_pages_of_a_project(running, duty, version, who, sign_in):
    client = sign_in(who)
    staff, contract = {"official", "head", "auditor"}, {"vendor"}
    for name, args, readers, doers in (
        ("deliverables", running.pk, staff | contract, staff | contract),
        ("upload", running.pk, staff | contract, {"official"} | contract),
        ("upload_version", version.deliverable_id, staff | contract, {"official"} | contract),
        ("open", duty.pk, staff, {"official"}),
    ):
        answer = client.get(reverse(f"reviews:{name}", args=[args]))
        assert (name, answer.status_code) == (name, expected(who, readers, doers))


def test_another_panel_of_the_same_kind_finds_nothing(round, running, client):
    other = factories.make_panel(running, name="둘째 시민참여단")
    client.force_login(factories.make_member(other).user)
    for name in ("detail", "file", "result", "comment", "submit"):
        assert client.get(reverse(f"reviews:{name}", args=[round.pk])).status_code == 404
    assert client.get(reverse("reviews:list")).content.decode().count(str(round)) == 0


def test_who_leaves_the_panel_finds_nothing_at_the_next_request(round, member, sign_in):
    client = sign_in("member")
    urls = [reverse(f"reviews:{name}", args=[round.pk]) for name in ("detail", "file", "submit")]
    assert [client.get(url).status_code for url in urls] == [200, 200, 200]
    Membership.objects.filter(user=member).update(state="withdrawn")
    assert [client.get(url).status_code for url in urls] == [404, 404, 404]
    assert client.post(reverse("reviews:comment", args=[round.pk]), {"body": "x"}).status_code == 404


def test_the_link_in_a_mail_leads_through_the_login(round, client):
    answer = client.get(round.get_absolute_url())
    assert answer.status_code == 302
    assert answer["Location"].endswith(f"?next=/reviews/{round.pk}/")


@pytest.mark.parametrize(
    ("who", "number"), [("official", 1), ("member", 1), ("vendor", 1), ("citizen", 0), ("other_official", 0)]
)
def test_everybody_finds_their_own_rounds(round, who, number, sign_in):
    page = sign_in(who).get(reverse("reviews:list")).content.decode()
    assert page.count(str(round)) == number
    assert ("산출물을 내는 사업" in page) == (who == "vendor")


def test_the_result_waits_for_ones_own_words(said, round, sign_in):
    answer = sign_in("member").get(reverse("reviews:result", args=[round.pk]))
    assert answer.status_code == 403
    assert "제출하거나" in answer.content.decode()


def test_what_is_not_there_is_not_found(db, sign_in):
    client = sign_in("official")
    names = (
        "detail",
        "file",
        "submit",
        "answers",
        "close",
        "result",
        "answer",
        "comment_edit",
        "deliverables",
        "open",
    )
    assert {client.get(reverse(f"reviews:{name}", args=[987654])).status_code for name in names} == {404}
