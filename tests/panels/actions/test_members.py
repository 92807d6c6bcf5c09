import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from panels import actions, events, selectors
from panels.actions.seats import said
from panels.appointments.tasks import end_terms
from panels.enums import MemberRole, MemberState
from panels.models import Membership
from seoul_gov.accounts import actions as accounts
from seoul_gov.accounts.models import RoleGrant
from seoul_gov.audit.models import Event
from seoul_gov.notifications.actions import Message, Recipient, notify
from seoul_gov.notifications.models import Notice
from tests import factories

pytestmark = pytest.mark.django_db


def refused(action, **facts) -> str:
    with pytest.raises(ValidationError) as refusal:
        action(**facts)
    return " ".join(refusal.value.messages)


def roles(panel) -> dict:
    return dict(panel.memberships.values_list("pk", "role"))


def test_chair_moves_from_member_to_member_and_back(panel, official):
    one, other = factories.make_member(panel), factories.make_member(panel)
    for chair in (one, other, one):
        actions.appoint_chair(by=official, membership=Membership.objects.get(pk=chair.pk))
    assert roles(panel) == {one.pk: MemberRole.CHAIR, other.pk: MemberRole.MEMBER}
    assert Notice.objects.filter(kind="panels.chair_appointed", recipient=one.user).count() == 2
    assert Event.objects.filter(key="panels.chair_appointed").count() == 3


def test_chair_comes_from_the_members_in_office(panel, invite, official, head):
    member = factories.make_member(panel)
    with pytest.raises(PermissionDenied):
        actions.appoint_chair(by=head, membership=member)
    secretary = factories.make_member(panel, user=official, role="secretary")
    told = refused(actions.appoint_chair, by=official, membership=secretary)
    assert told == "단원 가운데서 단장을 정합니다. 이 사람은 간사입니다."
    actions.appoint_chair(by=official, membership=member)
    told = refused(actions.appoint_chair, by=official, membership=member)
    assert told == "단원 가운데서 단장을 정합니다. 이 사람은 단장입니다."
    invited, _ = invite(panel)
    told = refused(actions.appoint_chair, by=official, membership=invited)
    assert told == "지금 활동 중인 구성원이 아닙니다(초대함)."


def test_leaving_needs_no_reason(panel, official):
    seat = factories.make_member(panel, name="한시민")
    left = actions.withdraw(by=seat.user, membership=seat)
    assert (left.state, left.ended_reason, bool(left.ended_at)) == (MemberState.WITHDRAWN, "", True)
    told = Notice.objects.get()
    assert (told.recipient, told.body.splitlines()[-1]) == (official, "한시민 님이 활동을 그만두었습니다.")
    assert (
        refused(actions.withdraw, by=seat.user, membership=seat)
        == "지금 활동 중인 구성원이 아닙니다(그만둠)."
    )


def test_reason_for_leaving_is_passed_on(panel):
    seat = factories.make_member(panel)
    actions.withdraw(by=seat.user, membership=seat, reason="이사합니다.")
    assert Notice.objects.get().body.endswith("사유: 이사합니다.")


def test_nobody_leaves_for_another(panel, official):
    seat = factories.make_member(panel)
    for person in (official, factories.make_member(panel).user):
        with pytest.raises(PermissionDenied):
            actions.withdraw(by=person, membership=seat)


def test_who_left_gets_no_more_mail_about_the_panel(panel, official):
    one, other = factories.make_member(panel), factories.make_member(panel)
    actions.activate(by=official, panel=panel, size_reason="사유")
    actions.withdraw(by=one.user, membership=one)
    states = dict(Notice.objects.filter(kind="panels.activated").values_list("recipient", "mail_state"))
    assert states == {one.user_id: "withdrawn", other.user_id: "pending"}


def test_who_left_gets_no_more_mail_that_rooms_above_file_below_the_panel(panel):
    seat = factories.make_member(panel)
    for scope in (f"panel:{panel.pk}/meeting:1", f"panel:{panel.pk}1/meeting:2"):
        notify(
            kind=events.ACTIVATED,
            to=[Recipient.of(seat.user)],
            message=Message("회의를 알립니다.", ""),
            scope=scope,
            key=scope,
        )
    actions.withdraw(by=seat.user, membership=seat)
    states = Notice.objects.filter(recipient=seat.user).order_by("pk").values_list("mail_state", flat=True)
    assert list(states) == ["withdrawn", "pending"]


def test_released_member_is_told_why(panel, official):
    seat = factories.make_member(panel)
    gone = actions.release(
        by=official, membership=seat, ground="unable", reason="여섯 달 동안 참석하지 않았습니다."
    )
    assert (gone.state, gone.ended_ground) == (MemberState.RELEASED, "unable")
    assert gone.ended_reason == "여섯 달 동안 참석하지 않았습니다."
    told = Notice.objects.get()
    assert (told.recipient, told.url, told.is_legal, told.mail_state) == (
        seat.user,
        "/panels/",
        True,
        "pending",
    )
    assert "근거: 6개월 이상 활동하기 어려운 경우\n사유: 여섯 달 동안" in told.body


def test_release_wants_an_officer_a_reason_and_a_seat(panel, official, head, invite):
    seat = factories.make_member(panel)
    with pytest.raises(PermissionDenied):
        actions.release(by=head, membership=seat, ground="other", reason="사유")
    told = refused(actions.release, by=official, membership=seat, ground="other", reason=" ")
    assert told == "위촉을 해제하는 사유를 적어 주세요."
    for ground in ("", "dissolution", "x"):
        told = refused(actions.release, by=official, membership=seat, ground=ground, reason="사유")
        assert told == "위촉을 해제하는 근거를 골라 주세요."
    invited, _ = invite(panel)
    told = refused(actions.release, by=official, membership=invited, ground="other", reason="사유")
    assert told == "지금 활동 중인 구성원이 아닙니다(초대함)."


def test_people_read_names_and_no_numbers(panel, official):
    seat = factories.make_member(panel, name="한시민")
    told = "‘따릉이 앱 개편’ 사업 ‘시민참여단’ 활동을 그만두었습니다"
    assert said(events.WITHDRAWN, seat, seat.name) == f"{told}(한시민)."
    assert said(events.WITHDRAWN, seat) == f"{told}."
    actions.withdraw(by=seat.user, membership=seat)
    assert Notice.objects.get(kind="panels.withdrawn").subject == f"{told}(한시민)."
    assert Event.objects.get(key="panels.withdrawn").sentence == f"{told}({seat.pk}번)."


def test_who_joins_the_citys_staff_leaves_the_citizens_seats(
    panel, working, official, administrator, department
):
    seat, other = factories.make_member(panel, name="한시민"), factories.make_member(panel)
    secretary = factories.make_member(working, user=seat.user, role="secretary")
    accounts.grant(by=administrator, user=seat.user, role="officer", department=department)
    states = dict(Membership.objects.values_list("pk", "state"))
    assert states == {seat.pk: "released", other.pk: "active", secretary.pk: "active"}
    told = Notice.objects.filter(kind="panels.joined_staff")
    assert {one.recipient for one in told} == {seat.user, official}
    assert all("시 직원의 역할을 받아" in one.body for one in told)
    assert Event.objects.get(key="panels.joined_staff").actor == "관리자"
    assert [one.user_id for one in selectors.recipients(panel)] == [other.user_id]


def test_a_seat_from_before_is_found_by_the_hour(panel, department):
    seat = factories.make_member(panel)
    RoleGrant.objects.create(user=seat.user, role="officer", department=department, granted_at=timezone.now())
    end_terms()
    assert Membership.objects.get(pk=seat.pk).state == "released"
    assert Event.objects.get(key="panels.joined_staff").actor == "시스템"
