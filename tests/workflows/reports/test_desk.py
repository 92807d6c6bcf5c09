"""What waits on the desk: a survey for who took part, a report for who writes it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from seoul_gov.accounts.models import User
from seoul_gov.ui.korean import today
from tests import factories
from workflows.driver import desk as desks
from workflows.models import DutyRun, ProcessRun
from workflows.reports import actions, desk

from . import rows


def lines(user):
    """What the desk says about surveys and reports."""
    told = desks.desk_of(User.objects.get(pk=user.pk)).lines
    return [
        (line.action, line.url, line.due)
        for line in told
        if "만족도" in line.title or "결과보고서" in line.title
    ]


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

    assert desk.waiting(AnonymousUser()) == []


@pytest.mark.parametrize("many", [1, 50])
def test_one_query_whatever_waits(official, member, run, django_assert_num_queries, many):
    rows.survey(run)
    for _ in range(many - 1):
        project = factories.make_confirmed_project(officer=official)
        rows.survey(factories.make_run(project, stage_key="closing"))
        factories.make_member(factories.make_panel(project), user=member)
    fresh = User.objects.get(pk=member.pk)
    assert not fresh.is_official
    with django_assert_num_queries(1):
        assert len(desk.waiting(fresh)) == many


def test_officials_are_asked_nothing_more(official, draft, django_assert_num_queries):
    fresh = User.objects.get(pk=official.pk)
    assert fresh.is_official
    with django_assert_num_queries(0):
        assert desk.waiting(fresh) == []
