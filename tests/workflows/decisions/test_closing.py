from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from panels.conflicts import actions as conflicts
from panels.models import Membership
from seoul_gov.audit.models import Event
from seoul_gov.notifications.models import Notice
from tests import factories
from workflows.decisions import actions, selectors
from workflows.decisions.models import Ballot, Resolution
from workflows.driver import actions as driver
from workflows.meetings.models import Meeting

from .conftest import cast, fresh, leave, past


def close(official, vote, remaining=None):
    return actions.close(by=fresh(official), resolution=vote, remaining=remaining)


def result_of(vote):
    vote = selectors.votes_for_page().get(pk=vote.pk)
    return selectors.tally_of(vote)


@pytest.mark.parametrize(
    ("choices", "state"),
    [
        ({"나단원": "for", "고동료": "for", "사업부서": "against"}, "carried"),
        ({"나단원": "for", "고동료": "against", "사업부서": "abstain"}, "rejected"),
    ],
)
def test_when_everybody_has_voted(vote, official, choices, state):
    cast(vote, **choices)
    closed = close(official, vote)
    assert (closed.state, closed.closed_by, closed.is_open, closed.has_result) == (
        state,
        official,
        False,
        True,
    )


def test_in_time_the_number_of_those_who_remain_is_confirmed(vote, official):
    cast(vote, 나단원="for", 고동료="for")
    for confirmed in (None, 2):
        with pytest.raises(ValidationError, match=r"아직 1명이 투표하지 않았습니다\(사업부서 포함\)\."):
            close(official, vote, confirmed)
    assert close(official, vote, 1).state == "carried"


def test_a_department_that_has_voted_is_not_waited_for(vote, official):
    cast(vote, 나단원="for", 사업부서="for")
    with pytest.raises(ValidationError, match=r"아직 1명이 투표하지 않았습니다\. 그래도"):
        close(official, vote)


def test_after_the_time_who_is_silent_is_not_waited_for(vote, official):
    cast(vote, 나단원="for")
    past(vote)
    assert close(official, vote).state == "no_quorum"
    assert result_of(vote).sentence == "재적 3명(사업부서 포함) 가운데 1명 투표, 정족수 2명에 못 미침"


def test_everybody_is_told_with_the_counts_and_no_names(vote, official, head, member, secretary, colleague):
    cast(vote, 나단원="against", 고동료="for", 사업부서="for")
    Ballot.objects.filter(membership__name="나단원").update(reason="반대하는 까닭")
    close(official, vote)
    notices = Notice.objects.filter(kind="decisions.closed")
    assert {notice.recipient for notice in notices} == {member, colleague, secretary, official, head}
    body = notices.first().body
    assert "재적 3명(사업부서 포함) 가운데 3명 투표(정족수 2명), 찬성 2명으로 가결" in body
    assert "찬성 2명, 반대 1명, 기권 0명" in body
    assert "나단원" not in notices.get(recipient=head).body
    assert Notice.objects.filter(kind="decisions.opened", mail_state="withdrawn").count() == 2


def test_what_was_written_down_for_somebody_is_told_after_the_end_too(vote, official, colleague):
    marks = {vote.ballots.get(membership__user=colleague).pk: "for"}
    actions.record_hands(by=fresh(official), resolution=vote, marks=marks)
    close(official, vote, 2)
    assert Notice.objects.get(kind="decisions.recorded").mail_state == "pending"


def test_the_trail_seals_every_vote_by_number(vote, official):
    cast(vote, 나단원="against", 고동료="for", 사업부서="for")
    close(official, vote)
    event = Event.objects.get(key="decisions.closed")
    assert event.sentence.endswith(
        "표결을 마감했습니다(재적 3명(사업부서 포함) 가운데 3명 투표(정족수 2명), 찬성 2명으로 가결)."
    )
    assert event.data["ballots"] == {str(row.pk): row.choice for row in vote.ballots.all()}


def test_who_left_before_voting_no_longer_counts(vote, official, member, colleague, panel):
    cast(vote, 고동료="for", 사업부서="for")
    leave(member)
    assert close(official, vote).state == "carried"
    assert result_of(vote).electorate == 2


def test_who_left_after_voting_or_after_the_end_still_counts(vote, official, member, colleague):
    cast(vote, 나단원="for", 사업부서="for")
    leave(member)
    past(vote)
    close(official, vote)
    assert result_of(vote).electorate == 3
    Membership.objects.filter(user=colleague).update(
        state="released", ended_at=timezone.now() + timedelta(seconds=1)
    )
    assert result_of(vote).electorate == 3


def test_an_end_is_final(vote, official):
    past(vote)
    close(official, vote)
    with pytest.raises(ValidationError, match="이미 마감한 표결입니다"):
        close(official, vote)
    with pytest.raises(ValidationError, match="이미 마감한 표결입니다"):
        actions.cancel(by=fresh(official), resolution=vote, reason="사유")


def test_a_vote_of_a_cancelled_meeting_is_only_cancelled(vote, official):
    past(vote)
    Meeting.objects.update(state="cancelled")
    with pytest.raises(ValidationError, match="회의가 취소되었습니다"):
        close(official, vote)
    assert actions.cancel(by=fresh(official), resolution=vote, reason="회의 취소").state == "cancelled"


def test_a_cancelled_vote_keeps_its_ballots_and_tells_the_panel(vote, official, member, secretary):
    cast(vote, 나단원="for")
    cancelled = actions.cancel(by=fresh(official), resolution=vote, reason=" 잘못 올렸습니다. ")
    assert (cancelled.state, cancelled.note) == ("cancelled", "잘못 올렸습니다.")
    assert vote.ballots.count() == 3
    notices = Notice.objects.filter(kind="decisions.cancelled")
    assert {member, secretary} < {notice.recipient for notice in notices}
    assert "사유: 잘못 올렸습니다." in notices.first().body
    assert Event.objects.get(key="decisions.cancelled").data == {"reason": "잘못 올렸습니다."}


def test_a_cancellation_says_why(vote, official):
    with pytest.raises(ValidationError, match="취소하는 사유"):
        actions.cancel(by=fresh(official), resolution=vote, reason=" ")


@pytest.mark.parametrize("who", ["head", "member", "secretary", "other_official", "governance_officer"])
def test_only_the_departments_officers_end_a_vote(vote, who, request):
    person = request.getfixturevalue(who)
    for call in (
        lambda: close(person, vote),
        lambda: actions.cancel(by=fresh(person), resolution=vote, reason="사유"),
    ):
        with pytest.raises(PermissionDenied):
            call()


def test_a_process_of_another_type_calls_votes_off(vote, official, running):
    type(running).objects.filter(pk=running.pk).update(governance_type="advisory", status="confirmed")
    running.refresh_from_db()
    driver.start(by=fresh(official), project=running)
    vote.refresh_from_db()
    assert (vote.state, vote.closed_by) == ("cancelled", official)
    assert "유형이 바뀌어" in vote.note
    assert not Resolution.objects.open().exists()


def test_votes_of_other_processes_are_left_alone(vote, official):
    other = factories.make_run(factories.make_confirmed_project(officer=official))
    actions.call_off(by=official, run=other, reason="사유")
    vote.refresh_from_db()
    assert vote.is_open


def test_who_is_suspended_when_it_ends_does_not_count_whatever_is_decided_later(vote, official, head, member):
    cast(vote, 고동료="for", 사업부서="for")
    seat = Membership.objects.get(user=member)
    suspension = conflicts.suspend_by_hand(by=fresh(official), membership=seat, reason="배우자가 다닙니다.")
    assert close(official, vote).state == "carried"
    assert result_of(vote).electorate == 2
    conflicts.state_opinion(by=member, suspension=suspension, statement="낼 의견이 없습니다.")
    conflicts.restore(by=head, suspension=suspension, reason="관계없습니다.")
    assert result_of(vote).electorate == 2


def test_who_is_suspended_or_excluded_after_the_end_still_counts(vote, official, head, member):
    past(vote)
    close(official, vote)
    seat = Membership.objects.get(user=member)
    suspension = conflicts.suspend_by_hand(by=fresh(official), membership=seat, reason="배우자가 다닙니다.")
    assert result_of(vote).electorate == 3
    conflicts.state_opinion(by=member, suspension=suspension, statement="낼 의견이 없습니다.")
    conflicts.exclude(by=head, suspension=suspension, reason="관계있습니다.")
    assert result_of(vote).electorate == 3


def test_a_suspended_member_votes_again_once_restored_and_a_vote_that_was_cast_stays(
    vote, official, head, member, colleague
):
    cast(vote, 고동료="against")
    suspensions = [
        conflicts.suspend_by_hand(by=fresh(official), membership=seat, reason="배우자가 다닙니다.")
        for seat in Membership.objects.filter(user__in=[member, colleague]).order_by("pk")
    ]
    assert [ballot.membership for ballot in vote.ballots.waiting()] == [None]
    assert not selectors.silent(vote).exists()
    with pytest.raises(PermissionDenied):
        actions.vote(by=fresh(member), resolution=vote, choice="for")
    conflicts.state_opinion(by=member, suspension=suspensions[0], statement="낼 의견이 없습니다.")
    conflicts.restore(by=head, suspension=suspensions[0], reason="관계없습니다.")
    actions.vote(by=fresh(member), resolution=vote, choice="for")
    cast(vote, 사업부서="for")
    assert close(official, vote).state == "carried"
    assert result_of(vote).counts == {"찬성": 2, "반대": 1, "기권": 0}
