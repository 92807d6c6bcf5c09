"""Many answers at once, through the real locks of the database."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connections

from panels import actions, selectors
from panels.conflicts import actions as conflicts
from panels.models import Membership, Signature
from panels.nominees import Nominee
from projects.models import Vendor
from seoul_gov.audit.models import Event
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(calls) -> list[str]:
    """Run all calls at the same moment; "" for each that went through and the sentence of each refusal."""
    barrier = Barrier(len(calls))

    def run(call):
        try:
            barrier.wait(timeout=10)
            call()
        except ValidationError as refusal:
            return refusal.messages[0]
        finally:
            connections.close_all()
        return ""

    with ThreadPoolExecutor(len(calls)) as pool:
        return sorted(pool.map(run, calls))


def accepting(person, membership, secret):
    texts = selectors.texts_for("member")[:2]
    return lambda: actions.accept(by=person, membership=membership, secret=secret, texts=texts)


def test_two_acceptances_of_one_invitation_give_one_seat(panel, invite, citizen):
    call = accepting(citizen, *invite(panel, citizen))
    assert at_once([call] * 4) == ["", *["이미 수락한 초대입니다."] * 3]
    assert Membership.objects.get().is_active
    assert Signature.objects.count() == 2
    assert Event.objects.filter(key="panels.accepted").count() == 1


def test_one_person_who_accepts_in_two_panels_at_once_sits_in_one(panel, mixed, invite, citizen):
    citizen.emailaddress_set.create(email="second@example.test", verified=True)
    here = accepting(citizen, *invite(panel, citizen))
    there = accepting(citizen, *invite(mixed, email="second@example.test", side="expert"))
    told = at_once([here, there])
    assert (told[0], "한 추진단에만" in told[1]) == ("", True)
    assert Membership.objects.active().count() == 1


def test_one_address_invited_twice_at_once_gets_one_seat(panel, mixed, official, texts):
    facts = {"by": official, "email": "wanted@example.test", "name": "한시민"}
    told = at_once(
        [
            lambda: actions.invite(panel=panel, **facts),
            lambda: actions.invite(panel=panel, **facts),
            lambda: actions.invite(panel=mixed, side="citizen", **facts),
        ]
    )
    assert told.count("") == 1
    assert Membership.objects.count() == 1


def test_two_chairs_at_once_leave_one(panel, official):
    seats = [factories.make_member(panel) for _ in range(2)]
    told = at_once([lambda seat=seat: actions.appoint_chair(by=official, membership=seat) for seat in seats])
    assert told == ["", ""]
    assert panel.memberships.filter(role="chair").count() == 1


def test_two_officers_who_finish_at_once_finish_once(panel, official):
    factories.make_member(panel)
    call = lambda: actions.activate(by=official, panel=panel, size_reason="사유")  # noqa: E731
    assert at_once([call, call]) == ["", "이미 구성을 마쳤거나 해산한 추진단입니다."]


def test_acceptance_and_cancellation_at_once_end_in_one_of_the_two(panel, invite, citizen, official):
    membership, secret = invite(panel, citizen)
    told = at_once(
        [
            accepting(citizen, membership, secret),
            lambda: actions.cancel_invitation(by=official, membership=membership),
        ]
    )
    membership.refresh_from_db()
    assert told[0] == ""
    assert told[1] in (
        "이미 끝난 초대입니다(활동 중).",
        "취소된 초대입니다. 궁금한 점은 담당부서에 문의해 주세요.",
    )
    assert membership.state in ("active", "cancelled")


def test_one_new_company_recorded_for_two_projects_at_once_is_one_company(official, advisory, collaboration):
    facts = {
        "by": official,
        "kind": "contractor",
        "vendor_name": "한빛정보",
        "business_number": "123-45-67890",
    }
    told = at_once(
        [
            lambda: actions.record_contract_party(project=advisory, **facts),
            lambda: actions.record_contract_party(project=collaboration, **facts),
        ]
    )
    assert told == ["", ""]
    assert Vendor.objects.get().parties.count() == 2


def test_one_committee_adopted_twice_at_once_is_adopted_once(advisory, official):
    def adopting():
        people = [Nominee("한위원", "han@example.test")]
        facts = {"kind": "expert", "name": "자문단", "adopted_from": "위원회", "adopted_basis": "조례"}
        actions.adopt(by=official, project=advisory, roster=people, **facts)

    told = at_once([adopting] * 3)
    assert [bool(sentence) for sentence in told] == [False, True, True]
    assert Membership.objects.count() == 1


def test_one_suspension_decided_twice_at_once_is_decided_once(working, official, head):
    seat = factories.make_member(working)
    found = conflicts.suspend_by_hand(by=official, membership=seat, reason="배우자가 다닙니다.")
    conflicts.state_opinion(by=seat.user, suspension=found, statement="낼 의견이 없습니다.")
    facts = {"by": head, "suspension": found, "reason": "확인했습니다."}
    told = at_once([lambda: conflicts.restore(**facts), lambda: conflicts.exclude(**facts)])
    assert (told[0], told[1].startswith("이미 정한 직무 정지입니다")) == ("", True)
    found.refresh_from_db()
    seat.refresh_from_db()
    assert seat.state == {"restored": "active", "excluded": "excluded"}[found.outcome]


def test_two_companies_recorded_at_once_suspend_a_member_once(working, official, collaboration):
    seat = factories.make_member(working)
    for name in ("한빛정보", "서울데이터"):
        Vendor.objects.create(name=name).staff.add(seat.user)
    facts = {"by": official, "project": collaboration, "kind": "supplier"}
    told = at_once(
        [
            lambda: actions.record_contract_party(vendor_name="한빛정보", **facts),
            lambda: actions.record_contract_party(vendor_name="서울데이터", **facts),
        ]
    )
    assert told == ["", ""]
    assert seat.suspensions.count() == 1


def test_who_leaves_while_being_suspended_is_gone(working, official):
    seat = factories.make_member(working)
    told = at_once(
        [
            lambda: actions.withdraw(by=seat.user, membership=seat),
            lambda: conflicts.suspend_by_hand(by=official, membership=seat, reason="배우자가 다닙니다."),
        ]
    )
    seat.refresh_from_db()
    assert seat.state == "withdrawn"
    assert not seat.suspensions.open().exists()
    assert told in (["", ""], ["", "지금 활동 중인 구성원이 아닙니다(그만둠)."])
