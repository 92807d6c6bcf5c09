"""What a member writes, until it is handed in."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError

from panels.models import Membership
from seoul_gov.audit.models import Event
from seoul_gov.notifications.models import Notice
from tests import factories
from tests.documents import samples
from workflows.reviews import actions
from workflows.reviews.models import Comment, Review, ReviewRound
from workflows.reviews.state import ends_at

from .conftest import comment, fresh, past, submitted


def test_the_first_comment_begins_the_draft(round, member):
    saved = comment(member, round, "  글자가 작습니다.  ", anchor="page", page=3)
    assert (saved.body, saved.place) == ("글자가 작습니다.", "3쪽")
    assert saved.review.membership.user == member
    assert not saved.review.is_submitted
    event = Event.objects.get(key="reviews.comment_saved")
    assert event.object_type == "workflows.review"
    assert "글자가" not in event.sentence + event.label


def test_the_next_comment_joins_the_same_draft(round, member):
    first, second = comment(member, round), comment(member, round)
    assert first.review == second.review
    assert second.review.saved_at <= Review.objects.get().saved_at
    assert Notice.objects.filter(kind__startswith="reviews.").exclude(kind="reviews.opened").count() == 0


def test_the_same_post_twice_is_one_comment(round, member):
    nonce = uuid4()
    first, again = comment(member, round, nonce=nonce), comment(member, round, nonce=nonce)
    assert first == again
    assert Comment.objects.count() == 1
    assert Event.objects.filter(key="reviews.comment_saved").count() == 1


def test_a_nonce_of_somebody_else_reveals_nothing(round, member, colleague):
    nonce = uuid4()
    comment(colleague, round, "남의 의견", nonce=nonce)
    with pytest.raises(ValidationError, match="새로 고친 뒤"):
        comment(member, round, "내 의견", nonce=nonce)
    assert Comment.objects.count() == 1


@pytest.mark.parametrize(
    "facts",
    [{"body": "  "}, {"body": "가" * 5001}, {"anchor": "page"}, {"anchor": "section"}, {"anchor": "x"}]
    + [{"anchor": "section", "section": "가" * 101}],
)
def test_a_comment_needs_words_and_a_place(round, member, facts):
    with pytest.raises(ValidationError):
        comment(member, round, **facts)
    assert (Comment.objects.count(), Review.objects.count()) == (0, 0)


def test_a_page_lies_in_the_document(round, member):
    saved = comment(member, round, anchor="page", page=9)
    with pytest.raises(ValidationError, match="이 문서는 모두 9쪽이니 쪽 번호를 확인해 주세요."):
        comment(member, round, anchor="page", page=10)
    with pytest.raises(ValidationError, match="이 문서는 모두 9쪽이니"):
        actions.edit_comment(by=fresh(member), comment=saved, anchor="page", page=999, body="고침")
    assert Comment.objects.get().page == 9


def test_any_page_is_taken_where_nobody_knows_how_many_there_are(
    official, duty, panel, member, running, week
):
    for name, content in (("계획.hwpx", samples.hwpx("하나")), ("계획.pdf", b"%PDF-1.7\n%%EOF\n")):
        version = factories.make_version(running, title=name, upload=factories.make_upload(name, content))
        round = actions.open_round(by=official, duty=duty, panel=panel, version=version, due_on=week)
        assert comment(member, round, anchor="page", page=999).page == 999


@pytest.mark.parametrize(
    ("facts", "place"),
    [
        ({"anchor": "whole"}, "문서 전체"),
        ({"anchor": "page", "page": 2, "section": "그림 1"}, "2쪽 그림 1"),
        ({"anchor": "section", "section": "문단 12"}, "문단 12"),
    ],
)
def test_a_place_in_words(round, member, facts, place):
    assert comment(member, round, **facts).place == place


def test_only_members_with_a_voice_write(round, secretary, official, vendor, citizen, running):
    stranger = factories.make_member(factories.make_panel(running, name="다른 시민참여단")).user
    for person in (secretary, official, vendor, citizen, stranger):
        with pytest.raises(PermissionDenied):
            comment(person, round)
        with pytest.raises(PermissionDenied):
            actions.submit(by=fresh(person), round=round)
    assert Comment.objects.count() == 0


def test_who_left_the_panel_writes_no_more(round, member):
    saved = comment(member, round)
    Membership.objects.filter(user=member).update(state="withdrawn")
    for attempt in (
        lambda: comment(member, round),
        lambda: actions.edit_comment(by=fresh(member), comment=saved, anchor="whole", body="x"),
        lambda: actions.delete_comment(by=fresh(member), comment=saved),
        lambda: actions.submit(by=fresh(member), round=round),
    ):
        with pytest.raises(PermissionDenied):
            attempt()


@pytest.mark.parametrize(("seconds", "in_time"), [(-1, True), (0, False)])
def test_until_the_due_day_means_its_last_second_in_seoul(round, member, seconds, in_time):
    with time_machine.travel(ends_at(round) + timedelta(seconds=seconds), tick=False):
        if in_time:
            assert comment(member, round).pk
            assert actions.submit(by=fresh(member), round=round).is_submitted
        else:
            with pytest.raises(ValidationError, match="기한"):
                comment(member, round)


def test_nothing_is_written_once_the_round_is_over(round, member, official):
    saved = comment(member, round)
    actions.cancel(by=official, round=round, reason="파일이 잘못되었습니다.")
    for attempt in (
        lambda: comment(member, round),
        lambda: actions.edit_comment(by=fresh(member), comment=saved, anchor="whole", body="x"),
        lambda: actions.delete_comment(by=fresh(member), comment=saved),
        lambda: actions.save_summary(by=fresh(member), round=round, summary="x"),
        lambda: actions.submit(by=fresh(member), round=round),
    ):
        with pytest.raises(ValidationError, match="취소한 검토"):
            attempt()
    assert Comment.objects.get().body == saved.body


@pytest.mark.parametrize("state", ["waived", "skipped", "not_case"])
def test_nothing_is_written_for_a_duty_that_was_let_go(round, member, duty, state):
    comment(member, round)
    type(duty).objects.filter(pk=duty.pk).update(state=state)
    with pytest.raises(ValidationError, match="이미 처리되었습니다"):
        actions.submit(by=fresh(member), round=round)


def test_nothing_is_written_in_an_ended_process(round, member, duty):
    run = duty.stage.run
    type(run).objects.filter(pk=run.pk).update(status="superseded", ended_at=run.started_at)
    with pytest.raises(ValidationError, match="이미 끝났습니다"):
        comment(member, round)


def test_one_changes_ones_own_draft(round, member):
    saved = comment(member, round)
    actions.edit_comment(by=fresh(member), comment=saved, anchor="page", page=2, body=" 고쳤습니다. ")
    saved.refresh_from_db()
    assert (saved.place, saved.body) == ("2쪽", "고쳤습니다.")
    actions.delete_comment(by=fresh(member), comment=saved)
    assert Comment.objects.count() == 0
    keys = (
        Event.objects.filter(key__startswith="reviews.comment").order_by("pk").values_list("key", flat=True)
    )
    assert list(keys) == ["reviews.comment_saved", "reviews.comment_edited", "reviews.comment_deleted"]


def test_an_edit_is_checked_like_the_comment(round, member):
    saved = comment(member, round)
    with pytest.raises(ValidationError):
        actions.edit_comment(by=fresh(member), comment=saved, anchor="whole", body=" ")
    with pytest.raises(ValidationError):
        actions.edit_comment(by=fresh(member), comment=saved, anchor="page", body="x")
    saved.refresh_from_db()
    assert saved.body == "글자가 작습니다."


def test_nobody_changes_the_draft_of_another(round, member, colleague, official):
    saved = comment(member, round)
    for person in (colleague, official):
        with pytest.raises(PermissionDenied):
            actions.edit_comment(by=fresh(person), comment=saved, anchor="whole", body="x")
        with pytest.raises(PermissionDenied):
            actions.delete_comment(by=fresh(person), comment=saved)


def test_a_comment_deleted_meanwhile_is_told(round, member):
    saved = comment(member, round)
    actions.delete_comment(by=fresh(member), comment=saved)
    saved.pk = 999999
    with pytest.raises(ValidationError, match="이미 지운"):
        actions.edit_comment(by=fresh(member), comment=saved, anchor="whole", body="x")
    with pytest.raises(ValidationError, match="이미 지운"):
        actions.delete_comment(by=fresh(member), comment=saved)


def test_a_summary_is_kept_in_the_draft(round, member):
    review = actions.save_summary(by=fresh(member), round=round, summary=" 읽기 쉽습니다. ")
    assert (review.summary, review.is_submitted) == ("읽기 쉽습니다.", False)
    with pytest.raises(ValidationError):
        actions.save_summary(by=fresh(member), round=round, summary="가" * 5001)


def test_submitting_tells_the_officer_once(round, member, official, running):
    comment(member, round)
    for _ in range(2):
        review = actions.submit(by=fresh(member), round=round)
    assert review.is_submitted
    notice = Notice.objects.get(kind="reviews.submitted")
    assert (notice.recipient, notice.url) == (official, f"/reviews/{round.pk}/")
    assert "나단원 단원이 의견을 제출했습니다." in notice.body
    event = Event.objects.get(key="reviews.submitted", chain=running.audit_chain)
    assert (f"{review.membership_id}번" in event.sentence, "나단원" in event.sentence) == (True, False)


def test_officers_of_the_department_are_told_once_the_one_in_charge_left(round, member, official, department):
    other = factories.make_official("officer", department=department)
    official.role_grants.update(ended_at=round.opened_at)
    actions.submit(by=fresh(member), round=ReviewRound.objects.get(pk=round.pk), summary="읽었습니다.")
    assert Notice.objects.get(kind="reviews.submitted").recipient == other


def test_a_summary_alone_can_be_submitted(round, member):
    review = actions.submit(by=fresh(member), round=round, summary="의견 없음")
    assert (review.is_submitted, review.summary) == (True, "의견 없음")


@pytest.mark.parametrize("summary", [None, "", "  "])
def test_nothing_at_all_cannot_be_submitted(round, member, summary):
    with pytest.raises(ValidationError, match="의견 없음"):
        actions.submit(by=fresh(member), round=round, summary=summary)
    assert Review.objects.count() == 0


def test_a_second_submission_with_other_words_is_told(round, member):
    actions.submit(by=fresh(member), round=round, summary="처음 의견")
    assert actions.submit(by=fresh(member), round=round, summary=" 처음 의견 ").is_submitted
    with pytest.raises(ValidationError, match="이미 제출한"):
        actions.submit(by=fresh(member), round=round, summary="다른 의견")
    assert Review.objects.get().summary == "처음 의견"


def test_what_is_submitted_stays(round, member):
    (saved,) = submitted(member, round)
    for attempt in (
        lambda: comment(member, round),
        lambda: actions.edit_comment(by=fresh(member), comment=saved, anchor="whole", body="x"),
        lambda: actions.delete_comment(by=fresh(member), comment=saved),
        lambda: actions.save_summary(by=fresh(member), round=round, summary="x"),
    ):
        with pytest.raises(ValidationError, match="이미 제출한"):
            attempt()


def test_a_late_submission_is_refused_and_a_repeated_one_is_not(round, member, colleague):
    comment(member, round)
    submitted(colleague, round)
    past(round)
    with pytest.raises(ValidationError, match="기한"):
        actions.submit(by=fresh(member), round=round)
    assert actions.submit(by=fresh(colleague), round=round).is_submitted
