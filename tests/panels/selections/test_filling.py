"""Seats that become free, and who is asked for them."""

import pytest
from django.core.exceptions import PermissionDenied

from panels import actions as panels
from panels.models import Membership, Panel
from panels.selections import actions, selectors
from panels.selections.state import ONCE
from seoul_gov.audit.models import Event
from seoul_gov.notifications.models import Notice
from tests import factories
from tests.panels.test_races import at_once

from .conftest import end_seat, numbers, standings
from .test_deciding import refused


@pytest.mark.parametrize("state", ["declined", "withdrawn", "released", "excluded", "ended", "cancelled"])
def test_a_free_seat_goes_to_the_next_in_order(official, decided, state):
    selection = decided()
    one, two, three, four = numbers(selection.call)
    assert selectors.free_seats(selection) == 0
    end_seat(selection, one, state)
    assert selectors.free_seats(selection) == 1
    choice = actions.next_in_order(by=official, selection=selection)
    assert (choice.application.number, choice.standing, choice.rank, choice.turn) == (
        three,
        "chosen",
        None,
        1,
    )
    assert choice.membership.state == "invited" and choice.membership.panel == selection.call.panel
    assert standings(selection)[four] == ("alternate", 2), "a rank that was told stays"
    event = Event.objects.get(key="calls.seated")
    assert three in event.sentence and event.data["passed"] == {}
    notice = Notice.objects.get(kind="calls.seated")
    assert notice.recipient == choice.application.applicant and "수락하셔야" in notice.body


def test_the_turns_count_up(official, decided):
    selection = decided()
    for number in numbers(selection.call)[:2]:
        end_seat(selection, number)
    turns = [actions.next_in_order(by=official, selection=selection).turn for _ in range(2)]
    assert turns == [1, 2]
    assert refused(actions.next_in_order, by=official, selection=selection) == "비어 있는 자리가 없습니다."


@pytest.mark.parametrize("state", ["invited", "active", "suspended"])
def test_no_seat_is_free_while_somebody_holds_it(official, decided, state):
    selection = decided()
    for one in selection.choices.chosen().select_related("application__applicant"):
        facts = {"user": one.application.applicant, "accepted_at": selection.decided_at, "state": state}
        Membership.objects.filter(pk=one.membership_id).update(**facts)
    assert selectors.free_seats(selection) == 0
    assert refused(actions.next_in_order, by=official, selection=selection) == "비어 있는 자리가 없습니다."


def test_who_does_not_want_or_can_not_sit_is_passed_over(official, decided):
    selection = decided(seats=1)
    one, two, three, four = numbers(selection.call)
    end_seat(selection, one)
    unwilling, barred = (selection.choices.get(application__number=number) for number in (two, three))
    actions.decline_waiting(by=unwilling.application.applicant, choice=unwilling)
    other = factories.make_panel(selection.call.panel.project, kind="expert", name="전문가자문단")
    factories.make_member(other, user=barred.application.applicant)
    assert actions.next_in_order(by=official, selection=selection).application.number == four
    passed = Event.objects.get(key="calls.seated").data["passed"]
    assert list(passed) == [three] and "전문가자문단" in passed[three]
    end_seat(selection, four)
    sentence = refused(actions.next_in_order, by=official, selection=selection)
    assert sentence == "지금 연락할 수 있는 예비 신청자가 없습니다."


def test_an_erased_application_is_nobodys(official, decided):
    selection = decided(seats=1)
    one, two, three, _ = numbers(selection.call)
    end_seat(selection, one)
    selection.call.applications.filter(number=two).update(
        state="erased", applicant=None, erased_at=selection.decided_at
    )
    assert actions.next_in_order(by=official, selection=selection).application.number == three


def test_a_lottery_is_refilled_by_a_lottery(official, drawn):
    selection = actions.decide(by=official, call=drawn())
    end_seat(selection, selection.call.lottery.panel[0])
    sentence = refused(actions.next_in_order, by=official, selection=selection)
    assert sentence == "추첨으로 구성한 추진단의 빈자리는 교체 추첨으로 채웁니다."


def test_numbers_for_a_replacement(official, drawn):
    call = drawn()
    one, other = call.lottery.panel
    selection = actions.decide(by=official, call=call, departures=[actions.Departure(one, ground="conflict")])
    assert selectors.free_seats(selection) == 1
    assert selectors.willing(selection) == sorted(call.lottery.alternates)
    end_seat(selection, other)
    assert selectors.free_seats(selection) == 2
    found = actions.seat(by=official, selection=selection, numbers=call.lottery.alternates, turn=1)
    assert [choice.turn for choice in found] == [1, 1]
    assert selectors.free_seats(selection) == 0 and selectors.willing(selection) == []
    assert selectors.is_lottery(call) and Notice.objects.filter(kind="calls.seated").count() == 2


def test_seats_that_cannot_be_given(official, decided):
    selection = decided()
    one, two, three, four = numbers(selection.call)
    facts = {"by": official, "selection": selection}
    assert refused(actions.seat, **facts, numbers=[three], turn=0) == "충원 차수는 1부터 셉니다."
    assert "빈자리에 연락할 수 있는" in refused(actions.seat, **facts, numbers=[two], turn=1)
    assert "비어 있는 자리는 0개인데 1명을" in refused(actions.seat, **facts, numbers=[three], turn=1)
    end_seat(selection, one)
    assert "비어 있는 자리는 1개인데 2명을" in refused(actions.seat, **facts, numbers=[three, four], turn=1)
    other = factories.make_panel(selection.call.panel.project, kind="expert", name="전문가자문단")
    factories.make_member(other, user=selection.call.applications.get(number=four).applicant)
    assert f"지원서 {four}: 같은 사업의" in refused(actions.seat, **facts, numbers=[four], turn=1)
    assert len(actions.seat(**facts, numbers=[three, three], turn=1)) == 1


def test_only_officers_fill_seats_of_a_panel_that_exists(official, head, decided):
    selection = decided()
    for action, facts in ((actions.next_in_order, {}), (actions.seat, {"numbers": [], "turn": 1})):
        with pytest.raises(PermissionDenied):
            action(by=head, selection=selection, **facts)
    Panel.objects.filter(pk=selection.call.panel_id).update(state="dissolved")
    assert refused(actions.next_in_order, by=official, selection=selection) == "취소한 모집공고입니다."
    assert (
        refused(actions.seat, by=official, selection=selection, numbers=[], turn=1)
        == "취소한 모집공고입니다."
    )


def test_not_to_be_asked_and_back(decided):
    selection = decided()
    choice = selection.choices.get(rank=1)
    person = choice.application.applicant
    for _ in range(2):
        choice = actions.decline_waiting(by=person, choice=choice)
    assert not choice.is_willing and choice.application.number not in selectors.willing(selection)
    for _ in range(2):
        choice = actions.resume_waiting(by=person, choice=choice)
    assert choice.is_willing and choice.rank == 1
    keys = Event.objects.filter(key__startswith="calls.waiting").values_list("key", flat=True)
    assert sorted(keys) == ["calls.waiting_declined", "calls.waiting_resumed"]


def test_who_may_not_say_so(official, by_points, citizen):
    call = by_points()
    one = call.applications.order_by("pk")[0]
    departures = [actions.Departure(one.number, "연락이 닿지 않음")]
    selection = actions.decide(by=official, call=call, departures=departures)
    chosen, left_out = selection.choices.chosen()[0], selection.choices.get(application=one)
    sentence = refused(actions.decline_waiting, by=chosen.application.applicant, choice=chosen)
    assert sentence.startswith("이미 선정되었습니다.")
    sentence = refused(actions.resume_waiting, by=one.applicant, choice=left_out)
    assert sentence == "빈자리에 연락할 수 있는 지원서가 아닙니다."
    for person in (citizen, official):
        with pytest.raises(PermissionDenied):
            actions.decline_waiting(by=person, choice=selection.choices.get(rank=1))


@pytest.mark.django_db(transaction=True)
def test_two_officers_at_once_decide_once_and_fill_once(official, colleague, by_points):
    call = by_points()
    both = (official, colleague)
    told = at_once([lambda by=by: actions.decide(by=by, call=call) for by in both])
    assert told == ["", ONCE]
    assert Membership.objects.count() == 2
    call.refresh_from_db()
    selection = call.selection
    end_seat(selection, numbers(call)[0])
    told = at_once([lambda by=by: actions.next_in_order(by=by, selection=selection) for by in both])
    assert told == ["", "비어 있는 자리가 없습니다."]
    assert Event.objects.filter(key="calls.seated").count() == 1


def test_an_accepted_invitation_keeps_the_seat(official, decided):
    """The way from a result to a member in office, through the real invitation."""
    from panels import invitations
    from panels.selectors import texts_for

    selection = decided()
    choice = selection.choices.chosen().first()
    person = choice.application.applicant
    seat = choice.membership
    panels.accept(by=person, membership=seat, secret=invitations.secret_of(seat), texts=texts_for(seat.role))
    choice.refresh_from_db()
    assert choice.membership.is_active and selectors.free_seats(selection) == 0
