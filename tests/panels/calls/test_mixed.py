"""A call for a panel of two sides: criteria, weights and seats of each."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse

from panels.calls import actions
from panels.calls.criteria import USUAL
from panels.calls.models import RecruitmentCall
from panels.calls.passages import BY_LOT, BY_POINTS
from tests import factories
from tests.panels.calls.test_pages import terms_as_typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(official, mixed):
    return actions.draft(by=official, panel=mixed, terms=factories.make_terms("mixed"))


def test_each_criterion_belongs_to_its_side(draft):
    assert [(one.side, one.key, one.weight) for one in draft.criteria.all()] == [
        ("citizen", "record", 50),
        ("citizen", "utilisation", 50),
        ("expert", "it_expertise", 50),
        ("expert", "field_expertise", 50),
    ]
    assert draft.seats_by_side == {"citizen": 5, "expert": 5}


def test_other_calls_have_one_side_without_a_name(official, panel):
    call = actions.draft(by=official, panel=panel, terms=factories.make_terms())
    assert call.seats_by_side == {"": 10}
    assert {one.side for one in call.criteria.all()} == {""}


@pytest.mark.parametrize("facts", [{"expert_seats": 10}, {"expert_seats": 0}])
def test_seats_that_cannot_stand(official, mixed, facts):
    with pytest.raises(ValidationError):
        actions.draft(by=official, panel=mixed, terms=factories.make_terms("mixed", **facts))
    assert not RecruitmentCall.objects.exists()


def test_the_database_keeps_a_seat_for_citizens(draft):
    with pytest.raises(IntegrityError):
        RecruitmentCall.objects.filter(pk=draft.pk).update(expert_seats=10)


def typed(**facts):
    marks = {"it_expertise": "60", "field_expertise": "40", "expert_seats": "4"}
    return terms_as_typed(**marks | facts)


@pytest.mark.parametrize(("kind", "lots"), [(kind, kind == "online") for kind in USUAL])
def test_the_kind_says_whether_lots_are_drawn_and_what_was_said_stays(official, advisory, kind, lots):
    panel = factories.make_panel(advisory, kind=kind, name="새 추진단", state="forming")
    call = actions.draft(by=official, panel=panel, terms=factories.make_terms(kind))
    assert call.draws_lots == lots
    RecruitmentCall.objects.update(draws_lots=not lots)
    assert (
        actions.edit(by=official, call=call, terms=factories.make_terms(kind), version=1).draws_lots == lots
    )
    RecruitmentCall.objects.update(draws_lots=not lots)
    assert actions.publish(by=official, call=call).draws_lots == lots
    RecruitmentCall.objects.update(draws_lots=not lots)
    assert (
        actions.edit(by=official, call=call, terms=factories.make_terms(kind), version=2).draws_lots != lots
    )


@pytest.mark.parametrize(("kind", "way"), [("online", BY_LOT), ("working", BY_POINTS)])
def test_the_page_says_how_the_seats_are_given(client, official, advisory, kind, way):
    client.force_login(official)
    panel = factories.make_panel(advisory, kind=kind, name="새 추진단", state="forming")
    page = client.get(reverse("calls:draft", args=[panel.pk])).content.decode()
    assert way in page and "draws_lots" not in page
    call = actions.draft(by=official, panel=panel, terms=factories.make_terms(kind))
    assert way in client.get(reverse("calls:edit", args=[call.pk])).content.decode()
    actions.publish(by=official, call=call)
    RecruitmentCall.objects.update(draws_lots=way == BY_POINTS)
    other = BY_POINTS if way == BY_LOT else BY_LOT
    assert other in client.get(reverse("calls:edit", args=[call.pk])).content.decode()


def test_the_form_of_a_mixed_call(client, official, mixed):
    client.force_login(official)
    url = reverse("calls:draft", args=[mixed.pk])
    form = client.get(url).context["form"]
    assert form["expert_seats"].value() == 5
    assert [(side, [one.name for one in fields]) for side, fields in form.weight_groups] == [
        ("시민참여단", ["record", "utilisation"]),
        ("전문가자문단", ["it_expertise", "field_expertise"]),
    ]
    form = client.post(url, typed(expert_seats="10")).context["form"]
    assert form.errors["expert_seats"] == ["시민참여단과 전문가자문단을 한 명 이상씩 모집해야 합니다."]
    assert client.post(url, typed(it_expertise="50")).context["form"].errors["record"]
    assert client.post(url, typed()).status_code == 302
    call = RecruitmentCall.objects.get()
    assert call.seats_by_side == {"citizen": 6, "expert": 4}
    form = client.get(reverse("calls:edit", args=[call.pk])).context["form"]
    assert (form["expert_seats"].value(), form["it_expertise"].value()) == (4, 60)


def test_the_page_tells_the_sides_and_warns_of_a_thin_one(client, official, draft):
    actions.edit(by=official, call=draft, terms=factories.make_terms("mixed", expert_seats=2), version=1)
    client.force_login(official)
    page = client.get(draft.get_absolute_url()).content.decode()
    assert "10명(시민참여단 8명, 전문가자문단 2명)" in page
    assert "혼합 추진단의 전문가자문단은 3명 이상을 권고하는데 지금은 2명입니다." in page
    assert "시민참여단 선정 기준과 배점" in page
    actions.publish(by=official, call=RecruitmentCall.objects.get())
    client.logout()
    assert "권고 인원과 다릅니다" not in client.get(draft.get_absolute_url()).content.decode()


def test_the_application_says_which_side_answers_what(client, official, draft):
    call = actions.publish(by=official, call=draft)
    client.force_login(factories.make_user())
    fields = client.get(reverse("calls:apply", args=[call.pk])).context["form"].fields
    assert fields["expertise"].label == "전문분야와 경력 (전문가자문단만)"
    assert fields["frequency"].label.endswith(" (시민참여단만)")
    assert fields["record"].label == "관련 활동경력 (시민참여단은 신청할 때 필수)"
