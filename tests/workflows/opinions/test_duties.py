import pytest
from django.urls import reverse

from tests import factories
from tests.counting import ONE_AND_FIFTY
from workflows.opinions import actions
from workflows.opinions.duties import settled

from .conftest import answer, closed, give, past


def of(duty):
    return settled([duty])[duty.pk]


@pytest.fixture
def answers(duty):
    """The duty to answer in the same stage."""
    return duty.stage.duties.get(key="cs4")


def test_a_round_not_yet_opened_can_be_opened(duty, answers):
    missing = of(duty)
    assert (missing.url, missing.action) == (reverse("opinions:open", args=[duty.pk]), "의견수렴 열기")
    assert "아직 없습니다" in of(answers).sentence


def test_an_open_round_takes_its_time(round, duty, answers):
    for missing in (of(duty), of(answers)):
        assert (missing.url, missing.begun, missing.unanswered) == (round.get_absolute_url(), True, False)
        assert "까지 진행됩니다" in missing.sentence
    assert (of(duty).running, of(answers).running) == (True, False)


def test_what_is_said_wants_an_answer_first(round, facts, duty, citizen):
    give(citizen, round, "하나")
    give(citizen, round, "둘")
    actions.withdraw(by=citizen, opinion=give(citizen, round, "셋"))
    actions.open_round(**facts)
    missing = of(duty)
    assert missing.sentence == "‘첫 화면 의견수렴’에 답하지 않은 의견이 2건 있습니다."
    assert (missing.url, missing.unanswered) == (reverse("opinions:answers", args=[round.pk]), True)


def test_an_overdue_round_wants_its_end(round, duty):
    past(round)
    assert of(duty).url == reverse("opinions:close", args=[round.pk])


def test_a_closed_round_settles_both(round, duty, answers, citizen, official):
    answer(official, give(citizen, round))
    closed(round, official)
    assert settled([duty, answers]) == {duty.pk: None, answers.pk: None}


def test_a_further_round_unsettles_and_its_cancelling_takes_nothing_back(round, facts, duty, official):
    closed(round, official)
    again = actions.open_round(**facts)
    assert of(duty).url == again.get_absolute_url()
    actions.cancel(by=official, round=again, reason="더 들을 것이 없습니다.")
    assert of(duty) is None


def test_a_cancelled_round_does_not_count(round, duty, answers, official):
    actions.cancel(by=official, round=round, reason="주제가 잘못되었습니다.")
    assert of(duty).action == "의견수렴 열기"
    assert of(answers)


@pytest.mark.parametrize("number", ONE_AND_FIFTY)
def test_many_duties_cost_what_one_costs(official, facts, number, django_assert_num_queries):
    duties = []
    for _ in range(number):
        running = factories.make_confirmed_project(officer=official, governance_type="consultation")
        duty = factories.make_duty(running, kind="opinion", stage_key="planning")
        actions.open_round(**facts | {"duty": duty})
        duties.append(duty)
    with django_assert_num_queries(1):
        assert all("진행됩니다" in missing.sentence for missing in settled(duties).values())
