import pytest
from django.urls import reverse

from tests import factories
from tests.counting import ONE_AND_FIFTY
from workflows.reviews import actions
from workflows.reviews.duties import settled

from .conftest import fresh, past, submitted


def of(duty):
    return settled([duty])[duty.pk]


def test_a_review_not_yet_opened_can_be_opened(duty):
    missing = of(duty)
    assert (missing.url, missing.action) == (reverse("reviews:open", args=[duty.pk]), "검토 열기")
    assert "아직 열지" in missing.sentence


def test_an_open_round_takes_its_time(round, duty):
    missing = of(duty)
    assert (missing.url, missing.action) == (round.get_absolute_url(), "검토 보기")
    assert "진행 중" in missing.sentence


def test_what_is_said_wants_an_answer_first(round, duty, member):
    submitted(member, round, "하나", "둘")
    missing = of(duty)
    assert "의견이 2건" in missing.sentence
    assert missing.url == reverse("reviews:answers", args=[round.pk])


def test_an_overdue_round_wants_its_end(round, duty):
    past(round)
    assert of(duty).url == reverse("reviews:close", args=[round.pk])


def test_a_round_in_which_all_have_spoken_wants_its_end(round, duty, member, colleague):
    for person in (member, colleague):
        actions.submit(by=fresh(person), round=round, summary="의견 없음")
    assert of(duty).action == "검토 마감하기"


def closed(round, official):
    past(round)
    return actions.close(by=official, round=round, note="의견이 없었습니다.")


def test_a_closed_round_settles(round, duty, official):
    closed(round, official)
    assert of(duty) is None


def test_a_further_open_round_unsettles(round, duty, official, panel, version, week):
    closed(round, official)
    again = actions.open_round(by=official, duty=duty, panel=panel, version=version, due_on=week)
    assert of(duty).url == again.get_absolute_url()


def test_a_cancelled_round_does_not_count(round, duty, official):
    actions.cancel(by=official, round=round, reason="파일이 잘못되었습니다.")
    assert of(duty).action == "검토 열기"


def test_a_cancelled_round_takes_nothing_back(round, duty, official, panel, version, week):
    closed(round, official)
    again = actions.open_round(by=official, duty=duty, panel=panel, version=version, due_on=week)
    actions.cancel(by=official, round=again, reason="더 볼 것이 없습니다.")
    assert of(duty) is None


@pytest.mark.parametrize("number", ONE_AND_FIFTY)
def test_many_duties_cost_what_one_costs(official, number, django_assert_num_queries, week):
    duties = []
    for _ in range(number):
        running = factories.make_confirmed_project(officer=official)
        duty = factories.make_duty(running, kind="review")
        panel = factories.make_panel(running)
        factories.make_member(panel)
        version = factories.make_version(running)
        actions.open_round(by=official, duty=duty, panel=panel, version=version, due_on=week)
        duties.append(duty)
    with django_assert_num_queries(1):
        assert all("진행 중" in missing.sentence for missing in settled(duties).values())


def test_no_duties_cost_nothing(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert settled([]) == {}


def test_answers_come_before_everything_else(round, duty, member, official, panel, running, week):
    other = factories.make_version(running, title="다른 산출물")
    again = actions.open_round(by=official, duty=duty, panel=panel, version=other, due_on=week)
    assert (of(duty).begun, of(duty).unanswered) == (True, False)
    submitted(member, again)
    assert of(duty).url == reverse("reviews:answers", args=[again.pk])
    assert of(duty).unanswered
