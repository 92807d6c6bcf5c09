"""What is due by a day: each period with its last day, what stays, and what it costs to ask."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from panels.calls import actions as calls
from panels.calls.models import Application
from panels.enums import MemberState
from panels.erasure import norms, selectors
from panels.models import Membership, Panel, Selection
from projects.models import Norm
from projects.norms import load
from tests import factories
from tests.factories import make_application

from .conftest import fresh, seoul

pytestmark = pytest.mark.django_db


def due(before, **place):
    return [(str(one.what), one.basis, one.due_on, one.count) for one in selectors.batches(before, **place)]


def test_who_was_not_chosen_is_due_six_months_after_the_result(settled):
    call, chosen, other = settled
    rule = ("applications", "선정 결과를 알린 날부터 6개월", date(2026, 11, 27), 1)
    assert due(date(2026, 11, 27)) == []
    assert due(date(2026, 11, 28)) == [rule]
    (batch,) = selectors.batches(date(2026, 11, 28))
    assert (batch.ids, batch.place, batch.erased_on) == ((other.pk,), call, date(2026, 11, 28))
    assert due(date(2040, 1, 1), call=call) == [rule]


def test_the_day_of_the_result_is_seouls(call, closed, decided):
    make_application(call)
    closed(call, seoul(2026, 5, 1, 18))
    decided(call, seoul(2026, 5, 27, 23, 59))
    assert due(date(2026, 11, 28))[0][2] == date(2026, 11, 27)
    Selection.objects.update(decided_at=seoul(2026, 5, 28, 0, 0))
    assert due(date(2026, 11, 28)) == []
    assert due(date(2026, 11, 29))[0][2] == date(2026, 11, 28)


def test_an_edited_norm_counts(settled):
    load(norms.SPECS)
    Norm.objects.filter(key=norms.APPLICATION_MONTHS.key).update(value=3)
    assert due(date(2026, 8, 28)) == [("applications", "선정 결과를 알린 날부터 3개월", date(2026, 8, 27), 1)]


def test_without_a_result_what_was_handed_in_stays(call, closed):
    make_application(call)
    closed(call, seoul(2020, 1, 1))
    assert due(date(2040, 1, 1)) == []


def test_who_has_a_seat_counts_as_chosen(settled, official):
    call, _, other = settled
    factories.make_member(call.panel, user=other.applicant)
    assert due(date(2026, 11, 28)) == []


def test_a_call_that_was_taken_back_has_its_result_then(call, official, time_machine):
    make_application(call)
    time_machine.move_to("2026-12-01T10:00:00+09:00")
    calls.cancel(by=official, call=call, reason="사업 취소")
    assert due(date(2027, 6, 1)) == []
    assert due(date(2027, 6, 2)) == [("applications", "선정 결과를 알린 날부터 6개월", date(2027, 6, 1), 1)]


def test_the_chosen_without_a_seat_go_with_the_panel(settled):
    call, chosen, _ = settled
    Panel.objects.filter(pk=call.panel_id).update(state="dissolved", dissolved_at=seoul(2026, 7, 1))
    rule = ("applications", "추진단을 해산한 날부터 3년", date(2029, 7, 1), 1)
    assert rule not in due(date(2029, 7, 1))
    assert rule in due(date(2029, 7, 2))
    factories.make_member(call.panel, user=chosen.applicant)
    assert rule not in due(date(2029, 7, 2))


def test_drafts_are_due_thirty_days_after_the_end(call, closed):
    make_application(call, submitted=False)
    closed(call, seoul(2026, 10, 1, 18))
    assert due(date(2026, 10, 31)) == []
    rule = ("drafts", "접수가 끝난 날부터 30일", date(2026, 10, 31), 1)
    assert due(date(2026, 11, 1)) == [rule]


def test_an_earlier_end_counts_for_drafts(call, official, time_machine):
    make_application(call, submitted=False)
    time_machine.move_to("2026-11-29T10:00:00+09:00")
    calls.cancel(by=official, call=call, reason="사업 취소")
    assert call.last_day > date(2026, 11, 29)
    assert due(date(2026, 12, 30))[0][:3] == ("drafts", "접수가 끝난 날부터 30일", date(2026, 12, 29))


def test_what_was_taken_back_is_due_thirty_days_later_whatever_the_call_does(call):
    application = make_application(call)
    calls.withdraw(by=application.applicant, application=application)
    Application.objects.update(withdrawn_at=seoul(2026, 10, 1, 23, 59))
    assert due(date(2026, 10, 31)) == []
    rule = ("withdrawn", "철회한 날부터 30일", date(2026, 10, 31), 1)
    assert due(date(2026, 11, 1)) == [rule]
    Application.objects.update(withdrawn_at=seoul(2026, 10, 2))
    assert due(date(2026, 11, 1)) == []


def test_seats_are_due_three_years_after_their_end(panel, former):
    seat = former(seoul(2023, 11, 26, 23, 59))
    factories.make_member(panel)
    assert due(date(2026, 11, 26)) == []
    rule = ("members", "활동이 끝난 날부터 3년", date(2026, 11, 26), 1)
    assert due(date(2026, 11, 27)) == due(date(2026, 11, 27), panel=panel) == [rule]
    (batch,) = selectors.batches(date(2026, 11, 27))
    assert (batch.ids, batch.place) == ((seat.pk,), panel)
    assert due(date(2026, 11, 27), panel=factories.make_panel(panel.project, name="다른 단")) == []


def test_seats_end_with_their_panel(panel):
    suspended = factories.make_member(panel)
    Membership.objects.filter(pk=suspended.pk).update(state=MemberState.SUSPENDED)
    assert due(date(2040, 1, 1)) == []
    Panel.objects.update(state="dissolved", dissolved_at=seoul(2023, 1, 31))
    assert due(date(2026, 2, 1))[0][2:] == (date(2026, 1, 31), 1)


def test_one_batch_a_place_a_rule_and_a_day(panel, former):
    for day in (1, 1, 2):
        former(seoul(2023, 3, day))
    assert [one[2:] for one in due(date(2026, 6, 1))] == [(date(2026, 3, 1), 2), (date(2026, 3, 2), 1)]


def test_asking_costs_the_same_whatever_there_is(settled, former, django_assert_max_num_queries):
    def ask():
        with django_assert_max_num_queries(7):
            return sum(one.count for one in selectors.batches(date(2030, 1, 1)))

    call = settled[0]
    first = ask()
    for _ in range(3):
        former(seoul(2023, 3, 1))
        late = make_application_late(call)
        assert fresh(late).number
    assert ask() == first + 6


def make_application_late(call):
    """One more application for a call that is over."""
    person = factories.make_user()
    number = f"{call.pk}-{person.pk}"
    return Application.objects.create(
        call=call,
        applicant=person,
        state="submitted",
        number=number,
        submitted_at=timezone.now() - timedelta(9),
    )
