"""What waits for an officer after screening."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from panels.draws import actions as draws
from panels.draws.models import LotteryRun
from panels.models import Panel
from panels.screening import actions as screening
from panels.selections import actions, desk
from seoul_gov.accounts.middleware import Visitor
from seoul_gov.accounts.models import User
from seoul_gov.ui import errands
from seoul_gov.ui.korean import today
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


def test_what_is_not_read_does_not_wait(official, read_call):
    call = read_call(settled=False)
    with pytest.raises(ValidationError):
        actions.decide(by=official, call=call)
    assert titles(official) == []


@pytest.mark.parametrize(
    ("facts", "where"),
    [({}, "draws:trials"), ({"kind": "citizen", "seats": 3}, "draws:commit")],
    ids=["panel", "tie"],
)
def test_a_read_call_waits_for_its_draw(official, read_call, facts, where):
    call = read_call(**facts)
    with pytest.raises(ValidationError):
        actions.decide(by=official, call=call)
    (errand,) = waiting(User.objects.get(pk=official.pk))
    assert (errand.title, errand.note) == (f"추첨 준비하기: {call}", "지원서 4건의 심사를 마쳤습니다.")
    assert errand.url == reverse(where, args=[call.pk])


def test_the_value_of_a_draw_waits_for_two(official, colleague, read_call, plan):
    call = read_call()
    run = committed(call, plan, by=official)
    assert titles(official) == [], "the announced time has not come"
    LotteryRun.objects.filter(pk=run.pk).update(draws_at=timezone.now() - timedelta(seconds=1))
    (errand,) = waiting(User.objects.get(pk=official.pk))
    assert (errand.title, errand.note) == (f"추첨 값 적기: {call}", "예고한 추첨일시가 되었습니다.")
    assert errand.url == reverse("draws:enter", args=[run.pk]) and errand.due is not None
    draws.enter(by=official, run=run, value="4,0,7,2,9,1")
    assert titles(official) == []
    (errand,) = waiting(User.objects.get(pk=colleague.pk))
    assert errand.note == "한 사람이 적은 값을 다른 담당자가 확인합니다."
    draws.enter(by=colleague, run=run, value="4,0,7,2,9,1")
    assert titles(official) == titles(colleague) == [f"선정 결과 확정하기: {call}"]


def test_a_dispute_waits_for_a_third_first(official, colleague, read_call):
    call = read_call(kind="citizen", seats=4, settled=False)
    applications = list(call.applications.order_by("pk"))
    for one, levels in zip(applications, [{"record": 0, "utilisation": 0}, *FALLING[1:]], strict=True):
        screening.read(by=colleague, application=one, is_eligible=True, levels=levels)
    assert titles(official) == []


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


def test_a_drawn_panels_free_seat_is_drawn_anew(official, drawn):
    selection = actions.decide(by=official, call=drawn())
    end_seat(selection, selection.call.lottery.panel[0])
    errand = waiting(User.objects.get(pk=official.pk))[0]
    assert errand.title == f"빈자리 다시 추첨하기: {selection.call}"
    assert errand.note == "빈자리 1개, 뜻이 있는 신청자 2명"
    assert errand.url == reverse("replacements:refill", args=[selection.pk])
    for choice in selection.choices.asked_again():
        actions.decline_waiting(by=choice.application.applicant, choice=choice)
    assert titles(official) == []


def test_a_panel_whose_term_is_over_wants_nobody(official, decided):
    selection = decided()
    end_seat(selection, numbers(selection.call)[0])
    panel = Panel.objects.filter(pk=selection.call.panel_id)
    panel.update(term_ends_on=today())
    assert len(titles(official)) == 1
    panel.update(term_ends_on=today() - timedelta(days=1))
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
