from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from seoul_gov.ui import errands
from tests import factories
from tests.counting import ONE_AND_FIFTY
from workflows.opinions import actions, desk

from .conftest import answer, closed, fresh, give, past


def waiting(user):
    return sorted(errands.waiting(user, desk), key=lambda errand: errand.urgency)


def lines(person):
    return [(errand.title.split(":")[0], errand.url, errand.note) for errand in waiting(fresh(person))]


def test_the_officer_answers_and_closes(round, citizen, official, running):
    assert lines(official) == []
    said = [give(citizen, round, "하나"), give(citizen, round, "둘")]
    actions.withdraw(by=citizen, opinion=give(citizen, round, "셋"))
    answers = reverse("opinions:answers", args=[round.pk])
    assert lines(official) == [("의견에 답하기", answers, "답할 의견 2건")]
    (errand,) = waiting(fresh(official))
    assert (errand.title, errand.about) == ("의견에 답하기: 첫 화면 의견수렴", str(running))
    for opinion in said:
        answer(official, opinion)
    assert lines(official) == []
    past(round)
    assert lines(official) == [("의견수렴 마감하기", reverse("opinions:close", args=[round.pk]), "")]
    closed(round, official)
    assert lines(official) == []


def test_answers_fall_due_with_the_duty_to_answer(round, citizen, official, duty):
    give(citizen, round)
    asked = duty.stage.duties.get(key="cs4")
    assert [errand.due for errand in waiting(fresh(official))] == [asked.due_on]
    type(duty).objects.filter(pk=asked.pk).delete()
    assert [errand.due for errand in waiting(fresh(official))] == [max(duty.due_on, round.closes_on)]


def test_nobody_else_has_anything_to_do(round, citizen, head, other_official, auditor, vendor):
    give(citizen, round)
    assert [lines(who) for who in (citizen, head, other_official, auditor, vendor)] == [[]] * 5
    assert waiting(AnonymousUser()) == []


def test_answers_are_due_whatever_became_of_the_process(round, citizen, official, running):
    give(citizen, round)
    running.runs.update(governance_type="citizen_led")
    assert [title for title, *_ in lines(official)] == ["의견에 답하기"]


@pytest.mark.parametrize("number", ONE_AND_FIFTY)
def test_a_full_desk_costs_two_queries(official, citizen, number, django_assert_num_queries, facts):
    for _ in range(number):
        running = factories.make_confirmed_project(officer=official, governance_type="consultation")
        duty = factories.make_duty(running, kind="opinion", stage_key="planning")
        give(citizen, actions.open_round(**facts | {"duty": duty}))
    person = fresh(official)
    with django_assert_num_queries(2):
        assert len(waiting(person)) == number


def test_a_citizen_costs_one_query(citizen, django_assert_num_queries):
    person = fresh(citizen)
    with django_assert_num_queries(1):
        assert waiting(person) == []


def test_the_oldest_round_comes_first(round, facts, official):
    other = actions.open_round(**facts)
    past(round)
    past(other)
    type(other).objects.filter(pk=other.pk).update(closes_on=round.closes_on - timedelta(days=1))
    assert [url for _, url, _ in lines(official)] == [
        reverse("opinions:close", args=[pk]) for pk in (other.pk, round.pk)
    ]
