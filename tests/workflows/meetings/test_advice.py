"""Members' advice and the officials' answers."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from seoul_gov.audit.models import Event
from seoul_gov.notifications.models import Notice
from tests import factories
from tests.workflows.meetings.calls import hold
from workflows.meetings import actions
from workflows.meetings.models import AdviceNote

pytestmark = pytest.mark.django_db


def test_a_draft_is_kept_as_often_as_one_likes_and_handed_in_once(member, item):
    first = actions.save_advice(by=member, item=item, body=" 생각 중 ")
    again = actions.save_advice(by=member, item=item, body="더 생각함")
    assert (first.pk, again.body, again.state, first.body) == (again.pk, "더 생각함", "draft", "생각 중")
    note = actions.submit_advice(by=member, item=item, body="이렇게 해 주세요.")
    assert (note.pk, note.state, note.is_submitted, note.submitted_at is not None) == (
        first.pk,
        "submitted",
        True,
        True,
    )
    assert str(note) == f"{note.pk}번 자문의견서", "the audit trail keeps no name"
    for late in (actions.save_advice, actions.submit_advice):
        with pytest.raises(ValidationError, match="이미 제출한 의견입니다"):
            late(by=member, item=item, body="마음이 바뀌었다")
    assert AdviceNote.objects.get().body == "이렇게 해 주세요."
    assert Event.objects.first().sentence == "‘요구사항 목록’ 안건의 자문의견을 제출했습니다."


def test_advice_may_be_handed_in_without_a_draft_before_and_after_the_meeting(
    member, colleague, item, official
):
    actions.submit_advice(by=member, item=item, body="미리")
    hold(item.meeting, official)
    actions.submit_advice(by=colleague, item=item, body="나중에")
    assert AdviceNote.objects.count() == 2


@pytest.mark.parametrize("who", ["official", "secretary", "governance_officer", "auditor", "citizen"])
def test_only_members_with_a_voice_advise(request, who, item):
    with pytest.raises(PermissionDenied, match="이 추진단의 단원만"):
        actions.submit_advice(by=request.getfixturevalue(who), item=item, body="의견")


def test_members_of_another_panel_of_the_kind_do_not_advise(project, item):
    other = factories.make_member(factories.make_panel(project, name="시민참여단 2")).user
    with pytest.raises(PermissionDenied):
        actions.submit_advice(by=other, item=item, body="의견")


def test_who_has_left_does_not_advise_any_more(panel, member, item):
    panel.memberships.update(state="withdrawn")
    with pytest.raises(PermissionDenied):
        actions.submit_advice(by=member, item=item, body="의견")


def test_reports_ask_for_no_advice(member, meeting):
    report = meeting.items.get(needs_advice=False)
    with pytest.raises(ValidationError, match="보고 안건입니다"):
        actions.save_advice(by=member, item=report, body="의견")


def test_advice_says_something(member, item):
    with pytest.raises(ValidationError, match="자문의견을 적어 주세요"):
        actions.save_advice(by=member, item=item, body=" \n")
    with pytest.raises(ValidationError, match="5,000자까지 쓸 수 있습니다"):
        actions.submit_advice(by=member, item=item, body="가" * 5001)
    assert AdviceNote.objects.count() == 0


def test_advice_is_over_when_the_meeting_is_cancelled(official, member, item, meeting):
    actions.cancel(by=official, meeting=meeting, reason="누수")
    with pytest.raises(ValidationError, match="취소한 회의입니다"):
        actions.submit_advice(by=member, item=item, body="의견")


def test_advice_is_over_when_the_duty_is_settled(member, item, duty):
    duty.state = "settled"
    duty.save()
    with pytest.raises(ValidationError, match="이미 처리되었습니다"):
        actions.submit_advice(by=member, item=item, body="의견")


@pytest.fixture
def note(member, item):
    return actions.submit_advice(by=member, item=item, body="의견")


@pytest.mark.parametrize(
    ("disposition", "word"),
    [("accepted", "수용"), ("partial", "일부수용"), ("rejected", "불수용"), ("not_relevant", "해당없음")],
)
def test_an_answer_says_what_becomes_of_it_and_why_and_the_author_is_told(
    official, member, colleague, note, disposition, word
):
    assert note.disposition_word == ""
    answered = actions.answer_advice(
        by=official, note=note, disposition=disposition, answer=" 예산 안에서 합니다. "
    )
    assert (answered.state, answered.disposition_word, answered.answer) == (
        "answered",
        word,
        "예산 안에서 합니다.",
    )
    assert (answered.answered_by, answered.answered_at is not None) == (official, True)
    notice = Notice.objects.get()
    assert (notice.recipient, notice.kind) == (member, "meetings.advice_answered")
    assert f"처리: {word}" in notice.body and "사유: 예산 안에서 합니다." in notice.body


def test_an_answer_is_given_once_with_a_reason_to_what_was_handed_in(official, member, item):
    draft = actions.save_advice(by=member, item=item, body="생각 중")
    with pytest.raises(ValidationError, match="아직 제출하지 않은"):
        actions.answer_advice(by=official, note=draft, disposition="accepted", answer="사유")
    note = actions.submit_advice(by=member, item=item, body="의견")
    with pytest.raises(ValidationError, match="사유를 적어 주세요"):
        actions.answer_advice(by=official, note=note, disposition="accepted", answer=" ")
    with pytest.raises(ValidationError, match="어떻게 처리할지"):
        actions.answer_advice(by=official, note=note, disposition="maybe", answer="사유")
    actions.answer_advice(by=official, note=note, disposition="accepted", answer="사유")
    with pytest.raises(ValidationError, match="이미 답한"):
        actions.answer_advice(by=official, note=note, disposition="rejected", answer="사유")


@pytest.mark.parametrize("who", ["other_official", "head", "governance_officer", "member", "secretary"])
def test_only_the_departments_officers_answer(request, who, note):
    with pytest.raises(PermissionDenied, match="사업담당자만"):
        actions.answer_advice(
            by=request.getfixturevalue(who), note=note, disposition="accepted", answer="사유"
        )


def test_an_author_who_has_left_is_told_nothing(official, panel, note):
    panel.memberships.update(state="withdrawn")
    actions.answer_advice(by=official, note=note, disposition="accepted", answer="사유")
    assert Notice.objects.count() == 0


def test_the_database_keeps_one_note_a_member_and_a_full_answer(note):
    with pytest.raises(IntegrityError), transaction.atomic():
        AdviceNote.objects.create(item=note.item, membership=note.membership, body="또")
    note.state = "answered"
    with pytest.raises(IntegrityError), transaction.atomic():
        note.save()
