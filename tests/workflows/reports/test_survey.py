"""Asking for satisfaction, and the one answer each."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from seoul_gov.audit.models import Event
from seoul_gov.notifications.models import Notice
from seoul_gov.ui.korean import korean_date, today
from tests import factories
from workflows.models import Satisfaction, Survey
from workflows.reports import actions, state
from workflows.reports.participants import participants

from . import rows


@pytest.fixture
def soon():
    return today() + timedelta(days=14)


@pytest.fixture
def survey(run, official, member, author, soon):
    return actions.open_survey(by=official, run=run, closes_on=soon)


def test_opening_asks_everybody_who_took_part(survey, member, author, official, soon):
    notices = Notice.objects.filter(kind="reports.survey_opened")
    assert set(notices.values_list("recipient", flat=True)) == {member.pk, author.pk}
    assert set(notices.values_list("send_before", flat=True)) == {state.ends_at(survey)}
    event = Event.objects.get(key="reports.survey_opened")
    assert event.sentence == f"‘마을버스 알림 구축 만족도 조사’를 시작했습니다({korean_date(soon)}까지)."


def test_officials_are_never_asked(run, panel, member, other_official, governance_officer):
    factories.make_member(panel, user=other_official, role="secretary")
    rows.opinions(run, "accepted", authors=[governance_officer])
    assert set(participants(run)) == {member}


def test_who_took_an_opinion_back_is_not_asked(run, author):
    author.opinions.update(withdrawn_at=timezone.now())
    assert not participants(run).exists()


def test_once_a_run(run, survey, official, soon):
    with pytest.raises(ValidationError, match="이미 시작했습니다"):
        actions.open_survey(by=official, run=run, closes_on=soon)


def test_not_without_anybody_to_ask(run, official, soon):
    with pytest.raises(ValidationError, match="아직 참여한"):
        actions.open_survey(by=official, run=run, closes_on=soon)
    assert not Survey.objects.exists()


@pytest.mark.parametrize(("days", "words"), [(-1, "오늘이거나 그 뒤"), (91, "까지 정할 수 있습니다")])
def test_the_last_day_is_near(run, official, member, days, words):
    with pytest.raises(ValidationError, match=words):
        actions.open_survey(by=official, run=run, closes_on=today() + timedelta(days=days))


def test_not_after_the_end(run, official, member, soon):
    type(run).objects.filter(pk=run.pk).update(status="completed", ended_at=timezone.now())
    with pytest.raises(ValidationError, match="이미 끝났습니다"):
        actions.open_survey(by=official, run=run, closes_on=soon)


@pytest.mark.parametrize("who", ["head", "other_official", "member"])
def test_only_the_departments_officers_ask(run, who, soon, request):
    with pytest.raises(PermissionDenied):
        actions.open_survey(by=request.getfixturevalue(who), run=run, closes_on=soon)


def test_an_answer_and_its_trail_without_words(survey, member):
    answer = actions.answer_survey(by=member, survey=survey, score=4, comment=" 쉬워졌습니다. ")
    assert (answer.score, answer.comment) == (4, "쉬워졌습니다.")
    event = Event.objects.get(key="reports.answered")
    assert event.sentence == f"{answer.pk}번 만족도 응답을 냈습니다."
    assert "쉬워졌습니다." not in f"{event.label}{event.data}"


def test_one_answer_a_person(survey, member, author):
    actions.answer_survey(by=member, survey=survey, score=4)
    with pytest.raises(ValidationError, match="이미 응답"):
        actions.answer_survey(by=member, survey=survey, score=1)
    actions.answer_survey(by=author, survey=survey, score=5)
    assert list(Satisfaction.objects.values_list("score", flat=True)) == [4, 5]


def test_the_last_day_is_whole_and_the_next_too_late(survey, member, author):
    Survey.objects.update(closes_on=today())
    actions.answer_survey(by=member, survey=survey, score=3)
    Survey.objects.update(closes_on=today() - timedelta(days=1))
    with pytest.raises(ValidationError, match="끝났습니다"):
        actions.answer_survey(by=author, survey=survey, score=3)


@pytest.mark.parametrize("score", [0, 6])
def test_scores_from_one_to_five(survey, member, score):
    with pytest.raises(ValidationError, match="1점부터 5점"):
        actions.answer_survey(by=member, survey=survey, score=score)


@pytest.mark.parametrize(
    ("comment", "words"), [("me@example.com으로 연락", "이메일 주소"), ("가" * 1001, "1,000자까지")]
)
def test_words_that_may_not_be_public_are_refused(survey, member, comment, words):
    with pytest.raises(ValidationError, match=words):
        actions.answer_survey(by=member, survey=survey, score=3, comment=comment)


@pytest.mark.parametrize("who", ["citizen", "official", "governance_officer"])
def test_nobody_else_answers(survey, who, request):
    with pytest.raises(PermissionDenied):
        actions.answer_survey(by=request.getfixturevalue(who), survey=survey, score=3)
