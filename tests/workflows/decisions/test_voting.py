from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from seoul_gov.audit.models import Event
from tests import factories
from workflows.decisions import actions
from workflows.decisions.models import Resolution
from workflows.meetings.models import AgendaItem, Meeting
from workflows.runs.models import DutyRun

from .conftest import fresh, leave, past

TWICE = "이미 표결하셨습니다. 한 번 던진 표는 바꿀 수 없습니다."


def vote_of(person, vote, choice="for", reason=""):
    return actions.vote(by=fresh(person), resolution=vote, choice=choice, reason=reason)


def test_a_vote_is_cast_once_and_stays(vote, member):
    ballot = vote_of(member, vote, "against", "  화면이 작습니다.  ")
    ballot.refresh_from_db()
    assert (ballot.choice, ballot.reason, ballot.recorded_by) == ("against", "화면이 작습니다.", None)
    for choice in ("against", "for"):
        with pytest.raises(ValidationError, match=TWICE):
            vote_of(member, vote, choice)
    ballot.refresh_from_db()
    assert ballot.choice == "against"
    assert vote.ballots.exclude(choice="").count() == 1


def test_the_trail_tells_that_and_never_how_or_who(vote, member, running):
    ballot = vote_of(member, vote, "against", "화면이 작습니다.")
    event = Event.objects.get(key="decisions.voted")
    assert event.sentence == f"‘요구사항 목록’ 안건에 {ballot.membership_id}번 단원이 투표했습니다."
    assert (event.label, event.data, event.chain) == (f"{ballot.pk}번 표", {}, running.audit_chain)


@pytest.mark.parametrize("choice", ["", "maybe", "FOR"])
def test_an_answer_has_to_be_one_of_three(vote, member, choice):
    with pytest.raises(ValidationError, match="찬성, 반대, 기권"):
        vote_of(member, vote, choice)


def test_a_reason_is_no_book(vote, member):
    with pytest.raises(ValidationError, match="1,000자까지"):
        vote_of(member, vote, reason="가" * 1001)
    assert not vote.ballots.exclude(choice="").exists()


def test_nobody_votes_too_late(vote, member, official):
    past(vote)
    with pytest.raises(ValidationError, match="이제는 투표할 수 없습니다"):
        vote_of(member, vote)
    with pytest.raises(ValidationError, match="이제는 투표할 수 없습니다"):
        actions.vote_for_department(by=fresh(official), resolution=vote, choice="for")
    actions.close(by=fresh(official), resolution=vote)
    with pytest.raises(ValidationError, match="이미 마감한 표결입니다"):
        vote_of(member, vote)


def test_nobody_votes_in_what_was_cancelled(vote, member, official):
    actions.cancel(by=fresh(official), resolution=vote, reason="잘못 올렸습니다.")
    with pytest.raises(ValidationError, match="취소한 표결입니다."):
        vote_of(member, vote)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda vote: Meeting.objects.update(state="cancelled"), "회의가 취소되었습니다"),
        (lambda vote: AgendaItem.objects.update(category="contract"), "공동으로 결정할 수 없습니다"),
        (lambda vote: DutyRun.objects.filter(pk=vote.duty_id).update(state="waived"), "이미 처리되었습니다"),
        (
            lambda vote: vote.duty.stage.run.project.runs.update(
                status="superseded", ended_at=timezone.now()
            ),
            "이미 끝났습니다",
        ),
    ],
)
def test_nobody_votes_where_the_ground_has_gone(vote, member, spoil, words):
    spoil(vote)
    with pytest.raises(ValidationError, match=words):
        vote_of(member, vote)


@pytest.mark.parametrize(
    "who", ["secretary", "official", "head", "citizen", "vendor", "auditor", "governance_officer"]
)
def test_only_members_of_the_electorate_vote(vote, who, request):
    with pytest.raises(PermissionDenied, match="활동 중이던 단원만"):
        vote_of(request.getfixturevalue(who), vote)


def test_who_comes_later_or_leaves_has_no_vote(vote, panel, member):
    with pytest.raises(PermissionDenied):
        vote_of(factories.make_member(panel).user, vote)
    leave(member)
    with pytest.raises(PermissionDenied):
        vote_of(member, vote)


def test_another_panel_has_no_vote(vote, running):
    other = factories.make_panel(running, kind="working", name="둘째 실무추진단")
    with pytest.raises(PermissionDenied):
        vote_of(factories.make_member(other).user, vote)


@pytest.mark.parametrize("who", ["official", "head"])
def test_the_department_votes_once(vote, who, request, official):
    person = request.getfixturevalue(who)
    ballot = actions.vote_for_department(by=fresh(person), resolution=vote, choice="abstain")
    assert (ballot.choice, ballot.membership_id) == ("abstain", None)
    with pytest.raises(ValidationError, match="사업부서의 표는 이미 던졌습니다"):
        actions.vote_for_department(by=fresh(official), resolution=vote, choice="for")
    event = Event.objects.get(key="decisions.department_voted")
    assert (event.actor_id, event.data) == (person.pk, {})


@pytest.mark.parametrize("who", ["other_official", "governance_officer", "member", "vendor"])
def test_nobody_else_votes_for_the_department(vote, who, request):
    with pytest.raises(PermissionDenied, match="맡은 부서"):
        actions.vote_for_department(by=fresh(request.getfixturevalue(who)), resolution=vote, choice="for")


def test_where_the_department_has_no_vote(vote, official):
    vote.ballots.filter(membership=None).delete()
    with pytest.raises(PermissionDenied, match="사업부서의 표가 없습니다"):
        actions.vote_for_department(by=fresh(official), resolution=vote, choice="for")


def test_the_last_moment_is_in_time(vote, member):
    Resolution.objects.filter(pk=vote.pk).update(closes_at=timezone.now() + timedelta(seconds=20))
    assert vote_of(member, vote).is_cast


def test_of_two_the_slower_finds_the_ballot_filled(vote, member, monkeypatch):
    """What a row read a moment ago says is not believed: the one statement decides."""
    from workflows.decisions.actions import voting

    stale = vote.ballots.get(membership__user=member)
    vote_of(member, vote, "for")
    assert not voting.mark(stale, choice="against", reason="")
    with pytest.raises(ValidationError, match=TWICE):
        voting.cast(vote, stale, "against", "", voting.VOTED_BEFORE)
