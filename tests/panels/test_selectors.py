from datetime import timedelta

import pytest
from django.utils import timezone

from panels import selectors
from panels.composition import Departure
from panels.events import CREATED
from panels.models import SignedText
from projects.models import Project
from seoul_gov.accounts.middleware import Visitor
from seoul_gov.accounts.models import User
from seoul_gov.audit import actions as audit
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


def test_secretary_whose_last_role_ended_sits_no_more(panel, advisory, official):
    factories.make_member(panel, user=official, role="secretary")
    official.role_grants.update(ended_at=panel.created_at)
    person = User.objects.get(pk=official.pk)
    assert selectors.seats(person) == ()
    assert selectors.seat_in(person, panel) is None
    assert not selectors.sits_in_project(person, advisory)


def test_member_who_became_an_official_has_no_voice(panel):
    seat = factories.make_member(panel)
    assert selectors.voice_in(User.objects.get(pk=seat.user_id), panel) == seat
    seat.user.role_grants.create(role="auditor")
    person = User.objects.get(pk=seat.user_id)
    assert selectors.seat_in(person, panel) is selectors.voice_in(person, panel) is None


def test_officials_are_the_one_in_charge_or_who_is_left_of_the_department(advisory, official, department):
    other = factories.make_official("officer", department=department)
    factories.make_official("officer", department=department, is_active=False)
    factories.make_official("head", department=department)
    factories.make_official("officer", department=factories.make_department("다른과"))
    assert selectors.officials(advisory) == [official]
    official.role_grants.update(ended_at=advisory.created_at)
    assert selectors.officials(Project.objects.get(pk=advisory.pk)) == [other]
    other.role_grants.update(ended_at=advisory.created_at)
    assert selectors.officials(Project.objects.get(pk=advisory.pk)) == []


def test_acts_of_members_are_what_they_did_as_citizens(panel, advisory, official, django_assert_num_queries):
    member = factories.make_member(panel).user
    factories.make_member(panel, user=official, role="secretary")

    def did(by):
        facts = {"project": advisory, "panel": panel, "kind_label": "-"}
        return audit.record(by=by, kind=CREATED, on=panel, chain=advisory.audit_chain, **facts)

    said, others = did(member), [did(person) for person in (official, factories.make_user(), None)]
    member.role_grants.create(role="auditor")
    events = [said, *others, did(member)]
    with django_assert_num_queries(2):
        assert selectors.acts_of_members(advisory, events) == {said.pk}


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
        Departure("권고 인원은 혼합(시민참여단+전문가자문단) 10명 내외(8~12명)인데 지금은 2명입니다.")
        in makeup.departures
    )


def test_texts_are_the_current_ones_that_the_role_signs(texts):
    SignedText.objects.create(kind="consent", version="v9", body="-", effective_from=timezone.now())
    later = timezone.now() + timedelta(days=1)
    SignedText.objects.create(kind="pledge", version="v9", body="-", effective_from=later)
    kinds = [(text.kind, text.version) for text in selectors.texts_for("member")]
    assert kinds == [("pledge", "v1"), ("consent", "v9"), ("consent_name", "v2")]
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
