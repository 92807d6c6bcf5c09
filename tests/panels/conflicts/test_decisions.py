from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from panels import actions as panels
from panels.conflicts import actions
from panels.conflicts.models import Suspension
from panels.enums import MemberState
from panels.models import Appointment, Membership
from projects.models import Vendor
from seoul_gov.audit.models import Event
from seoul_gov.notifications.models import Notice
from seoul_gov.ui.korean import korean_date, today
from tests import factories

pytestmark = pytest.mark.django_db
FACTS = {"reason": "관계없는 업체입니다."}


def refused(action, **facts) -> str:
    with pytest.raises(ValidationError) as refusal:
        action(**facts)
    return " ".join(refusal.value.messages)


def over(suspension):
    """Let the term be over."""
    Suspension.objects.filter(pk=suspension.pk).update(decide_by=today() - timedelta(days=1))


def heard(suspension):
    member = suspension.membership.user
    return actions.state_opinion(by=member, suspension=suspension, statement="그 회사와 관계없습니다.")


def test_the_member_is_heard_and_may_change_it(suspension, official):
    member = suspension.membership.user
    heard(suspension)
    found = actions.state_opinion(
        by=member, suspension=suspension, statement=" 이름만 같은 다른 회사입니다. "
    )
    assert (found.statement, bool(found.stated_at)) == ("이름만 같은 다른 회사입니다.", True)
    told = Notice.objects.get(kind="panels.opinion_stated")
    assert (told.recipient, told.url) == (official, f"/conflicts/{suspension.pk}/")
    assert Event.objects.filter(key="panels.opinion_stated").count() == 2
    assert "이름만" not in " ".join(Event.objects.values_list("sentence", flat=True))


def test_refusals_of_an_opinion(suspension, official):
    member = suspension.membership.user
    with pytest.raises(PermissionDenied):
        actions.state_opinion(by=official, suspension=suspension, statement="의견")
    said = {"by": member, "suspension": suspension}
    assert refused(actions.state_opinion, **said, statement=" ").startswith("의견을 적어 주세요.")
    told = refused(actions.state_opinion, **said, statement="가" * 2001)
    assert told == "2,000자까지 쓸 수 있습니다(지금 2,001자)."
    told = refused(actions.state_opinion, **said, statement="제 번호는 900101-1234568입니다.")
    assert "주민등록번호" in told
    over(suspension)
    told = refused(actions.state_opinion, **said, statement="의견")
    assert told == f"의견을 낼 수 있는 기한({korean_date(today() - timedelta(days=1))})이 지났습니다."
    actions.restore(by=official, suspension=suspension, **FACTS)
    assert refused(actions.state_opinion, **said, statement="의견") == "이미 정한 직무 정지입니다(정지 해제)."


def test_the_last_day_is_the_members_still(suspension, official):
    Suspension.objects.filter(pk=suspension.pk).update(decide_by=today())
    told = refused(actions.restore, by=official, suspension=suspension, **FACTS)
    assert told == f"본인의 의견을 듣거나 기한({korean_date(today())})이 지난 뒤에 정할 수 있습니다."
    assert heard(suspension).stated_at


def test_restored_once_heard(suspension, official, state_of):
    heard(suspension)
    found = actions.restore(by=official, suspension=suspension, **FACTS)
    assert (found.outcome, found.decided_by, found.reason) == ("restored", official, "관계없는 업체입니다.")
    assert state_of(suspension.membership) == MemberState.ACTIVE
    told = Notice.objects.get(kind="panels.restored")
    assert (told.recipient, told.is_legal) == (suspension.membership.user, True)
    assert "관계없는 업체입니다." in told.body
    assert "관계없는" not in Event.objects.get(key="panels.restored").sentence


def test_after_the_term_it_is_decided_without_the_member(suspension, head, state_of):
    over(suspension)
    found = actions.exclude(by=head, suspension=suspension, reason="하도급사에 재직 중입니다.")
    seat = Membership.objects.get(pk=suspension.membership_id)
    assert (seat.state, seat.ended_reason, bool(seat.ended_at)) == (
        MemberState.EXCLUDED,
        "하도급사에 재직 중입니다.",
        True,
    )
    assert (found.outcome, Suspension.objects.get().outcome) == ("excluded", "excluded")
    told = Notice.objects.get(kind="panels.stakeholder_excluded")
    assert (told.recipient, told.url) == (seat.user, f"/conflicts/{suspension.pk}/opinion/")
    assert Notice.objects.get(kind="panels.suspended", recipient=seat.user).mail_state == "withdrawn"
    assert Event.objects.get(key="panels.stakeholder_excluded").data == {
        "membership": seat.pk,
        "suspension": suspension.pk,
        "ground": "employer",
    }


def test_refusals_of_a_decision(suspension, official, head):
    stranger = factories.make_official("officer", department=factories.make_department("다른 과"))
    heard(suspension)
    for person in (stranger, suspension.membership.user, factories.make_official("governance_officer")):
        for decide in (actions.restore, actions.exclude):
            with pytest.raises(PermissionDenied):
                decide(by=person, suspension=suspension, **FACTS)
    assert (
        refused(actions.exclude, by=head, suspension=suspension, reason=" ")
        == "그렇게 정하는 사유를 적어 주세요."
    )
    told = refused(actions.exclude, by=head, suspension=suspension, reason="가" * 1001)
    assert told == "1,000자까지 쓸 수 있습니다(지금 1,001자)."
    actions.exclude(by=head, suspension=suspension, **FACTS)
    for decide in (actions.restore, actions.exclude):
        told = refused(decide, by=official, suspension=suspension, **FACTS)
        assert told == "이미 정한 직무 정지입니다(이해관계로 제외)."
    assert Event.objects.filter(key="panels.stakeholder_excluded").count() == 1


def test_who_reported_does_not_decide(official, head, colleague, sit, state_of):
    for other, decide in ((head, actions.restore), (colleague, actions.exclude)):
        seat = sit()
        found = actions.suspend_by_hand(by=official, membership=seat, reason="배우자가 다닙니다.")
        actions.state_opinion(by=seat.user, suspension=found, statement="낼 의견이 없습니다.")
        with pytest.raises(PermissionDenied, match="혼자 정할 수 없습니다"):
            decide(by=official, suspension=found, **FACTS)
        assert state_of(seat) == MemberState.SUSPENDED
        assert decide(by=other, suspension=found, **FACTS).decided_by == other


def test_a_restored_member_is_not_suspended_again_for_the_same_company(
    suspension, official, record, working, state_of
):
    heard(suspension)
    actions.restore(by=official, suspension=suspension, **FACTS)
    assert actions.check(by=official, panel=working) == []
    record(kind="supplier")
    assert state_of(suspension.membership) == MemberState.ACTIVE
    Vendor.objects.get().staff.add(suspension.membership.user)
    found = actions.check(by=official, panel=working)
    assert [one.ground for one in found] == ["staff"]
    heard(found[0])
    actions.restore(by=official, suspension=found[0], **FACTS)
    assert actions.check(by=official, panel=working) == []


def test_a_report_that_was_cleared_may_be_made_again(official, head, sit):
    seat = sit()
    for _ in range(2):
        found = actions.suspend_by_hand(by=official, membership=seat, reason="배우자가 다닙니다.")
        over(found)
        actions.restore(by=head, suspension=found, **FACTS)
    assert Suspension.objects.count() == 2


def test_another_company_suspends_with_the_restoration(suspension, official, record, state_of):
    declaration = suspension.membership.declaration
    declaration.detail = "서울데이터솔루션에서 자문"
    declaration.save()
    record(name="서울데이터솔루션(주)", kind="supplier")
    assert Suspension.objects.count() == 1
    heard(suspension)
    actions.restore(by=official, suspension=suspension, **FACTS)
    assert state_of(suspension.membership) == MemberState.SUSPENDED
    assert Suspension.objects.open().get().party.vendor.name == "서울데이터솔루션(주)"


def test_a_contract_that_ends_leaves_the_matter_to_be_decided(suspension, official, state_of):
    assert not suspension.is_contract_over
    panels.end_contract_party(by=official, party=suspension.party)
    suspension.refresh_from_db()
    assert (suspension.is_open, suspension.is_contract_over) == (True, True)
    assert state_of(suspension.membership) == MemberState.SUSPENDED
    heard(suspension)
    actions.restore(by=official, suspension=suspension, **FACTS)
    assert state_of(suspension.membership) == MemberState.ACTIVE


@pytest.mark.parametrize("way", ["withdraw", "release", "dissolve"])
def test_a_seat_that_ends_takes_its_suspension_with_it(suspension, official, working, way):
    seat = suspension.membership
    match way:
        case "withdraw":
            panels.withdraw(by=seat.user, membership=seat, reason="그만둡니다.")
        case "release":
            panels.release(
                by=official, membership=seat, ground="unable", reason="6개월 넘게 활동하지 못합니다."
            )
        case "dissolve":
            panels.dissolve(by=official, panel=working, reason="사업이 끝났습니다.")
    suspension.refresh_from_db()
    assert (suspension.outcome, suspension.decided_by, bool(suspension.decided_at)) == ("lapsed", None, True)
    seat.refresh_from_db()
    assert seat.state == {"withdraw": "withdrawn"}.get(way, "released")
    told = refused(actions.restore, by=official, suspension=suspension, **FACTS)
    assert told == "이미 정한 직무 정지입니다(자리가 먼저 끝남)."
    last = Notice.objects.filter(recipient=seat.user).first()
    assert last.kind == {"withdraw": "panels.suspended", "release": "panels.released"}.get(
        way, "panels.dissolved"
    )


def test_a_suspended_chair_is_replaced_and_comes_back_as_a_member(sit, record, official):
    chair, other = sit("한빛소프트", role="chair"), sit()
    record()
    panels.appoint_chair(by=official, membership=other)
    found = Suspension.objects.get(membership=chair)
    heard(found)
    actions.restore(by=official, suspension=found, **FACTS)
    chair.refresh_from_db()
    assert (chair.role, chair.state) == ("member", MemberState.ACTIVE)


def test_who_was_suspended_before_the_panel_began_is_appointed_when_restored(
    suspension, sit, working, official
):
    sit("관계없는 연구소")
    panels.activate(by=official, panel=working, size_reason="적은 인원으로 시작합니다.")
    seat = suspension.membership
    assert Appointment.objects.exclude(membership=seat).count() == Appointment.objects.count() == 1
    heard(suspension)
    actions.restore(by=official, suspension=suspension, **FACTS)
    appointment = Appointment.objects.get(membership=seat)
    assert (appointment.ends_on, appointment.issued_by) == (end_of_term(working), official)


def end_of_term(panel):
    panel.refresh_from_db(fields=["term_ends_on"])
    return panel.term_ends_on
