import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from seoul_gov.ui import errands
from tests import factories
from tests.counting import ONE_AND_FIFTY
from workflows.issues import desk

from .conftest import fresh, overdue, raised, replied, settled


def waiting(user):
    return sorted(errands.waiting(user, desk), key=lambda errand: errand.urgency)


def lines(person):
    return [(errand.title.split(":")[0], errand.url) for errand in waiting(fresh(person))]


def test_the_officials_answer_and_settle(issue, official, running, vendor):
    (errand,) = waiting(fresh(official))
    assert (errand.title, errand.about, errand.due) == (
        "협의에 답하기: 버튼 크기",
        str(running),
        issue.reply_due_on,
    )
    assert errand.url == issue.get_absolute_url()
    replied(vendor, issue)
    assert lines(official) == [("조정결과 적기", reverse("issues:settle", args=[issue.pk]))]
    settled(official, issue)
    assert lines(official) == []


def test_ones_own_question_waits_for_others_until_it_is_late(stage, official):
    issue = raised(official, stage)
    assert lines(official) == []
    overdue(issue)
    assert [what for what, _ in lines(official)] == ["조정결과 적기"]


def test_nobody_else_is_asked(issue, member, colleague, vendor, head, secretary, other_official, auditor):
    people = (member, colleague, vendor, head, secretary, other_official, auditor)
    assert [lines(person) for person in people] == [[]] * len(people)
    assert waiting(AnonymousUser()) == []


@pytest.mark.parametrize("what", ["ended", "stale", "pending"])
def test_where_nothing_can_be_written_nobody_is_asked(issue, official, run, stage, what):
    if what == "ended":
        type(run).objects.filter(pk=run.pk).update(status="superseded", ended_at=issue.raised_at)
    elif what == "stale":
        type(run).objects.filter(pk=run.pk).update(governance_type="citizen_led")
    else:
        type(stage).objects.filter(pk=stage.pk).update(state="pending")
    assert lines(official) == []


@pytest.mark.parametrize("number", ONE_AND_FIFTY)
def test_a_full_desk_costs_two_queries(official, stage, vendor, number, django_assert_num_queries):
    for _ in range(number):
        raised(vendor, stage)
    person = fresh(official)
    with django_assert_num_queries(2):
        assert len(waiting(person)) == number
    person = factories.make_user()
    with django_assert_num_queries(1):
        assert waiting(person) == []
