"""Several people, or one twice, at the same moment."""

from threading import Thread
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from projects.models import Norm
from seoul_gov.audit.models import Event
from seoul_gov.notifications.models import Notice
from tests import factories
from tests.workflows.reviews.test_races import refusals, together
from workflows.driver import actions as driver
from workflows.opinions import actions
from workflows.opinions.models import Opinion, OpinionRound
from workflows.opinions.norms import PER_PERSON

from .conftest import answer, fresh, give, past

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def department(transactional_db):
    """Committed, so that every thread sees it."""
    return factories.make_department("디지털정책과")


def test_many_citizens_speak_at_once(round):
    people = [factories.make_user() for _ in range(6)]
    results = together(*[lambda by=by: give(by, round) for by in people])
    assert refusals(results) == []
    assert Opinion.objects.count() == Notice.objects.filter(kind="opinions.given").count() == 6


def test_the_same_form_from_many_posts_is_one(round, citizen):
    nonce = uuid4()
    results = together(*[lambda: give(citizen, round, nonce=nonce)] * 5)
    assert len({result.pk for result in results}) == 1
    assert Event.objects.filter(key="opinions.given").count() == 1


def test_the_same_words_from_many_posts_are_one(round, citizen):
    results = together(*[lambda: give(citizen, round)] * 5)
    assert len(refusals(results)) == 4
    assert Opinion.objects.count() == 1


def test_the_limit_holds_against_posts_at_once(round, citizen):
    Norm.objects.create(key=PER_PERSON.key, label="건", value=2, default=10, unit="건", source="x")
    together(*[lambda n=n: give(citizen, round, f"{n}번째 말") for n in range(5)])
    assert Opinion.objects.count() == 2


def test_a_round_is_not_closed_over_a_word_just_given(round, citizen, neighbour, official):
    answer(official, give(neighbour, round))
    _, closing = together(
        lambda: give(citizen, round),
        lambda: actions.close(by=fresh(official), round=round, early=True, note="사유"),
    )
    round.refresh_from_db()
    assert round.is_open == Opinion.objects.undecided().exists() == isinstance(closing, ValidationError)


def test_an_opinion_is_taken_back_or_answered(round, citizen, official):
    opinion = give(citizen, round)
    results = together(
        lambda: actions.withdraw(by=fresh(citizen), opinion=opinion), lambda: answer(fresh(official), opinion)
    )
    assert len(refusals(results)) == 1
    opinion.refresh_from_db()
    assert opinion.is_withdrawn != opinion.is_answered


def test_two_officers_answer_one_opinion(round, citizen, official, department):
    other = factories.make_official("officer", department=department, name="다른담당")
    opinion = give(citizen, round)
    results = together(
        lambda: answer(fresh(official), opinion, "accepted", "하나"),
        lambda: answer(fresh(other), opinion, "rejected", "둘"),
    )
    assert len(refusals(results)) == 1
    assert Event.objects.filter(key__startswith="opinions.answer").count() == 1


def test_a_round_ends_once(round, citizen, official):
    answer(official, give(citizen, round))
    past(round)
    results = together(
        *[lambda: actions.close(by=fresh(official), round=round)] * 2,
        lambda: actions.cancel(by=fresh(official), round=round, reason="사유"),
    )
    assert len(refusals(results)) == 2
    assert Event.objects.filter(key__in=["opinions.closed", "opinions.cancelled"]).count() == 1


def test_rounds_opened_at_once_are_numbered(facts):
    results = together(*[lambda: actions.open_round(**facts | {"by": fresh(facts["by"])})] * 3)
    assert sorted(result.number for result in results) == [1, 2, 3]


def test_closing_waits_for_who_is_just_speaking(round, citizen, neighbour, official):
    """What is said is counted, also when the closing began before it was written for good."""
    answer(official, give(neighbour, round))
    results = []

    def close():
        results.extend(
            together(lambda: actions.close(by=fresh(official), round=round, early=True, note="사유"))
        )

    closing = Thread(target=close)
    with transaction.atomic():
        give(citizen, round)
        closing.start()
        closing.join(0.3)
        assert results == []
    closing.join()
    assert "답하지 않은 의견이 1건" in results[0].messages[0]


def test_a_process_is_not_ended_over_a_word_just_given(round, citizen, official, running):
    """Its type goes while a citizen speaks: either the word came in time and holds, or it came too late."""
    type(running).objects.filter(pk=running.pk).update(status="not_applicable")
    given, _ = together(
        lambda: give(citizen, round), lambda: driver.end_superseded(by=fresh(official), project=running)
    )
    now = OpinionRound.objects.with_facts().get(pk=round.pk)
    assert now.is_open == now.duty.stage.run.is_running == isinstance(given, Opinion)
