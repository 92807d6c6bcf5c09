"""A round ends with everything answered, and every author learns what became of every word."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from seoul_gov.audit.models import Event
from seoul_gov.notifications.models import MailState, Notice
from tests import factories
from workflows.opinions import actions
from workflows.opinions.actions import endings
from workflows.opinions.models import OpinionRound

from .conftest import answer, closed, fresh, give, moved, past


def refused(by, round, **facts):
    with pytest.raises(ValidationError) as refusal:
        actions.close(by=by, round=round, **facts)
    assert OpinionRound.objects.get(pk=round.pk).is_open
    return refusal.value.messages[0]


def test_closing_is_refused_while_a_word_is_undecided(round, citizen, neighbour, official):
    answer(official, give(citizen, round, "하나"))
    give(citizen, round, "둘")
    give(neighbour, round, "셋")
    assert "답하지 않은 의견이 2건" in refused(official, past(round), note="사유")


def test_what_was_taken_back_does_not_hold(round, citizen, official):
    actions.withdraw(by=citizen, opinion=give(citizen, round))
    assert closed(round, official).is_closed


def test_closing_tells_every_author_what_became_of_every_word(
    round, citizen, neighbour, official, monkeypatch
):
    monkeypatch.setattr(endings, "AUTHORS_AT_ONCE", 1)
    said = [give(citizen, round, "하나"), give(citizen, round, "둘"), give(neighbour, round, "셋")]
    actions.withdraw(by=citizen, opinion=give(citizen, round, "철회할 말"))
    for number, opinion in enumerate(said):
        answer(official, opinion, "rejected" if number else "accepted", words=f"사유 {number}")
    actions.hide(by=official, opinion=said[1], reason="욕설이 있습니다.")
    actions.close(by=official, round=past(round), note=" 잘 읽었습니다. ")
    round.refresh_from_db()
    assert (round.state, round.closed_by, round.closing_note) == ("closed", official, "잘 읽었습니다.")
    mine, theirs = (
        Notice.objects.get(kind="opinions.closed", recipient=who).body for who in (citizen, neighbour)
    )
    for words in (
        "의견 2건",
        "1. 하나\n   처리: 채택\n   사유: 사유 0",
        "2. 둘",
        "가렸습니다: 욕설",
        "잘 읽었습니다.",
    ):
        assert words in mine
    assert "3. " not in mine
    assert "철회할 말" not in mine
    assert "셋" not in mine
    assert "1. 셋\n   처리: 미채택\n   사유: 사유 2" in theirs
    assert "하나" not in theirs
    assert Event.objects.filter(key="opinions.closed").count() == 1


def test_closing_takes_back_what_asked_to_speak_and_leaves_receipts(round, citizen, official, running):
    opinion = give(citizen, round)
    factories.make_member(factories.make_panel(running, kind="online"))
    actions.extend(
        by=official, round=round, closes_on=round.closes_on + timedelta(days=1), reason="연휴가 있습니다."
    )
    Notice.objects.create(
        email="a@example.test", kind="opinions.opened", scope=round.scope, ledger_key="k", subject="의견"
    )
    answer(official, opinion)
    closed(round, official)
    states = dict(Notice.objects.values_list("kind", "mail_state"))
    assert states == {
        "opinions.opened": MailState.WITHDRAWN,
        "opinions.extended": MailState.WITHDRAWN,
        "opinions.given": MailState.PENDING,
        "opinions.closed": MailState.PENDING,
    }


def test_only_officers_end_a_round(round, citizen, head, governance_officer):
    for person in (citizen, head, governance_officer):
        with pytest.raises(PermissionDenied):
            actions.close(by=fresh(person), round=round)
        with pytest.raises(PermissionDenied):
            actions.cancel(by=fresh(person), round=round, reason="사유")


def test_before_the_last_day_has_passed_it_takes_a_mark_and_a_reason(round, citizen, official):
    answer(official, give(citizen, round))
    moved(round, -5, 0)
    assert "까지 의견을 받습니다" in refused(official, round)
    assert "앞당겨 마감하는 사유" in refused(official, round, early=True)
    assert actions.close(by=official, round=round, early=True, note="모두 답했습니다.").is_closed


def test_nobody_closes_in_time_a_round_in_which_nobody_spoke(round, official):
    assert "기다리거나" in refused(official, round, early=True, note="사유")


def test_a_round_that_nobody_answered_says_why_that_will_do(round, official):
    past(round)
    assert "의견을 낸 시민이 없습니다" in refused(official, round)
    assert actions.close(by=official, round=round, note="널리 알렸습니다.").is_closed
    assert not Notice.objects.filter(kind="opinions.closed").exists()


def test_a_round_ends_once(round, official):
    closed(round, official)
    with pytest.raises(ValidationError, match="이미 마감"):
        closed(round, official)
    with pytest.raises(ValidationError, match="이미 마감"):
        actions.cancel(by=official, round=round, reason="사유")


def test_a_note_that_is_too_long_is_refused(round, official):
    assert "2,000자" in refused(official, past(round), note="가" * 2001)


def test_cancelling_tells_who_spoke_and_who_was_asked(round, citizen, official, running):
    online = factories.make_member(factories.make_panel(running, kind="online"))
    opinion = give(citizen, round)
    with pytest.raises(ValidationError, match="답하지 않은 의견이 1건"):
        actions.cancel(by=official, round=round, reason="주제가 잘못되었습니다.")
    answer(official, opinion)
    actions.cancel(by=official, round=round, reason=" 주제가 잘못되었습니다. ")
    round.refresh_from_db()
    assert (round.is_cancelled, round.closing_note) == (True, "주제가 잘못되었습니다.")
    bodies = {n.email: n.body for n in Notice.objects.filter(kind="opinions.cancelled")}
    assert set(bodies) == {citizen.email, online.email}
    assert all("주제가 잘못되었습니다." in body for body in bodies.values())
    assert "처리: 채택" in bodies[citizen.email]
    assert Event.objects.get(key="opinions.cancelled").data == {"reason": "주제가 잘못되었습니다."}


def test_cancelling_needs_a_reason(round, official):
    with pytest.raises(ValidationError, match="사유를 적어"):
        actions.cancel(by=official, round=round, reason=" ")


def test_a_process_that_ends_takes_its_rounds_along(round, facts, official, duty):
    other = actions.open_round(**facts)
    closed(other, official)
    actions.call_off(by=official, run=duty.stage.run, reason="유형이 바뀌었습니다.")
    assert set(OpinionRound.objects.values_list("pk", "state")) == {
        (round.pk, "cancelled"),
        (other.pk, "closed"),
    }


def test_a_process_does_not_end_over_a_word_that_came_meanwhile(round, citizen, official, duty):
    give(citizen, round)
    with pytest.raises(ValidationError, match="답하지 않은 의견이 1건 있습니다. 먼저 답해 주세요."):
        actions.call_off(by=official, run=duty.stage.run, reason="유형이 바뀌었습니다.")
    round.refresh_from_db()
    assert round.is_open
