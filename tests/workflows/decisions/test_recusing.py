"""A member with a tie to the matter neither votes nor counts (제척·기피·회피)."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from panels.erasure import wiping
from seoul_gov.audit.models import Event
from seoul_gov.notifications.models import Notice
from tests import factories
from workflows.decisions import actions, desk, selectors
from workflows.decisions.models import Ballot
from workflows.record.entries import entries_of
from workflows.record.enums import Section

from .conftest import cast, fresh, leave, past

WHY = "사촌이 이 안건의 업체에서 일합니다."


def ballot_of(vote, name):
    return vote.ballots.get(membership__name=name)


def recuse(by, ballot, reason=WHY, **facts):
    return actions.recuse(by=fresh(by), ballot=ballot, reason=reason, **facts)


def refused(*args, **facts) -> str:
    with pytest.raises(ValidationError) as refusal:
        recuse(*args, **facts)
    return refusal.value.messages[0]


@pytest.fixture
def third(panel):
    """One member more, for a quorum that changes with one less."""
    return factories.make_member(panel, name="다단원").user


def test_who_recuses_themselves_neither_votes_nor_counts(third, open_vote, official, member, colleague):
    vote = open_vote()
    ballot = recuse(member, ballot_of(vote, "나단원"))
    assert (ballot.recusal, ballot.recusal_reason, ballot.recused_by) == ("voluntary", WHY, None)
    assert not desk.rows(fresh(member)).exists() and desk.rows(fresh(colleague)).exists()
    assert "나단원" not in {row.membership.name for row in selectors.hands_to_record(vote)}
    with pytest.raises(PermissionDenied):
        actions.vote(by=fresh(member), resolution=vote, choice="for")
    with pytest.raises(ValidationError):
        actions.record_hands(by=fresh(official), resolution=vote, marks={ballot.pk: "for"})
    with pytest.raises(IntegrityError), transaction.atomic():
        cast(vote, 나단원="for")
    cast(vote, 고동료="for", 사업부서="for")
    vote = actions.close(by=fresh(official), resolution=vote, remaining=1)
    result = selectors.tally_of(vote)
    assert (result.electorate, result.quorum, result.recused) == (3, 2, 1)
    assert result.sentence.startswith("재적 3명(사업부서 포함, 제척·기피·회피 1명 제외) 가운데 2명 투표")
    event = Event.objects.get(key="decisions.recused")
    assert event.sentence.endswith(f"{ballot.membership_id}번 단원이 회피했습니다.")
    told = Notice.objects.get(kind="decisions.recused")
    assert (told.recipient, WHY in told.body) == (official, False)
    assert WHY not in str(Event.objects.values_list("data", "sentence"))


def test_an_official_writes_down_who_is_disqualified_and_tells_them(vote, official, member, colleague):
    ballot = ballot_of(vote, "나단원")
    assert refused(official, ballot, " ", kind="statutory") == "빠지는 사유를 적어 주세요."
    assert "가운데 하나를" in refused(official, ballot, kind="mood")
    recuse(official, ballot, kind="statutory")
    assert ballot_of(vote, "나단원").recused_by == official
    told = Notice.objects.get(kind="decisions.excused")
    assert (told.recipient, told.is_legal) == (member, True)
    assert f"근거: 제척\n사유: {WHY}\n적은 사람: 김담당" in told.body
    asked = Notice.objects.filter(kind="decisions.opened").values_list("recipient__name", "mail_state")
    assert dict(asked) == {member.name: "withdrawn", colleague.name: "pending"}


def test_who_may_not_and_when_not(third, open_vote, official, member, colleague, head, vendor):
    vote = open_vote()
    ballot = ballot_of(vote, "나단원")
    for person in (colleague, head, vendor):
        with pytest.raises(PermissionDenied):
            recuse(person, ballot)
    assert "가운데 하나를" in refused(member, ballot, kind="statutory"), "one says of oneself 회피 alone"
    actions.vote(by=fresh(colleague), resolution=vote, choice="for")
    assert refused(official, ballot_of(vote, "고동료")).startswith("이미 투표한 단원입니다.")
    recuse(member, ballot)
    assert refused(official, ballot) == "이미 이 안건의 표결에서 빠진 단원입니다."
    leave(third)
    assert refused(official, ballot_of(vote, "다단원")).startswith("지금 활동하는 단원만")
    past(vote)
    assert "까지였습니다" in refused(official, ballot), "nobody is taken out to have made a quorum"


def test_the_department_never_decides_alone(vote, official, member, colleague, duty, item, open_vote):
    recuse(member, ballot_of(vote, "나단원"))
    assert refused(colleague, ballot_of(vote, "고동료")).startswith("다른 단원이 남지 않아")
    cast(vote, 고동료="against", 사업부서="against")
    actions.close(by=fresh(official), resolution=vote)
    again = open_vote()
    assert ballot_of(again, "나단원").recusal_reason == WHY, "the tie is to the matter, not to one vote on it"
    actions.cancel(by=fresh(official), resolution=again, reason="단원을 잘못 뺐습니다.")
    leave(colleague)
    with pytest.raises(ValidationError, match="모든 단원이 이 안건의 표결에서 빠져"):
        open_vote()
    vote.ballots.filter(membership__user=member).delete()
    assert not ballot_of(open_vote(), "나단원").is_recused, "a vote that was called off is not looked at"


def test_pages_say_that_somebody_is_left_out_and_only_the_panel_whom(
    client, third, open_vote, official, member, colleague, head, auditor, vendor
):
    vote = open_vote()
    url = reverse("decisions:recuse", args=[vote.pk])
    client.force_login(fresh(member))
    assert url in client.get(vote.get_absolute_url()).content.decode()
    assert set(client.get(url).context["form"].fields) == {"reason"}
    assert client.post(url, {"reason": WHY})["Location"] == vote.get_absolute_url()
    page = client.get(vote.get_absolute_url()).content.decode()
    assert "이 안건의 표결에서 빠졌습니다" in page and WHY in page and url not in page
    client.force_login(fresh(official))
    typed = {
        "seat": ballot_of(vote, "다단원").membership_id,
        "kind": "challenge",
        "reason": "기피 신청을 의결함",
    }
    missing = client.post(url, typed | {"reason": ""})
    assert (missing.status_code, "기피" in missing.content.decode()) == (200, True)
    assert client.post(url, typed).status_code == 302
    assert [one.membership.name for one in client.get(url).context["ballots"]] == ["고동료"]
    actions.vote(by=fresh(colleague), resolution=vote, choice="for")
    assert "아직 투표하지 않은 단원이 없습니다." in client.get(url).content.decode()
    vote = actions.close(by=fresh(official), resolution=vote, remaining=1)
    assert "지금은 표결에서 뺄 수 없습니다" in client.get(url).content.decode()
    seen = {}
    for person in (official, head, colleague, auditor, vendor):
        client.force_login(fresh(person))
        page = client.get(vote.get_absolute_url()).content.decode()
        assert "2명은 투표하지 않고 재적에서도 뺐습니다." in page
        seen[person] = ("나단원" in page, WHY in page)
    assert list(seen.values()) == [(True, True), (True, True), (True, False), (False, False), (False, False)]


def test_the_public_record_counts_them_and_erasing_takes_the_reason(
    vote, official, member, colleague, client
):
    ballot = recuse(member, ballot_of(vote, "나단원"))
    cast(vote, 고동료="for", 사업부서="for")
    vote = actions.close(by=fresh(official), resolution=vote)
    (entry,) = entries_of(vote.panel.project)[Section.DECISIONS]
    assert (entry.count, entry.recused) == (2, 1)
    page = client.get(reverse("record:project", args=[vote.panel.project_id])).content.decode()
    assert "표결권자 2명 가운데 찬성 2, 반대 0, 기권 0 · 제척·기피·회피 1명 제외" in " ".join(page.split())
    assert "나단원" not in page and WHY not in page
    leave(member)
    wiping.seats(vote.panel, [ballot.membership_id])
    left = Ballot.objects.get(pk=ballot.pk)
    assert (left.recusal, left.recusal_reason, left.is_recused) == ("voluntary", "", True)
