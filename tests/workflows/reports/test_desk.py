"""What waits on the desk: a survey for who took part, a report for who writes it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from seoul_gov.accounts.models import User
from seoul_gov.ui import errands
from seoul_gov.ui.korean import today
from tests import factories
from tests.counting import ONE_AND_FIFTY
from workflows.driver import desk as desks
from workflows.models import DutyRun, ProcessRun
from workflows.reports import actions, desk

from . import rows


def waiting(user):
    return sorted(errands.waiting(user, desk), key=lambda errand: errand.urgency)


def lines(user):
    fresh = User.objects.get(pk=user.pk)
    return [(line.action, line.url, line.due) for line in waiting(fresh)]


@pytest.mark.parametrize("who", ["member", "author"])
def test_a_survey_waits_until_it_is_answered(run, who, request):
    person = request.getfixturevalue(who)
    survey = rows.survey(run)
    assert lines(person) == [("만족도 응답하기", survey.get_absolute_url(), survey.closes_on)]
    actions.answer_survey(by=person, survey=survey, score=4)
    assert lines(person) == []


def test_no_survey_waits_for_others_or_after_its_end(run, member, citizen, official):
    survey = rows.survey(run)
    assert lines(citizen) == []
    assert lines(official) == []
    type(survey).objects.update(closes_on=today() - timedelta(days=1))
    assert lines(member) == []


def test_a_draft_waits_for_its_officer_in_the_last_stage(draft, run, official, head, other_official):
    due = DutyRun.objects.get(stage__run=run, kind="report").due_on
    assert lines(official) == [("결과보고서 공개하기", reverse("reports:publish", args=[draft.pk]), due)]
    assert lines(head) == lines(other_official) == []
    type(draft).objects.update(summary="")
    assert [action for action, *_ in lines(official)] == ["결과보고서 마저 쓰기"]


def test_a_published_report_waits_once_it_was_reopened(published, run, official):
    assert lines(official) == []
    DutyRun.objects.filter(stage__run=run, kind="report").update(
        decided_by=official, decided_at=timezone.now()
    )
    assert [line[:2] for line in lines(official)] == [
        ("결과보고서 고치기", reverse("reports:write", args=[run.pk]))
    ]


def test_a_draft_waits_neither_early_nor_after_the_end(draft, run, official):
    early = factories.make_run(factories.make_confirmed_project(officer=official))
    rows.report(early)
    assert len(lines(official)) == 1
    ProcessRun.objects.filter(pk=run.pk).update(status="completed", ended_at=timezone.now())
    assert lines(official) == []


def test_nothing_waits_for_a_visitor():
    from django.contrib.auth.models import AnonymousUser

    assert waiting(AnonymousUser()) == []


@pytest.mark.parametrize("many", ONE_AND_FIFTY)
def test_one_query_whatever_waits(official, member, run, django_assert_num_queries, many):
    rows.survey(run)
    rows.report(run)
    for _ in range(many - 1):
        project = factories.make_confirmed_project(officer=official)
        other = factories.make_run(project, stage_key="closing")
        rows.survey(other)
        rows.report(other)
        factories.make_member(factories.make_panel(project), user=member)
    for person in (official, member):
        fresh = User.objects.get(pk=person.pk)
        assert fresh.is_official is (person == official)
        with django_assert_num_queries(1):
            assert len(waiting(fresh)) == many


def test_the_desk_asks_this_room(run, member):
    rows.survey(run)
    told = desks.desk_of(User.objects.get(pk=member.pk))
    assert "만족도 응답하기" in [line.action for line in told.lines]
