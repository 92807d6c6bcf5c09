"""Answering every opinion, and hiding what must not stand in public."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from seoul_gov.audit.models import Event
from tests import factories
from workflows.opinions import actions

from .conftest import answer, closed, fresh, give


@pytest.fixture
def said(round, citizen):
    return give(citizen, round)


def test_an_answer_says_what_and_why(said, official, running):
    answer(official, said, "partial", " 일부만 고칩니다. ")
    said.refresh_from_db()
    assert (said.outcome, said.answer, said.answered_by) == ("일부채택", "일부만 고칩니다.", official)
    event = Event.objects.get(key="opinions.answered", chain=running.audit_chain)
    assert event.sentence == f"‘첫 화면 의견수렴’의 {said.pk}번 의견을 ‘일부채택’으로 처리했습니다."


def test_an_answer_can_be_changed_and_the_old_one_is_kept_in_the_record(said, official):
    first = answer(official, said)
    answer(official, said, "rejected", "예산이 없습니다.", seen=first.answered_at)
    said.refresh_from_db()
    assert said.outcome == "미채택"
    before = Event.objects.get(key="opinions.answer_changed").data["before"]
    assert before == {"disposition": "accepted", "answer": "다음 판에 반영합니다."}


def test_the_same_answer_twice_has_one_effect(said, official):
    first, again = answer(official, said), answer(official, said)
    assert first.answered_at == again.answered_at
    assert Event.objects.filter(key__startswith="opinions.answer").count() == 1


@pytest.mark.parametrize("seen", [None, timezone.now() - timedelta(days=1)])
def test_nobody_overwrites_an_answer_unseen(said, official, department, seen):
    answer(official, said)
    other = factories.make_official("officer", department=department, name="다른담당")
    with pytest.raises(ValidationError, match="그 사이"):
        answer(other, said, "rejected", "안 됩니다.", seen=seen)
    said.refresh_from_db()
    assert said.outcome == "채택"


@pytest.mark.parametrize(
    ("disposition", "words"), [("", "사유"), ("maybe", "사유"), ("accepted", "  "), ("accepted", "가" * 2001)]
)
def test_an_answer_needs_a_word_and_a_reason(said, official, disposition, words):
    with pytest.raises(ValidationError):
        answer(official, said, disposition, words)
    said.refresh_from_db()
    assert not said.is_answered


def test_what_everybody_will_read_holds_no_personal_data(said, round, official):
    words = "010-1234-5678로 연락드렸습니다."
    with pytest.raises(ValidationError, match="처리 사유에 개인정보\\(휴대전화번호\\)"):
        answer(official, said, words=words)
    with pytest.raises(ValidationError, match="가린 사유에 개인정보"):
        actions.hide(by=official, opinion=said, reason=words)
    answer(official, said)
    for end, facts in ((actions.cancel, {"reason": words}), (actions.close, {"early": True, "note": words})):
        with pytest.raises(ValidationError, match="마감 의견에 개인정보"):
            end(by=official, round=round, **facts)
    round.refresh_from_db()
    assert round.is_open


def test_only_officers_answer_and_hide(said, round, citizen, head, governance_officer, other_official):
    for person in (citizen, head, governance_officer, other_official):
        person = fresh(person)
        with pytest.raises(PermissionDenied):
            answer(person, said)
        with pytest.raises(PermissionDenied):
            actions.hide(by=person, opinion=said, reason="사유")
        with pytest.raises(PermissionDenied):
            actions.show(by=person, opinion=said)


def test_what_was_taken_back_is_neither_answered_nor_hidden(said, citizen, official):
    actions.withdraw(by=citizen, opinion=said)
    with pytest.raises(ValidationError, match="철회한"):
        answer(official, said)
    with pytest.raises(ValidationError, match="철회한"):
        actions.hide(by=official, opinion=said, reason="욕설")


def test_an_answer_stays_once_the_round_is_closed(said, round, official):
    first = answer(official, said)
    closed(round, official)
    with pytest.raises(ValidationError, match="이미 마감"):
        answer(official, said, "rejected", "안 됩니다.", seen=first.answered_at)


def test_words_are_hidden_for_a_reason_and_shown_again(said, official):
    actions.hide(by=official, opinion=said, reason=" 욕설이 있어 가렸습니다. ")
    said.refresh_from_db()
    assert (said.is_hidden, said.hidden_reason, said.hidden_by) == (True, "욕설이 있어 가렸습니다.", official)
    with pytest.raises(ValidationError, match="이미 가린"):
        actions.hide(by=official, opinion=said, reason="또")
    for _ in range(2):
        actions.show(by=official, opinion=said)
    said.refresh_from_db()
    assert not said.is_hidden
    keys = Event.objects.filter(key__in=["opinions.hidden", "opinions.shown"]).order_by("pk")
    assert [(event.key, event.data["reason"]) for event in keys] == [
        ("opinions.hidden", "욕설이 있어 가렸습니다."),
        ("opinions.shown", "욕설이 있어 가렸습니다."),
    ]


@pytest.mark.parametrize("reason", [" ", "가" * 301])
def test_hiding_needs_a_reason(said, official, reason):
    with pytest.raises(ValidationError):
        actions.hide(by=official, opinion=said, reason=reason)


def test_words_may_be_hidden_after_the_end(said, round, official):
    answer(official, said)
    closed(round, official)
    assert actions.hide(by=official, opinion=said, reason="개인정보가 있습니다.").is_hidden
