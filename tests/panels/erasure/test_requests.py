"""What people erase themselves, and what they ask the privacy officer to erase."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from panels.calls import actions as calls
from panels.calls.models import Application
from panels.calls.selectors import has_applicants
from panels.erasure import actions, desk
from panels.erasure.models import Destruction, ErasureRequest
from panels.models import ERASED, Membership
from seoul_gov.audit.models import Event
from seoul_gov.notifications.models import Notice
from seoul_gov.ui import errands
from seoul_gov.ui.korean import today
from tests import factories
from tests.factories import make_application

from .conftest import fresh, seoul

pytestmark = pytest.mark.django_db


def waiting(user):
    return errands.waiting(user, desk)


def refused(action, **facts):
    with pytest.raises(ValidationError) as refusal:
        action(**facts)
    return " ".join(refusal.value.messages)


def own(application):
    return {"by": application.applicant, "application": application}


@pytest.mark.django_db(transaction=True)
def test_who_was_not_chosen_erases_at_once(settled, caplog):
    call, _, other = settled
    person, number = other.applicant, other.number
    with caplog.at_level("INFO"):
        actions.erase_own(**own(other))
    after = fresh(other)
    assert (after.state, after.number, after.applicant, after.name) == ("erased", number, None, "")
    record = Destruction.objects.get()
    assert (record.what, record.call, record.count, record.due_on) == ("on_request", call, 1, None)
    assert (record.basis, record.destroyed_by, record.doer) == (actions.ASKED_FOR, None, "본인")
    event = Event.objects.get(key="calls.erased")
    assert (event.shown_actor, number in event.sentence) == ("단원", False)
    assert f"erased on request: application {number}" in caplog.text
    with pytest.raises(PermissionDenied):
        actions.erase_own(by=person, application=other)


def test_nobody_erases_for_somebody_else(settled, citizen, official):
    for person in (citizen, official):
        with pytest.raises(PermissionDenied):
            actions.erase_own(by=person, application=settled[2])


def test_who_was_chosen_asks_later(settled):
    assert refused(actions.erase_own, **own(settled[1])) == actions.CHOSEN


def test_while_the_call_is_undecided_withdrawing_comes_first(call, closed):
    application = make_application(call)
    assert refused(actions.erase_own, **own(application)) == actions.WITHDRAW_FIRST
    closed(call, seoul(2026, 5, 1))
    assert refused(actions.erase_own, **own(application)) == actions.UNDECIDED
    assert fresh(application).name


def test_what_was_taken_back_and_what_was_never_handed_in_goes_at_once(call):
    application, draft = make_application(call), make_application(call, submitted=False)
    calls.withdraw(by=application.applicant, application=application)
    actions.erase_own(**own(fresh(application)))
    assert has_applicants(call), "who applied knew the call as it stood, whatever is left of it"
    actions.erase_own(**own(draft))
    assert [one.state for one in Application.objects.all()] == ["erased"]
    assert Destruction.objects.count() == 2


def test_a_call_that_was_taken_back_lets_everybody_erase(call, official):
    application = make_application(call)
    calls.cancel(by=official, call=call, reason="사업 취소")
    actions.erase_own(**own(application))
    assert fresh(application).state == "erased"


@pytest.fixture
def seat(former):
    return former(seoul(2026, 10, 1), name="떠난시민")


@pytest.fixture
def asked(seat):
    return actions.ask(by=seat.user, membership=seat, wish="이사했습니다.")


def test_asking_starts_ten_days(asked, seat, dpo, django_assert_num_queries):
    assert (asked.due_on, asked.state, asked.requested_by) == (today() + timedelta(10), "open", seat.user)
    assert (str(asked), asked.tone) == (f"{asked.pk}번 삭제 요청", "info")
    event = Event.objects.get(key="panels.erasure_asked")
    assert (event.shown_actor, "떠난시민" in event.sentence) == ("단원", False)
    with django_assert_num_queries(2):  # the roles, and the requests
        (line,) = waiting(dpo)
    assert (line.title, line.due) == ("개인정보 삭제 요청 1건 처리하기", asked.due_on)


def test_only_the_privacy_officer_is_asked(dpo, auditor, seat):
    assert waiting(dpo) == waiting(auditor) == waiting(AnonymousUser()) == []
    actions.ask(by=seat.user, membership=seat)
    assert waiting(auditor) == waiting(seat.user) == []


def test_a_member_in_office_leaves_first(panel, seat, citizen):
    member = factories.make_member(panel)
    assert refused(actions.ask, by=member.user, membership=member) == actions.IN_OFFICE
    Membership.objects.filter(pk=member.pk).update(state="suspended")
    assert refused(actions.ask, by=member.user, membership=member) == actions.IN_OFFICE
    with pytest.raises(PermissionDenied):
        actions.ask(by=citizen, membership=seat)


def test_one_request_at_a_time(asked, seat):
    assert refused(actions.ask, by=seat.user, membership=seat) == actions.ASKED_ALREADY
    with pytest.raises(IntegrityError), transaction.atomic():
        ErasureRequest.objects.create(membership=seat, requested_by=seat.user, due_on=today())


def test_granting_erases_the_seat_and_tells_the_person(asked, seat, dpo, panel):
    person = seat.user
    done = actions.approve(by=dpo, request=asked)
    assert (done.state, done.decided_by, done.requested_by, done.wish) == ("approved", dpo, None, "")
    after = Membership.objects.get(pk=seat.pk)
    assert (after.user, after.name, after.state, after.ended_at) == (None, ERASED, "withdrawn", seat.ended_at)
    record = Destruction.objects.get()
    assert (record.what, record.panel, record.count, record.destroyed_by) == ("on_request", panel, 1, dpo)
    assert record.doer == str(dpo)
    notice = Notice.objects.get(recipient=person)
    assert (notice.kind, notice.is_legal) == ("panels.erasure_approved", True)
    assert Event.objects.get(key="panels.erasure_approved").actor == str(dpo)
    assert refused(actions.approve, by=dpo, request=asked) == actions.DECIDED
    assert refused(actions.refuse, by=dpo, request=asked, answer="-") == actions.DECIDED


def test_refusing_says_why_and_how_to_object(asked, seat, dpo):
    assert refused(actions.refuse, by=dpo, request=asked, answer=" ") == "거절하는 사유를 적어 주세요."
    done = actions.refuse(by=dpo, request=asked, answer="소송이 진행되고 있습니다.")
    assert (done.state, done.answer, done.requested_by) == ("refused", "소송이 진행되고 있습니다.", seat.user)
    notice = Notice.objects.get(recipient=seat.user)
    assert (notice.kind, notice.is_legal) == ("panels.erasure_refused", True)
    assert "소송이 진행되고" in notice.body
    assert "118" in notice.body
    assert Membership.objects.get(pk=seat.pk).name == "떠난시민"
    assert not Destruction.objects.exists()
    actions.ask(by=seat.user, membership=seat)


def test_only_the_privacy_officer_decides(asked, seat, official, auditor, administrator):
    for person in (seat.user, official, auditor, administrator):
        with pytest.raises(PermissionDenied):
            actions.approve(by=person, request=asked)
        with pytest.raises(PermissionDenied):
            actions.refuse(by=person, request=asked, answer="-")


def test_the_period_ends_a_request(former, dpo):
    seat = former(seoul(2023, 1, 1))
    refused_one = actions.refuse(by=dpo, request=actions.ask(by=seat.user, membership=seat), answer="소송")
    asked = actions.ask(by=seat.user, membership=seat, wish="빨리")
    assert actions.erase_due() == 1
    for request, state in ((asked, "lapsed"), (refused_one, "refused")):
        request.refresh_from_db()
        assert (request.state, request.requested_by, request.wish, request.answer) == (state, None, "", "")
    assert waiting(dpo) == []
