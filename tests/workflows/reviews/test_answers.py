"""What becomes of what was said, and the end of a round."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from panels.models import Membership
from seoul_gov.audit.models import Event
from seoul_gov.notifications.models import MailState, Notice
from tests import factories
from workflows.reviews import actions, selectors
from workflows.reviews.models import Comment

from .conftest import comment, fresh, past, submitted


def answer(by, said, disposition="accepted", words="다음 판에 고칩니다.", **facts):
    return actions.answer(by=by, comment=said, disposition=disposition, answer=words, **facts)


def test_an_answer_says_what_and_why(round, member, official, running):
    (said,) = submitted(member, round)
    answer(official, said, "partial", " 일부만 고칩니다. ")
    said.refresh_from_db()
    assert (said.outcome, said.answer, said.answered_by) == ("부분반영", "일부만 고칩니다.", official)
    event = Event.objects.get(key="reviews.answered", chain=running.audit_chain)
    assert "부분반영" in event.sentence


def test_an_answer_can_be_changed_and_the_old_one_is_kept_in_the_record(round, member, official):
    (said,) = submitted(member, round)
    first = answer(official, said)
    answer(official, said, "rejected", "예산이 없습니다.", seen=first.answered_at)
    said.refresh_from_db()
    assert said.outcome == "미반영"
    event = Event.objects.get(key="reviews.answer_changed")
    assert event.data["before"] == {"disposition": "accepted", "answer": "다음 판에 고칩니다."}


def test_the_same_answer_twice_has_one_effect(round, member, official):
    (said,) = submitted(member, round)
    first, again = answer(official, said), answer(official, said)
    assert first.answered_at == again.answered_at
    assert Event.objects.filter(key__startswith="reviews.answer").count() == 1


@pytest.mark.parametrize("seen", [None, timezone.now() - timedelta(days=1)])
def test_nobody_overwrites_an_answer_unseen(round, member, official, department, seen):
    (said,) = submitted(member, round)
    answer(official, said)
    other = factories.make_official("officer", department=department, name="다른담당")
    with pytest.raises(ValidationError, match="그 사이"):
        answer(other, said, "rejected", "안 됩니다.", seen=seen)
    said.refresh_from_db()
    assert said.outcome == "반영"


def test_an_answer_that_has_seen_what_is_not_there_is_refused(round, member, official):
    (said,) = submitted(member, round)
    with pytest.raises(ValidationError, match="그 사이"):
        answer(official, said, seen=timezone.now())


@pytest.mark.parametrize(
    ("disposition", "words"),
    [("", "사유"), ("maybe", "사유"), ("accepted", "  "), ("accepted", "가" * 2001), ("", "")],
)
def test_an_answer_needs_a_word_and_a_reason(round, member, official, disposition, words):
    (said,) = submitted(member, round)
    with pytest.raises(ValidationError):
        answer(official, said, disposition, words)
    said.refresh_from_db()
    assert not said.is_answered


def test_a_draft_is_not_answered(round, member, official):
    with pytest.raises(ValidationError, match="제출된 의견"):
        answer(official, comment(member, round))


def test_only_officers_answer_close_and_cancel(round, member, head, governance_officer, secretary):
    (said,) = submitted(member, round)
    for person in (member, head, governance_officer, secretary):
        person = fresh(person)
        with pytest.raises(PermissionDenied):
            answer(person, said)
        with pytest.raises(PermissionDenied):
            actions.close(by=person, round=round)
        with pytest.raises(PermissionDenied):
            actions.cancel(by=person, round=round, reason="사유")


def test_closing_is_refused_while_a_word_is_unanswered(round, member, colleague, official):
    said = submitted(member, round, "하나", "둘") + submitted(colleague, round, "셋")
    answer(official, said[0])
    with pytest.raises(ValidationError, match="답하지 않은 의견이 2건 있습니다"):
        actions.close(by=official, round=round)
    round.refresh_from_db()
    assert round.is_open


def test_closing_tells_every_author_what_became_of_every_word(round, member, colleague, official):
    mine = submitted(member, round, "하나", "둘")
    (theirs,) = submitted(colleague, round, "셋")
    for number, said in enumerate([*mine, theirs]):
        answer(official, said, words=f"사유 {number}")
    actions.close(by=official, round=round, note=" 잘 읽었습니다. ")
    round.refresh_from_db()
    assert (round.state, round.closed_by, round.closing_note) == ("closed", official, "잘 읽었습니다.")
    notice = Notice.objects.get(kind="reviews.closed", recipient=member)
    for part in (
        "1. [문서 전체] 하나",
        "2. [문서 전체] 둘",
        "처리: 반영",
        "사유 0",
        "사유 1",
        "잘 읽었습니다.",
    ):
        assert part in notice.body
    assert "셋" not in notice.body
    assert Notice.objects.filter(kind="reviews.closed").count() == 2
    assert Event.objects.filter(key="reviews.closed").count() == 1


def test_a_summary_comes_back_to_who_had_nothing_else_to_say(round, member, colleague, official):
    actions.submit(by=fresh(member), round=round, summary="의견 없음")
    actions.submit(by=fresh(colleague), round=round, summary="읽기 쉽습니다.")
    actions.close(by=official, round=round)
    body = Notice.objects.get(kind="reviews.closed", recipient=member).body
    assert "종합 의견: 의견 없음" in body
    assert "마감 의견" not in body


def test_drafts_do_not_hold_up_the_end_and_are_kept(round, member, colleague, official):
    comment(member, round, "내지 못한 의견")
    (said,) = submitted(colleague, round)
    answer(official, said)
    past(round)
    actions.close(by=official, round=round)
    assert Comment.objects.filter(body="내지 못한 의견").exists()
    assert not Notice.objects.filter(kind="reviews.closed", recipient=member).exists()


def test_what_a_suspended_member_had_begun_is_kept_and_not_counted(round, member, colleague, official):
    begun = comment(member, round, "쓰다 만 의견")
    Membership.objects.filter(user=member).update(state="suspended")
    with pytest.raises(PermissionDenied):
        actions.submit(by=fresh(member), round=round)
    (said,) = submitted(colleague, round)
    answer(official, said)
    counted = selectors.rounds_for_page().get(pk=round.pk)
    assert (counted.comment_count, counted.missing_count) == (1, 0)
    actions.close(by=official, round=round)
    assert Comment.objects.get(pk=begun.pk).body == "쓰다 만 의견"
    assert not Notice.objects.filter(kind="reviews.closed", recipient=member).exists()


def test_a_member_who_is_restored_goes_on_writing(round, member):
    begun = comment(member, round, "쓰다 만 의견")
    for state in ("suspended", "active"):
        Membership.objects.filter(user=member).update(state=state)
    actions.submit(by=fresh(member), round=round)
    assert selectors.rounds_for_page().get(pk=round.pk).comment_count == 1
    assert Comment.objects.get(pk=begun.pk).review.is_submitted


def test_who_left_is_not_written_to(round, member, colleague, official):
    for person in (member, colleague):
        answer(official, submitted(person, round)[0])
    Membership.objects.filter(user=member).update(state="withdrawn")
    actions.close(by=official, round=round)
    assert Notice.objects.get(kind="reviews.closed").recipient == colleague


def test_mail_that_is_no_longer_true_is_withdrawn(round, member, colleague, official):
    for person in (member, colleague):
        answer(official, submitted(person, round)[0])
    actions.close(by=official, round=round)
    states = set(Notice.objects.exclude(kind="reviews.closed").values_list("mail_state", flat=True))
    assert states == {MailState.WITHDRAWN}


def test_closing_in_time_asks_whether_to_wait(round, member, colleague, official):
    (said,) = submitted(member, round)
    answer(official, said)
    with pytest.raises(ValidationError, match="단원 1명이 아직"):
        actions.close(by=official, round=round)
    assert not actions.close(by=official, round=round, early=True).is_open


def test_closing_in_time_before_anybody_spoke_is_refused(round, official):
    with pytest.raises(ValidationError, match="아직 아무도"):
        actions.close(by=official, round=round, early=True, note="사유")
    round.refresh_from_db()
    assert round.is_open


def test_a_round_in_which_nobody_spoke_says_why_it_is_over(round, official):
    past(round)
    with pytest.raises(ValidationError, match="의견을 낸 단원이 없습니다"):
        actions.close(by=official, round=round)
    assert not actions.close(by=official, round=round, note="두 번 알렸으나 의견이 없었습니다.").is_open


def test_a_note_that_is_too_long_is_refused(round, official):
    past(round)
    with pytest.raises(ValidationError):
        actions.close(by=official, round=round, note="가" * 1001)
    round.refresh_from_db()
    assert round.is_open


def test_nothing_happens_after_the_end(round, member, colleague, official):
    said = [submitted(person, round)[0] for person in (member, colleague)]
    for one in said:
        answer(official, one)
    actions.close(by=official, round=round)
    for attempt in (
        lambda: answer(official, said[0], "rejected", "바꿉니다."),
        lambda: actions.close(by=official, round=round),
        lambda: actions.cancel(by=official, round=round, reason="사유"),
    ):
        with pytest.raises(ValidationError, match="이미 마감한"):
            attempt()


def test_a_round_is_not_cancelled_over_comments_that_wait_for_their_answer(round, member, official):
    (said,) = submitted(member, round)
    with pytest.raises(
        ValidationError, match="답하지 않은 의견이 1건 있습니다. 모두 답한 뒤에 취소해 주세요."
    ):
        actions.cancel(by=official, round=round, reason="파일이 잘못되었습니다.")
    round.refresh_from_db()
    assert round.is_open
    actions.answer(by=official, comment=said, disposition="accepted", answer="고칩니다.")
    actions.cancel(by=official, round=round, reason="파일이 잘못되었습니다.")


def test_cancelling_tells_everybody_why(round, member, colleague, official):
    (said,) = submitted(member, round)
    actions.answer(by=official, comment=said, disposition="accepted", answer="고칩니다.")
    actions.cancel(by=official, round=round, reason=" 파일이 잘못되었습니다. ")
    round.refresh_from_db()
    assert (round.state, round.closing_note) == ("cancelled", "파일이 잘못되었습니다.")
    notices = Notice.objects.filter(kind="reviews.cancelled")
    assert {notice.recipient for notice in notices} == {member, colleague}
    assert all("파일이 잘못되었습니다." in notice.body for notice in notices)
    assert Event.objects.get(key="reviews.cancelled").data["reason"] == "파일이 잘못되었습니다."
    assert Comment.objects.submitted().count() == 1


def test_cancelling_needs_a_reason(round, official):
    with pytest.raises(ValidationError, match="사유"):
        actions.cancel(by=official, round=round, reason=" ")
