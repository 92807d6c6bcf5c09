"""Several people, or one twice, at the same moment."""

from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from panels.models import Panel
from seoul_gov.audit.models import Event
from seoul_gov.notifications.models import Notice
from tests import factories
from workflows.reviews import actions
from workflows.reviews.models import Comment, Review, ReviewRound
from workflows.reviews.reminders import remind

from .conftest import comment, fresh, submitted
from .test_reminders import at

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def department(transactional_db):
    """Committed, so that every thread sees it."""
    return factories.make_department("디지털정책과")


def together(*calls):
    """Run the calls at the same moment; answers what each gave or the refusal that it met."""
    results, start = [None] * len(calls), Barrier(len(calls))

    def run(number, call):
        start.wait()
        try:
            results[number] = call()
        except ValidationError as refusal:
            results[number] = refusal
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def refusals(results):
    return [result for result in results if isinstance(result, ValidationError)]


def test_a_double_submission_has_one_effect(round, member):
    comment(member, round)
    results = together(*[lambda: actions.submit(by=fresh(member), round=round)] * 6)
    assert all(isinstance(result, Review) and result.is_submitted for result in results)
    assert Notice.objects.filter(kind="reviews.submitted").count() == 1
    assert Event.objects.filter(key="reviews.submitted").count() == 1


def test_the_same_comment_from_many_posts_is_one(round, member):
    nonce = uuid4()
    results = together(*[lambda: comment(member, round, nonce=nonce)] * 6)
    assert len({result.pk for result in results}) == 1
    assert (Comment.objects.count(), Review.objects.count()) == (1, 1)


def test_first_comments_at_once_begin_one_draft(round, member):
    together(*[lambda: comment(member, round)] * 5)
    assert (Comment.objects.count(), Review.objects.count()) == (5, 1)


def test_a_comment_beside_the_submission_is_in_it_or_refused(round, member):
    comment(member, round)
    _, late = together(
        lambda: actions.submit(by=fresh(member), round=round), lambda: comment(member, round, "바로 뒤에")
    )
    event = Event.objects.get(key="reviews.submitted")
    assert f"의견 {Comment.objects.count()}건" in event.sentence
    assert isinstance(late, ValidationError) == (Comment.objects.count() == 1)


def test_two_officers_answer_one_comment(round, member, official, department):
    other = factories.make_official("officer", department=department, name="다른담당")
    (said,) = submitted(member, round)

    def answer(by, word):
        return lambda: actions.answer(by=fresh(by), comment=said, disposition=word, answer=f"{word} 사유")

    results = together(answer(official, "accepted"), answer(other, "rejected"))
    assert len(refusals(results)) == 1
    said.refresh_from_db()
    assert said.answer == f"{said.disposition} 사유"
    assert Event.objects.filter(key__startswith="reviews.answer").count() == 1


def test_two_officers_close_at_once(round, member, colleague, official, department):
    other = factories.make_official("officer", department=department, name="다른담당")
    for person in (member, colleague):
        actions.submit(by=fresh(person), round=round, summary="의견 없음")
    results = together(
        *[lambda by=by: actions.close(by=fresh(by), round=round) for by in (official, other, official)]
    )
    assert len(refusals(results)) == 2
    assert Event.objects.filter(key="reviews.closed").count() == 1
    assert Notice.objects.filter(kind="reviews.closed").count() == 2


def test_a_round_is_not_closed_over_a_word_just_submitted(round, member, colleague, official):
    actions.submit(by=fresh(colleague), round=round, summary="의견 없음")
    comment(member, round)
    together(
        lambda: actions.submit(by=fresh(member), round=round),
        lambda: actions.close(by=fresh(official), round=round, early=True),
    )
    round.refresh_from_db()
    assert round.is_open == Comment.objects.unanswered().exists()


def test_a_version_is_opened_once(official, duty, panel, member, version, week):
    facts = {"duty": duty, "panel": Panel.objects.get(pk=panel.pk), "version": version, "due_on": week}
    results = together(*[lambda: actions.open_round(by=fresh(official), **facts)] * 5)
    assert len(refusals(results)) == 4
    assert ReviewRound.objects.get().number == 1
    assert Notice.objects.filter(kind="reviews.opened").count() == 1


def test_closing_and_cancelling_end_a_round_once(round, member, colleague, official):
    for person in (member, colleague):
        actions.submit(by=fresh(person), round=round, summary="의견 없음")
    results = together(
        lambda: actions.close(by=fresh(official), round=round),
        lambda: actions.cancel(by=fresh(official), round=round, reason="사유"),
    )
    assert len(refusals(results)) == 1
    assert Event.objects.filter(key__in=["reviews.closed", "reviews.cancelled"]).count() == 1


def test_two_beats_remind_once(round):
    together(*[lambda: remind(at(round, 3))] * 4)
    assert Notice.objects.filter(kind="reviews.reminded").count() == 2
