from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from panels import actions, desk, invitations
from seoul_gov.accounts.middleware import Visitor
from seoul_gov.accounts.models import User
from seoul_gov.ui import errands
from seoul_gov.ui.errands import Errand
from seoul_gov.ui.korean import SEOUL
from tests import factories
from tests.counting import ONE_AND_FIFTY

pytestmark = pytest.mark.django_db


def waiting(user):
    return desk.answers(user) + errands.waiting(user, desk)


def fresh(person) -> User:
    """The person as the next request knows them, their roles read."""
    person = User.objects.get(pk=person.pk)
    assert person.grants is not None
    return person


def test_invited_person_is_asked_to_answer_until_the_term_ends(panel, invite, citizen):
    membership, _ = invite(panel, citizen)
    invite(panel)
    assert waiting(citizen) == [
        Errand(
            title="‘시민참여단’ 초대에 답하기",
            about="따릉이 앱 개편",
            action="초대에 답하기",
            url=invitations.path_of(membership),
            due=membership.expires_at.astimezone(SEOUL).date(),
        )
    ]
    with time_machine.travel(membership.expires_at + timedelta(seconds=1)):
        assert waiting(fresh(citizen)) == []


def test_answered_cancelled_and_dissolved_do_not_wait(panel, mixed, invite, citizen, official):
    membership, secret = invite(panel, citizen)
    actions.decline(by=citizen, membership=membership, secret=secret)
    actions.cancel_invitation(by=official, membership=invite(panel, citizen)[0])
    invite(mixed, citizen, side="citizen")
    actions.dissolve(by=official, panel=mixed, reason="끝")
    assert waiting(citizen) == []


def test_unverified_address_hears_nothing(panel, invite, citizen):
    invite(panel, citizen)
    citizen.emailaddress_set.update(verified=False)
    assert waiting(citizen) == []


def test_nothing_waits_for_a_visitor(db):
    assert waiting(Visitor()) == []


def test_officer_finishes_a_panel_once_all_have_answered(
    panel, invite, official, citizen, head, other_official
):
    factories.make_member(panel)
    factories.make_member(panel, user=official, role="secretary")
    membership, secret = invite(panel, citizen)
    assert waiting(fresh(official)) == []
    actions.decline(by=citizen, membership=membership, secret=secret)
    assert waiting(fresh(official)) == [
        Errand(
            title="‘시민참여단’ 추진단 구성 마치기",
            about="따릉이 앱 개편",
            action="추진단 구성 마치기",
            url=f"/panels/{panel.pk}/activate/",
            note="초대한 사람이 모두 답했고 1명이 함께합니다.",
        )
    ]
    assert waiting(fresh(head)) == waiting(fresh(official))
    assert waiting(fresh(other_official)) == []
    actions.activate(by=official, panel=panel, size_reason="사유")
    assert waiting(fresh(official)) == []


def test_panel_that_nobody_joined_cannot_be_finished(panel, official):
    assert waiting(fresh(official)) == []


def test_officer_hears_of_invitations_that_ran_out(panel, invite, official):
    for _ in range(2):
        invite(panel)
    with time_machine.travel(timezone.now() + timedelta(days=30)):
        assert waiting(fresh(official)) == [
            Errand(
                title="‘시민참여단’의 기한이 지난 초대 2건 확인하기",
                about="따릉이 앱 개편",
                action="초대 확인하기",
                url=f"/panels/{panel.pk}/",
            )
        ]


@pytest.mark.parametrize("count", ONE_AND_FIFTY)
def test_two_queries_however_much_waits(official, invite, django_assert_num_queries, count):
    for _ in range(count):
        project = factories.make_confirmed_project(officer=official)
        panel = factories.make_panel(project, state="forming")
        factories.make_member(panel)
        invite(factories.make_panel(project, name="간사 자리"), official, role="secretary")
    person = fresh(official)
    with django_assert_num_queries(2):
        assert len(waiting(person)) == 2 * count
