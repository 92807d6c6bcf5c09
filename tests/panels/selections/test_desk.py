"""What waits for an officer after screening."""

import pytest
from django.core.exceptions import ValidationError

from panels.models import Panel
from panels.screening import actions as screening
from panels.selections import actions, desk
from seoul_gov.accounts.middleware import Visitor
from seoul_gov.accounts.models import User
from seoul_gov.ui import errands
from tests import factories

from .conftest import FALLING, committed, end_seat, numbers


def waiting(user):
    return errands.waiting(user, desk)


def titles(user):
    return [errand.title for errand in waiting(User.objects.get(pk=user.pk))]


def test_a_read_call_waits_for_its_decision(official, by_points):
    call = by_points()
    errand = waiting(User.objects.get(pk=official.pk))[0]
    assert (errand.title, errand.note) == (
        f"선정 결과 확정하기: {call}",
        "지원서 4건의 심사를 마쳤습니다.",
    )
    actions.decide(by=official, call=call)
    assert titles(official) == []


def test_others_have_nothing(official, by_points, head, other_official, citizen):
    by_points()
    assert waiting(Visitor()) == []
    assert [titles(person) for person in (head, other_official, citizen)] == [[], [], []]


@pytest.mark.parametrize(
    "facts",
    [{"settled": False}, {}, {"kind": "citizen", "seats": 3}],
    ids=["unread", "undrawn panel", "undrawn tie"],
)
def test_what_cannot_be_decided_yet_does_not_wait(official, read_call, facts):
    call = read_call(**facts)
    with pytest.raises(ValidationError):
        actions.decide(by=official, call=call)
    assert titles(official) == []


def test_a_dispute_waits_for_a_third_first(official, colleague, read_call):
    call = read_call(kind="citizen", seats=4, settled=False)
    applications = list(call.applications.order_by("pk"))
    for one, levels in zip(applications, [{"record": 0, "utilisation": 0}, *FALLING[1:]], strict=True):
        screening.read(by=colleague, application=one, is_eligible=True, levels=levels)
    assert titles(official) == []


def test_a_drawn_call_waits(official, drawn, plan, read_call):
    committed(read_call(), plan, by=official)
    assert titles(official) == []
    call = drawn()
    assert titles(official) == [f"선정 결과 확정하기: {call}"]


def test_a_call_whose_tie_was_drawn_waits(official, drawn):
    call = drawn(kind="citizen", seats=3)
    assert titles(official) == [f"선정 결과 확정하기: {call}"]


def test_a_free_seat_waits_while_somebody_waits_for_it(official, decided):
    selection = decided()
    one, two, three, four = numbers(selection.call)
    end_seat(selection, one)
    errand = waiting(User.objects.get(pk=official.pk))[0]
    assert errand.title == f"빈자리 채우기: {selection.call}"
    assert errand.note == "빈자리 1개, 연락할 수 있는 예비 신청자 2명"
    assert errand.url == selection.get_absolute_url()
    for choice in selection.choices.waiting():
        actions.decline_waiting(by=choice.application.applicant, choice=choice)
    assert titles(official) == []


def test_a_drawn_panels_free_seat_is_another_rooms(official, drawn):
    selection = actions.decide(by=official, call=drawn())
    end_seat(selection, selection.call.lottery.panel[0])
    assert titles(official) == []


def test_a_dissolved_panel_wants_nothing(official, by_points):
    call = by_points()
    Panel.objects.filter(pk=call.panel_id).update(state="dissolved")
    assert titles(official) == []


@pytest.mark.parametrize("count", [1, 3])
def test_few_queries_however_much_waits(official, by_points, django_assert_num_queries, count):
    for _ in range(count):
        by_points()
        selection = actions.decide(by=official, call=by_points())
        end_seat(selection, numbers(selection.call)[0])
    user = User.objects.get(pk=official.pk)
    assert user.grants is not None
    with django_assert_num_queries(2):
        assert len(waiting(user)) == 2 * count


def test_one_query_where_nothing_waits(official, django_assert_num_queries):
    user = User.objects.get(pk=official.pk)
    assert user.grants is not None
    with django_assert_num_queries(1):
        assert waiting(user) == []


def test_nobodys_departments_are_mixed_up(by_points):
    by_points()
    elsewhere = factories.make_department("교통정보과")
    assert titles(factories.make_official("officer", department=elsewhere)) == []
