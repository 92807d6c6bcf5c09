from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone

from seoul_gov.accounts.models import RoleGrant
from seoul_gov.ui import errands
from tests import factories
from tests.counting import ONE_AND_FIFTY
from workflows.decisions import actions, desk
from workflows.decisions.models import Resolution
from workflows.meetings.models import Meeting
from workflows.runs.models import DutyRun

from .conftest import cast, fresh, gather, leave, past


def waiting(user):
    return sorted(errands.waiting(user, desk), key=lambda errand: errand.urgency)


def lines(person):
    return [(errand.action, errand.url) for errand in waiting(fresh(person))]


def door(name, vote):
    return reverse(f"decisions:{name}", args=[vote.pk])


def test_a_member_is_asked_until_they_vote(vote, member, running):
    (errand,) = waiting(fresh(member))
    assert errand.title == "표결하기: 요구사항 목록"
    assert (errand.about, errand.url) == (str(running), door("vote", vote))
    assert errand.due == timezone.localtime(vote.closes_at).date()
    assert errand.note.endswith("마감")
    actions.vote(by=fresh(member), resolution=vote, choice="for")
    assert lines(member) == []


def test_the_officer_votes_for_the_department_and_closes(vote, official):
    assert lines(official) == [("사업부서 표 던지기", door("vote_department", vote))]
    actions.vote_for_department(by=fresh(official), resolution=vote, choice="for")
    assert lines(official) == []
    cast(vote, 나단원="for", 고동료="for")
    assert lines(official) == [("표결 마감하기", door("close", vote))]
    actions.close(by=fresh(official), resolution=vote)
    assert lines(official) == []


def test_when_the_time_is_over_only_the_end_is_left(vote, official, member):
    past(vote)
    assert (lines(official), lines(member)) == ([("표결 마감하기", door("close", vote))], [])


def test_who_has_no_vote_is_not_asked(
    vote, panel, secretary, vendor, citizen, head, auditor, other_official, member
):
    newcomer = factories.make_member(panel).user
    people = (secretary, vendor, citizen, head, auditor, other_official, newcomer)
    assert [lines(person) for person in people] == [[]] * 7
    assert waiting(AnonymousUser()) == []
    leave(member)
    assert lines(member) == []


def test_a_member_who_became_an_official_is_not_asked(vote, member, other_department):
    RoleGrant.objects.create(user=member, role="officer", department=other_department)
    assert lines(member) == []


def test_a_vote_of_a_cancelled_meeting_is_to_be_cancelled(vote, official, member):
    Meeting.objects.update(state="cancelled")
    assert (lines(official), lines(member)) == ([("표결 취소하기", door("cancel", vote))], [])


def test_nobody_is_asked_to_vote_for_a_duty_that_is_over(vote, member, official):
    DutyRun.objects.filter(pk=vote.duty_id).update(state="waived")
    assert (lines(member), lines(official)) == ([], [])
    past(vote)
    assert lines(official) == [("표결 마감하기", door("close", vote))]


@pytest.mark.parametrize("number", ONE_AND_FIFTY)
def test_a_full_desk_costs_one_query_more_than_who_asks(
    duty, panel, member, official, number, django_assert_num_queries
):
    meeting = gather(duty, panel)
    seat = panel.memberships.first()
    for order in range(number):
        item = meeting.items.create(order=order + 3, title=f"안건 {order}")
        vote = Resolution.objects.create(
            duty=duty,
            item=item,
            category=item.category,
            motion="adopt",
            text="x",
            opened_by=official,
            closes_at=timezone.now() + timedelta(days=1),
        )
        vote.ballots.create(membership=seat)
        vote.ballots.create()
    # The roles and, of a member, the seats: other rooms ask for them too, and they are read once.
    for person, before in ((member, 2), (official, 1)):
        person = fresh(person)
        with django_assert_num_queries(before + 1):
            assert len(waiting(person)) == number
