from datetime import timedelta

import pytest
from django.utils import timezone

from panels import selectors
from panels.composition import Advice
from panels.models import SignedText
from seoul_gov.accounts.middleware import Visitor
from seoul_gov.accounts.models import User
from tests import factories

pytestmark = pytest.mark.django_db


def test_seats_are_those_in_office_in_living_panels(panel, advisory):
    person = factories.make_user()
    seat = factories.make_member(panel, user=person)
    factories.make_member(factories.make_panel(advisory, name="해산", state="dissolved"), user=person)
    assert selectors.seats(person) == (seat,)
    assert selectors.seats(person) is selectors.seats(person)
    assert selectors.seats(Visitor()) == ()


def test_secretary_sits_and_has_no_voice(panel, advisory, official):
    secretary = factories.make_member(panel, user=official, role="secretary")
    member = factories.make_member(panel)
    assert selectors.seat_in(official, panel) == secretary
    assert selectors.voice_in(official, panel) is None
    assert selectors.voice_in(member.user, panel) == member
    assert selectors.voice_in(factories.make_user(), panel) is None
    assert selectors.sits_in_project(official, advisory)
    assert not selectors.sits_in_project(factories.make_user(), advisory)
    assert {person.user_id for person in selectors.recipients(panel)} == {official.pk, member.user_id}


def test_constituted_are_panels_in_office_with_somebody_who_counts(
    official, advisory, django_assert_num_queries
):
    seated = factories.make_panel(advisory, name="하나")
    factories.make_member(seated)
    later = factories.make_panel(advisory, name="둘")
    factories.make_member(later)
    online = factories.make_panel(advisory, kind="online", name="온라인")
    factories.make_member(online, role="chair")
    only_secretary = factories.make_panel(advisory, kind="expert", name="전문가")
    factories.make_member(only_secretary, user=official, role="secretary")
    forming = factories.make_panel(advisory, kind="mixed", name="혼합", state="forming")
    factories.make_member(forming)
    with django_assert_num_queries(1):
        assert selectors.constituted(advisory) == {"citizen": seated, "online": online}


def test_last_joined_answers_for_many_projects_at_once(
    official, advisory, collaboration, django_assert_num_queries
):
    seat = factories.make_member(factories.make_panel(advisory))
    factories.make_panel(collaboration, kind="working", name="빈 추진단")
    with django_assert_num_queries(1):
        assert selectors.last_joined([advisory.pk, collaboration.pk]) == {
            (advisory.pk, "citizen"): seat.accepted_at
        }


def test_makeup_counts_sides_without_the_secretary(mixed, official):
    factories.make_member(mixed, side="citizen")
    factories.make_member(mixed, side="expert", role="chair")
    factories.make_member(mixed, user=official, role="secretary")
    makeup = selectors.makeup(mixed)
    assert (makeup.counted, makeup.sides) == (2, {"citizen": 1, "expert": 1})
    assert (
        Advice("권고 인원은 혼합(시민참여단+전문가자문단) 10명 내외(8~12명)인데 지금은 2명입니다.")
        in makeup.advice
    )


def test_texts_are_the_current_ones_that_the_role_signs(texts):
    SignedText.objects.create(kind="consent", version="v9", body="-", effective_from=timezone.now())
    later = timezone.now() + timedelta(days=1)
    SignedText.objects.create(kind="pledge", version="v9", body="-", effective_from=later)
    kinds = [(text.kind, text.version) for text in selectors.texts_for("member")]
    assert kinds == [("pledge", "v1"), ("consent", "v9"), ("consent_name", "v1")]
    assert [text.kind for text in selectors.texts_for("secretary")] == ["pledge"]


def test_account_of_an_address(citizen):
    citizen.emailaddress_set.create(email="second@example.test", verified=True)
    factories.make_user().emailaddress_set.create(email="claimed@example.test", verified=False)
    assert selectors.account_of(citizen.email) == citizen
    assert selectors.account_of("second@example.test") == citizen
    assert selectors.account_of("claimed@example.test") is None


def test_account_made_by_an_administrator_counts_before_its_address_is_verified(db):
    person = User.objects.create_user("made@example.test", name="새 직원")
    assert selectors.account_of("made@example.test") == person


def test_panels_with_their_size(panel, official):
    factories.make_member(panel)
    factories.make_member(panel, user=official, role="secretary")
    ended = factories.make_member(panel)
    type(ended).objects.filter(pk=ended.pk).update(state="withdrawn")
    assert selectors.with_size(panel.project.panels).get().counted == 1
