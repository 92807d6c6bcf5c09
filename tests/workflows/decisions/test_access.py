"""Who gets which page: what may not be read answers 404, what may be read and not done 403."""

import pytest
from django.urls import reverse

from tests import factories
from workflows.decisions import actions

from .conftest import cast, fresh, leave, past

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
READERS = {"official", "head", "auditor", "member", "colleague", "secretary"}
VOTERS = {"member", "colleague"}


@pytest.fixture
def sign_in(client, request):
    def sign_in(who):
        client.force_login(fresh(request.getfixturevalue(who)))
        return client

    return sign_in


def expected(who, readers, doers):
    return 200 if who in doers else 403 if who in readers else 404


@pytest.mark.parametrize("who", PEOPLE)
def test_pages_of_an_open_vote(official, open_vote, running, duty, who, sign_in, request):
    for name in PEOPLE:
        request.getfixturevalue(name)
    vote = open_vote(version=factories.make_version(running))
    client = sign_in(who)
    for name, doers in (
        ("detail", READERS),
        ("file", READERS),
        ("vote", VOTERS),
        ("vote_department", {"official", "head"}),
        ("record", {"official"}),
        ("recuse", VOTERS | {"official"}),
        ("close", {"official"}),
        ("cancel", {"official"}),
    ):
        answer = client.get(reverse(f"decisions:{name}", args=[vote.pk]))
        assert (name, answer.status_code) == (name, expected(who, READERS, doers))
    answer = client.get(reverse("decisions:open", args=[duty.pk]))
    assert answer.status_code == expected(who, {"official", "head", "auditor"}, {"official"})


def test_the_contractor_reads_the_result_by_number(vote, vendor, official, sign_in):
    url = vote.get_absolute_url()
    assert sign_in("vendor").get(url).status_code == 404
    duty_page = vote.duty.get_absolute_url()
    assert url not in sign_in("vendor").get(duty_page).content.decode()
    cast(vote, 나단원="against")
    actions.close(by=fresh(official), resolution=past(vote))
    page = sign_in("vendor").get(url)
    assert page.status_code == 200
    assert "단원 1" in page.content.decode()
    assert "나단원" not in page.content.decode()
    assert url in sign_in("vendor").get(duty_page).content.decode()


def test_the_contractor_never_reads_a_cancelled_vote(vote, vendor, official, sign_in):
    actions.cancel(by=fresh(official), resolution=vote, reason="사유")
    assert sign_in("vendor").get(vote.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    ("who", "sees"),
    [("official", True), ("head", True), ("member", True), ("secretary", True), ("governance_officer", True),
     ("auditor", False)],
)  # fmt: skip
def test_names_go_to_the_panel_and_its_department(vote, official, secretary, who, sees, sign_in):
    cast(vote, 나단원="for", 고동료="against")
    actions.close(by=fresh(official), resolution=past(vote))
    page = sign_in(who).get(vote.get_absolute_url()).content.decode()
    assert ("고동료" in page) == sees
    assert ("단원 2" in page) != sees


def test_another_panel_and_who_left_find_nothing(vote, running, member, client):
    other = factories.make_panel(running, kind="working", name="둘째 실무추진단")
    leave(member)
    for person in (factories.make_member(other).user, member):
        client.force_login(fresh(person))
        for name in ("detail", "vote", "close", "file"):
            assert client.get(reverse(f"decisions:{name}", args=[vote.pk])).status_code == 404
        assert client.post(reverse("decisions:vote", args=[vote.pk]), {"choice": "for"}).status_code == 404
    assert not vote.ballots.exclude(choice="").exists()


def test_who_came_later_reads_and_does_not_vote(vote, panel, client):
    client.force_login(factories.make_member(panel).user)
    assert client.get(vote.get_absolute_url()).status_code == 200
    answer = client.post(reverse("decisions:vote", args=[vote.pk]), {"choice": "for"})
    assert answer.status_code == 403
    assert "활동 중이던 단원만" in answer.content.decode()


def test_the_link_in_a_mail_leads_through_the_login(vote, client):
    answer = client.get(vote.get_absolute_url())
    assert answer["Location"].endswith(f"?next=/decisions/{vote.pk}/")


def test_what_is_not_there_is_not_found(vote, sign_in):
    client = sign_in("official")
    names = ("detail", "file", "vote", "vote_department", "record", "close", "cancel", "open")
    assert {client.get(reverse(f"decisions:{name}", args=[987654])).status_code for name in names} == {404}
    assert client.get(reverse("decisions:file", args=[vote.pk])).status_code == 404
