"""The free seats of a drawn panel: who leaves, who may come, and everything that follows in one transaction."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.urls import reverse

from panels import actions as panels
from panels import invitations
from panels.calls.models import RecruitmentCall
from panels.draws import drum
from panels.draws.actions.replacements import CHANGED
from panels.draws.models import Replacement
from panels.erasure import actions as erasure
from panels.models import Membership, Panel
from panels.replacements import actions, selectors, state
from panels.selections import actions as selections
from panels.selections.actions import Departure
from panels.selections.selectors import free_seats
from seoul_gov.accounts.models import User
from seoul_gov.audit.models import Event
from seoul_gov.notifications.models import Notice
from seoul_gov.ui.korean import today
from tests import factories
from tests.panels.draws.conftest import PEOPLE
from tests.panels.selections.conftest import committed
from tests.panels.test_races import at_once

from .conftest import end_seat, panel_of, take_office, twins

REASON = "같은 나이의 신청자가 더 없어 다른 나이에서 채웁니다."


def refused(action, **facts):
    with pytest.raises(ValidationError) as refusal:
        action(**facts)
    return " ".join(refusal.value.messages)


@pytest.mark.parametrize("end", ["declined", "withdrawn", "released", "excluded", "cancelled", "ended"])
def test_a_free_seat_is_drawn_and_offered(official, decided, end):
    selection = decided()
    gone, stays = panel_of(selection)
    end_seat(selection, gone, end)
    fit = twins(selection, gone)
    drawn = actions.refill(by=official, selection=selection)
    assert (drawn.turn, drawn.gone, drawn.stay, drawn.reason) == (1, [gone], [stays], "")
    (new,) = drawn.added
    assert new in fit, "nobody else keeps all quotas"
    choice = selection.choices.get(application__number=new)
    assert (choice.standing, choice.turn, choice.membership.state) == ("chosen", 1, "invited")
    assert free_seats(selection) == 0 and panel_of(selection) == sorted([stays, new]) == drawn.panel
    person = choice.application.applicant
    assert Notice.objects.filter(recipient=person, kind="calls.seated").count() == 1
    assert Notice.objects.filter(email=person.email, scope=invitations.scope_of(choice.membership)).exists()
    keys = Event.objects.filter(key__in=("calls.replaced", "calls.seated", "calls.passed_over"))
    assert list(keys.order_by("pk").values_list("key", flat=True)) == ["calls.replaced", "calls.seated"]


def test_turns_follow_each_other_and_who_left_does_not_come_back(official, decided):
    selection = decided()
    first = panel_of(selection)
    end_seat(selection, first[0])
    one = actions.refill(by=official, selection=selection)
    end_seat(selection, one.added[0])
    end_seat(selection, first[1], "withdrawn")
    two = actions.refill(by=official, selection=selection)
    assert (one.turn, two.turn) == (1, 2) and len(two.added) == 2
    assert two.gone == sorted([one.added[0], first[1]])
    assert not {*first, *one.added} & {*two.added, *two.willing}
    turns = selection.choices.filter(application__number__in=two.added).values_list("turn", flat=True)
    assert list(turns) == [2, 2]


def test_who_was_left_out_at_the_decision_is_replaced(official, drawn):
    call = drawn(people=PEOPLE * 3)
    out, stays = sorted(call.lottery.panel)
    selection = selections.decide(by=official, call=call, departures=[Departure(out, ground="conflict")])
    drawn_anew = actions.refill(by=official, selection=selection)
    assert (drawn_anew.gone, drawn_anew.stay) == ([out], [stays]) and out not in drawn_anew.willing


def test_who_holds_the_seat_of_a_replacement_given_by_hand_keeps_it(official, decided):
    """``selections.seat`` is open to other ways than a lottery; who came by one is no part of the next lottery."""
    selection = decided()
    one, other = panel_of(selection)
    end_seat(selection, one)
    stand_in = twins(selection, one)[0]
    selections.seat(by=official, selection=selection, numbers=[stand_in], turn=1)
    assert refused(actions.refill, by=official, selection=selection) == "빈자리가 없습니다."
    end_seat(selection, other)
    drawn = actions.refill(by=official, selection=selection)
    assert drawn.stay == [stand_in] and len(drawn.added) == 1


def test_a_suspended_member_keeps_the_seat_and_an_excluded_one_does_not(official, decided):
    selection = decided()
    take_office(selection)
    number = panel_of(selection)[0]
    seat = Membership.objects.filter(choice__application__number=number)
    seat.update(state="suspended")
    assert refused(actions.refill, by=official, selection=selection).startswith("지금 추진단에서 빠지는")
    seat.update(state="excluded", ended_at=selection.decided_at)
    assert actions.refill(by=official, selection=selection).gone == [number]


def test_an_erased_application_is_not_drawn(official, decided):
    selection = decided()
    gone = panel_of(selection)[0]
    end_seat(selection, gone)
    kept, *others = twins(selection, gone)
    for number in others:
        one = selection.call.applications.get(number=number)
        erasure.erase_own(by=one.applicant, application=one)
    one = selection.choices.filter(standing="alternate").exclude(application__number=kept)
    for choice in one.filter(application__state="submitted"):
        selections.decline_waiting(by=choice.application.applicant, choice=choice)
    drawn = actions.refill(by=official, selection=selection)
    assert not set(others) & set(drawn.willing) and drawn.added[0] not in others


def test_who_can_not_sit_is_no_part_of_the_lottery(official, decided):
    selection = decided()
    gone = panel_of(selection)[0]
    end_seat(selection, gone)
    kept, *others = twins(selection, gone)
    other = factories.make_panel(selection.call.panel.project, kind="expert", name="전문가자문단")
    for number in others:
        factories.make_member(other, user=selection.call.applications.get(number=number).applicant)
    found = selectors.vacancy_of(selection)
    assert list(found.barred) == others and kept in found.willing
    drawn = actions.refill(by=official, selection=selection)
    assert not set(others) & {*drawn.willing, *drawn.added}
    event = Event.objects.get(key="calls.passed_over")
    assert event.sentence.endswith(
        f"1차 교체 추첨에서 지금 단원이 될 수 없는 지원서({', '.join(others)})를 뺐습니다."
    )
    assert "전문가자문단" in event.data["reasons"][others[0]] and event.data["turn"] == 1


@pytest.fixture
def tight(decided):
    """A panel of which nobody can be replaced without breaking a quota: there are four people for two seats."""
    selection = decided(people=PEOPLE)
    end_seat(selection, panel_of(selection)[0])
    return selection


def test_a_breach_is_approved_with_a_reason_and_as_it_was_read(official, tight):
    facts = {"by": official, "selection": tight}
    breach = selectors.foreseen(selectors.vacancy_of(tight)).breach
    assert breach and breach in refused(actions.refill, **facts)
    assert refused(actions.refill, **facts, approve_breach=True).endswith("승인한 까닭을 적어 주세요.")
    facts |= {"approve_breach": True, "reason": REASON}
    sentence = refused(actions.refill, **facts, breach="60대 최소 3명 → 1명")
    assert sentence == f"그 사이 어기게 되는 할당이 바뀌었습니다({breach}). 다시 확인하고 승인해 주세요."
    assert "주민등록번호" in refused(actions.refill, **facts | {"reason": "900101-1234568"})
    assert not Replacement.objects.exists() and free_seats(tight) == 1
    drawn = actions.refill(**facts, breach=breach)
    assert (drawn.breach_in_words, drawn.reason) == (breach, REASON) and free_seats(tight) == 0


def test_what_is_no_refill(official, decided, tight):
    full = decided()
    assert refused(actions.refill, by=official, selection=full).startswith("지금 추진단에서 빠지는")
    for choice in tight.choices.asked_again():
        selections.decline_waiting(by=choice.application.applicant, choice=choice)
    assert refused(actions.refill, by=official, selection=tight).startswith("빈자리를 채울 뜻이 있는")
    assert not Replacement.objects.exists()


def test_points_are_refilled_in_their_order(official, read_call, plan):
    from tests.panels.selections.conftest import FALLING

    selection = selections.decide(by=official, call=read_call(kind="citizen", levels=FALLING))
    end_seat(selection, panel_of(selection)[0])
    assert refused(actions.refill, by=official, selection=selection) == state.NOT_BY_LOT


def test_equals_are_refilled_in_their_order(official, drawn):
    call = drawn(kind="citizen", value="4,0,7,2,9,1")
    selection = selections.decide(by=official, call=call)
    end_seat(selection, panel_of(selection)[0])
    assert refused(actions.refill, by=official, selection=selection) == state.NOT_BY_LOT


def test_a_draw_that_is_not_over_gives_no_seats(official, read_call, plan):
    from panels.models import Selection

    call = read_call(people=PEOPLE * 2)
    committed(call, plan, by=official)
    selection = Selection.objects.create(call=call, decided_by=official)
    assert refused(actions.refill, by=official, selection=selection).startswith("아직 추첨하지 않았습니다.")


def test_a_panel_that_is_over_is_not_refilled(official, tight):
    panel = Panel.objects.filter(pk=tight.call.panel_id)
    panel.update(term_ends_on=today() - timedelta(days=1))
    assert "임기가" in refused(actions.refill, by=official, selection=tight)
    panel.update(term_ends_on=today(), state="dissolved")
    assert refused(actions.refill, by=official, selection=tight) == "취소한 모집공고입니다."


def test_nothing_is_drawn_where_nobody_can_be_invited(official, decided, monkeypatch):
    """The lottery and the invitations stand or fall together."""
    selection = decided()
    end_seat(selection, panel_of(selection)[0])
    monkeypatch.setattr(selectors, "obstacles", lambda *_: {})
    other = factories.make_panel(selection.call.panel.project, kind="expert", name="전문가자문단")
    for choice in selection.choices.asked_again().select_related("application__applicant"):
        factories.make_member(other, user=choice.application.applicant)
    before = Event.objects.count()
    assert "같은 사업의" in refused(actions.refill, by=official, selection=selection)
    assert not Replacement.objects.exists() and Event.objects.count() == before


def test_only_the_departments_officers(official, head, citizen, colleague, decided):
    selection = decided()
    end_seat(selection, panel_of(selection)[0])
    stranger = factories.make_official("officer", department=factories.make_department("다른 부서"))
    for person in (citizen, head, stranger, factories.make_official("auditor")):
        with pytest.raises(PermissionDenied):
            actions.refill(by=person, selection=selection)
    assert actions.refill(by=colleague, selection=selection).computed_by == colleague


def test_who_is_drawn_takes_the_seat_through_the_invitation(official, decided):
    from panels.selectors import texts_for
    from panels.texts import load_texts

    load_texts()
    selection = decided()
    end_seat(selection, panel_of(selection)[0])
    (new,) = actions.refill(by=official, selection=selection).added
    seat = selection.choices.get(application__number=new).membership
    person = User.objects.get(email=seat.email)
    secret = invitations.secret_of(seat)
    panels.accept(by=person, membership=seat, secret=secret, texts=texts_for(seat.role))
    assert Membership.objects.get(pk=seat.pk).is_active and free_seats(selection) == 0


def test_no_seat_is_drawn_while_somebody_willing_is_in_doubt(client, official, decided):
    """The value is public: whoever finds out, or does not, would choose among panels that are known."""
    selection = decided()
    end_seat(selection, panel_of(selection)[0])
    twins = [one.application for one in selection.choices.asked_again().order_by("application__number")[:2]]
    same = {"name": "김한나", "age_band": "30s", "gender": "female", "district": "mapo"}
    selection.call.applications.filter(pk__in=[one.pk for one in twins]).update(**same)
    sentence = state.DOUBTFUL.format(numbers=", ".join(one.number for one in twins))
    assert refused(actions.refill, by=official, selection=selection) == sentence
    client.force_login(official)
    assert sentence in client.get(reverse("replacements:refill", args=[selection.pk])).content.decode()
    for one in twins:
        selections.look_into(by=official, application=one, may_sit=one is twins[0], reason="전화로 확인함")
    assert twins[1].number not in selectors.vacancy_of(selection).willing
    assert actions.refill(by=official, selection=selection).turn == 1


@pytest.mark.django_db(transaction=True)
def test_two_officials_at_once_make_one_turn(official, colleague, decided):
    selection = decided()
    end_seat(selection, panel_of(selection)[0])
    people = [User.objects.get(pk=one.pk) for one in (official, colleague)]
    told = at_once([lambda by=by: actions.refill(by=by, selection=selection) for by in people])
    assert told == ["", "지금 추진단에서 빠지는 사람이 없습니다."]
    assert Replacement.objects.get().turn == 1
    assert Event.objects.filter(key="calls.seated").count() == 1 and free_seats(selection) == 0


@pytest.mark.django_db(transaction=True)
def test_nothing_is_held_while_the_lottery_is_computed(official, decided, monkeypatch):
    """Somebody of the willing says no meanwhile: they can, and nothing is drawn among people who have changed."""
    selection = decided()
    end_seat(selection, panel_of(selection)[0])
    compute = drum.replace

    def meanwhile(*facts):
        assert not connection.in_atomic_block
        one = selection.choices.asked_again().first()
        selections.decline_waiting(by=one.application.applicant, choice=one)
        return compute(*facts)

    monkeypatch.setattr(drum, "replace", meanwhile)
    assert refused(actions.refill, by=official, selection=selection) == CHANGED
    assert not Replacement.objects.exists() and free_seats(selection) == 1
    monkeypatch.undo()
    assert actions.refill(by=official, selection=selection).turn == 1


def test_nobody_is_invited_by_hand_while_lots_can_give_the_seat(client, official, colleague, decided):
    selection = decided()
    panel = selection.call.panel
    facts = {"by": official, "panel": panel, "email": "hand@example.test", "name": "손초대"}
    with pytest.raises(ValidationError, match="자리는 추첨으로만 드립니다"):
        panels.invite(**facts)
    client.force_login(official)
    url = reverse("panels:invite", args=[panel.pk])
    page = client.get(url).content.decode()
    assert "추첨으로 구성하는 추진단입니다" in page
    assert 'value="member"' not in page
    answer = client.post(url, {"email": colleague.email, "name": colleague.name, "role": "secretary"})
    assert answer.status_code == 302
    selection.choices.update(is_willing=False)
    assert panels.invite(**facts).state == "invited"


def test_lots_that_are_announced_and_not_drawn_give_the_seats_too(official, read_call):  # noqa: F811
    call = read_call()
    facts = {"by": official, "panel": call.panel, "email": "hand@example.test", "name": "손초대"}
    with pytest.raises(ValidationError, match="자리는 추첨으로만 드립니다"):
        panels.invite(**facts)
    RecruitmentCall.objects.update(state="cancelled")
    assert panels.invite(**facts).state == "invited"
