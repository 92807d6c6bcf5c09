import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from panels.models import Membership, Panel
from seoul_gov.ui import errands
from tests import factories
from tests.counting import ONE_AND_FIFTY
from workflows.reviews import actions, desk, permissions

from .conftest import comment, fresh, past, submitted


def waiting(user):
    return sorted(errands.waiting(user, desk), key=lambda errand: errand.urgency)


def lines(person):
    return [(errand.title.split(":")[0], errand.url) for errand in waiting(fresh(person))]


def test_a_member_is_asked_until_they_submit(round, member, running):
    (errand,) = waiting(fresh(member))
    assert errand.title == "산출물 검토하기: 요구사항정의서 1판 1차 검토"
    assert (errand.about, errand.url, errand.due) == (str(running), round.get_absolute_url(), round.due_on)
    comment(member, round)
    assert len(lines(member)) == 1
    actions.submit(by=fresh(member), round=round)
    assert lines(member) == []


def test_who_cannot_write_is_not_asked(
    round, secretary, vendor, citizen, head, auditor, other_official, member
):
    assert [lines(person) for person in (secretary, vendor, citizen, head, auditor, other_official)] == [
        []
    ] * 6
    assert waiting(AnonymousUser()) == []
    Membership.objects.filter(user=member).update(state="withdrawn")
    assert lines(member) == []


@pytest.mark.parametrize("what", ["ended", "stale", "waived"])
def test_nobody_is_asked_for_a_duty_that_is_over_but_answers_are_due(
    round, member, official, duty, running, what
):
    submitted(member, round)
    other = factories.make_member(round.panel).user
    assert len(lines(other)) == 1
    if what == "ended":
        running.runs.update(status="superseded", ended_at=round.opened_at)
    elif what == "stale":
        running.runs.update(governance_type="citizen_led")
    else:
        type(duty).objects.filter(pk=duty.pk).update(state="waived")
    assert lines(other) == []
    assert [title for title, _ in lines(official)] == ["의견에 답하기"]


def test_who_came_back_speaks_with_the_new_seat(round, panel, member):
    submitted(member, round)
    panel.memberships.filter(user=member).update(state="withdrawn")
    assert lines(member) == []
    factories.make_member(panel, user=member)
    assert [what for what, _ in lines(member)] == ["산출물 검토하기"]
    assert permissions.can_comment(fresh(member), round)


def test_nobody_is_asked_too_late(round, member):
    past(round)
    assert lines(member) == []


def test_a_dissolved_panel_is_not_asked(round, member):
    Panel.objects.filter(pk=round.panel_id).update(state="dissolved")
    assert lines(member) == []


def test_the_officer_answers_and_closes(round, member, official, colleague):
    assert lines(official) == []
    (said,) = submitted(member, round)
    assert lines(official) == [("의견에 답하기", reverse("reviews:answers", args=[round.pk]))]
    actions.answer(by=official, comment=said, disposition="accepted", answer="고칩니다.")
    assert lines(official) == []
    actions.submit(by=fresh(colleague), round=round, summary="의견 없음")
    assert lines(official) == [("검토 마감하기", reverse("reviews:close", args=[round.pk]))]
    actions.close(by=official, round=round)
    assert lines(official) == []


def test_an_overdue_round_waits_for_its_end(round, official):
    past(round)
    assert lines(official) == [("검토 마감하기", reverse("reviews:close", args=[round.pk]))]


def test_answers_come_before_the_end(round, official, member):
    submitted(member, round)
    past(round)
    assert [what for what, _ in lines(official)] == ["의견에 답하기"]


def test_the_seat_of_who_became_an_official_is_asked_nothing(round, panel, official, auditor, member):
    factories.make_member(panel, user=official)
    factories.make_member(panel, user=auditor)
    submitted(member, round)
    assert [what for what, _ in lines(official)] == ["의견에 답하기"]
    assert lines(auditor) == []


@pytest.mark.parametrize("number", ONE_AND_FIFTY)
def test_a_full_desk_costs_one_query_more_than_who_asks(official, number, django_assert_num_queries, week):
    person = factories.make_user()
    for _ in range(number):
        running = factories.make_confirmed_project(officer=official)
        duty = factories.make_duty(running, kind="review")
        panel = factories.make_panel(running)
        factories.make_member(panel, user=person)
        version = factories.make_version(running)
        actions.open_round(by=official, duty=duty, panel=panel, version=version, due_on=week)
    # The roles and, of a member, the seats: other rooms ask for them too, and they are read once.
    for asked, expected, before in ((person, number, 2), (official, 0, 1)):
        asked = fresh(asked)
        with django_assert_num_queries(before + 1):
            assert len(waiting(asked)) == expected


def test_answering_falls_due_with_the_duty_as_its_page_says(round, member, official):
    submitted(member, round)
    (errand,) = waiting(fresh(official))
    assert errand.due == round.duty.due_on
