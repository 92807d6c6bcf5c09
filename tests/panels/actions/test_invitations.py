from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from panels import actions, invitations
from panels.enums import MemberState
from panels.models import Membership
from projects.models import Norm
from seoul_gov.audit.models import Event
from seoul_gov.notifications import actions as notifications
from seoul_gov.notifications import outbox
from seoul_gov.notifications.models import MailState, Notice
from tests import factories

pytestmark = pytest.mark.django_db


def refused(**facts) -> str:
    with pytest.raises(ValidationError) as refusal:
        actions.invite(**{"name": "한시민"} | facts)
    return " ".join(refusal.value.messages)


def test_mail_brings_the_link_and_says_what_is_asked(panel, invite):
    membership, secret = invite(
        panel, email=" Citizen@Example.TEST ", name="한시민", affiliation="따릉이 이용자"
    )
    outbox.drain()
    (letter,) = mail.outbox
    assert letter.to == ["citizen@example.test"]
    assert f"/panels/invitations/{membership.pk}/{secret}/" in letter.body
    for said in ("한시민 님", "디지털정책과", "시민추진단 · 시민참여단", "citizen@example.test", "23:59까지"):
        assert said in letter.body
    assert "그만 받으려면" not in letter.body
    assert (membership.state, membership.affiliation) == (MemberState.INVITED, "따릉이 이용자")


def test_trail_names_the_seat_and_not_the_person(panel, invite, official):
    membership, _ = invite(panel, name="한시민")
    event = Event.objects.get(key="panels.invited")
    assert event.sentence == (
        f"‘따릉이 앱 개편’ 사업 ‘시민참여단’의 단원 자리({membership.pk}번)에 초대했습니다."
    )
    notice = Notice.objects.get(kind="panels.invited")
    assert notice.subject == "‘따릉이 앱 개편’ 사업 ‘시민참여단’의 단원 자리에 초대했습니다."
    assert (event.label, event.data, event.actor) == ("시민참여단", {"membership": membership.pk}, "김담당")


def test_account_of_the_address_finds_it_in_the_portal(panel, invite, citizen):
    invite(panel, citizen)
    assert Notice.objects.get().recipient == citizen


def test_address_that_nobody_verified_is_only_an_address(panel, invite):
    stranger = factories.make_user()
    EmailAddress.objects.create(user=stranger, email="wanted@example.test", verified=False)
    invite(panel, email="wanted@example.test")
    assert Notice.objects.get().recipient is None


def test_invitation_reaches_who_wants_no_mail_about_panels(panel, invite, citizen):
    notifications.unsubscribe(user_id=citizen.pk, group="panels")
    invite(panel, citizen)
    assert Notice.objects.get().mail_state == MailState.PENDING


def test_term_is_an_editable_number_of_days(panel, invite):
    Norm.objects.create(key="panel.invitation.days", label="-", value=3, default=14, unit="일")
    membership, _ = invite(panel)
    assert membership.expires_at == invitations.last_moment(membership.invited_at, 3)
    assert Notice.objects.get().send_before == membership.expires_at


def test_only_the_departments_officers_invite(panel, head, other_official, citizen):
    for person in (head, other_official, citizen):
        with pytest.raises(PermissionDenied):
            actions.invite(by=person, panel=panel, email="a@example.test", name="한시민")


def test_officials_are_secretaries_and_nobody_else_is(panel, official, citizen, other_official):
    told = refused(by=official, panel=panel, email=other_official.email)
    assert told == "시 직원은 추진단의 간사로만 참여할 수 있습니다."
    assert (
        refused(by=official, panel=panel, email=citizen.email, role="secretary")
        == "간사는 시 직원만 맡을 수 있습니다."
    )
    assert refused(by=official, panel=panel, email="new@example.test", role="secretary").startswith("간사는")
    seat = actions.invite(
        by=official, panel=panel, email=other_official.email, name="이간사", role="secretary"
    )
    assert seat.role == "secretary"


def test_officials_further_address_is_an_officials(panel, official, other_official):
    EmailAddress.objects.create(user=other_official, email="private@example.test", verified=True)
    assert refused(by=official, panel=panel, email="private@example.test").startswith("시 직원은")


def test_official_of_the_past_may_be_a_citizen_member(panel, official, other_official):
    other_official.role_grants.update(ended_at=timezone.now())
    assert (
        actions.invite(by=official, panel=panel, email=other_official.email, name="이시민").role == "member"
    )


def test_nobody_is_invited_as_chair(panel, official):
    told = refused(by=official, panel=panel, email="a@example.test", role="chair")
    assert told == "단장은 초대를 수락한 단원 가운데서 정합니다. 먼저 단원으로 초대해 주세요."


def test_side_belongs_to_mixed_panels(panel, mixed, official):
    assert "구분을 둘 수 없습니다" in refused(
        by=official, panel=panel, email="a@example.test", side="citizen"
    )
    assert "골라 주세요" in refused(by=official, panel=mixed, email="a@example.test")
    seat = actions.invite(by=official, panel=mixed, email="a@example.test", name="한시민", side="expert")
    assert seat.side == "expert"


def test_nobody_is_invited_twice(panel, invite, official, citizen):
    invite(panel, citizen)
    told = "이 추진단에 이미 초대했거나 활동 중인 사람입니다."
    assert refused(by=official, panel=panel, email=citizen.email.upper()) == told
    seated = factories.make_member(panel).user
    EmailAddress.objects.create(user=seated, email="second@example.test", verified=True)
    assert refused(by=official, panel=panel, email=seated.email) == told
    assert refused(by=official, panel=panel, email="second@example.test") == told


def test_one_person_sits_in_one_panel_of_a_project(panel, mixed, invite, official, citizen):
    invite(panel, citizen)
    told = refused(by=official, panel=mixed, email=citizen.email, side="citizen")
    assert told == (
        "같은 사업의 ‘시민참여단’에 이미 있는 사람입니다. 한 사람은 한 사업에서 한 추진단에만 참여할 수 있습니다."
    )


def test_another_project_or_a_dissolved_panel_is_no_hindrance(
    panel, mixed, working, invite, official, citizen
):
    invite(panel, citizen)
    invite(working, citizen)
    actions.dissolve(by=official, panel=panel, reason="끝")
    assert invite(mixed, citizen, side="citizen")[0].state == MemberState.INVITED


def test_secretary_may_serve_several_panels(panel, mixed, invite, official):
    invite(panel, official, role="secretary")
    assert invite(mixed, official, role="secretary")[0].role == "secretary"


def test_dissolved_panel_invites_nobody(panel, official):
    actions.dissolve(by=official, panel=panel, reason="끝")
    assert refused(by=official, panel=panel, email="a@example.test") == "해산한 추진단입니다."


def test_nonsense_is_refused_and_nothing_is_kept(panel, official):
    assert refused(by=official, panel=panel, email="no address")
    assert refused(by=official, panel=panel, email="a@example.test", name="")
    assert not Membership.objects.exists()
    assert not Notice.objects.exists()


def test_declined_person_can_be_invited_again(panel, invite, citizen):
    membership, secret = invite(panel, citizen)
    actions.decline(by=citizen, membership=membership, secret=secret)
    assert invite(panel, citizen)[0].pk != membership.pk


def test_sending_again_makes_a_new_link_and_kills_the_old_one(panel, invite, official, citizen):
    membership, old = invite(panel, citizen)
    with time_machine.travel(timezone.now() + timedelta(days=20)):
        renewed = actions.resend(by=official, membership=membership)
        new = invitations.secret_of(renewed)
        assert new != old
        assert not invitations.fits(renewed, old)
        assert renewed.expires_at > timezone.now()
        with pytest.raises(ValidationError) as refusal:
            actions.accept(by=citizen, membership=membership, secret=old, texts=[])
    assert refusal.value.messages == [invitations.UNKNOWN]
    states = list(Notice.objects.order_by("pk").values_list("kind", "mail_state"))
    assert states == [("panels.invited", "withdrawn"), ("panels.resent", "pending")]
    assert new in Notice.objects.get(kind="panels.resent").url


def test_only_open_invitations_are_sent_again(panel, invite, official, citizen, other_official):
    membership, secret = invite(panel, citizen)
    with pytest.raises(PermissionDenied):
        actions.resend(by=other_official, membership=membership)
    actions.decline(by=citizen, membership=membership, secret=secret)
    with pytest.raises(ValidationError) as refusal:
        actions.resend(by=official, membership=membership)
    assert refusal.value.messages == ["이미 끝난 초대입니다(사양함)."]


def test_dissolved_panel_sends_nothing_again(panel, invite, official):
    membership, _ = invite(panel)
    type(panel).objects.update(state="dissolved")
    with pytest.raises(ValidationError) as refusal:
        actions.resend(by=official, membership=membership)
    assert refusal.value.messages == ["해산한 추진단입니다."]


def test_cancelled_before_it_left_is_not_mentioned(panel, invite, official):
    membership, _ = invite(panel)
    assert actions.cancel_invitation(by=official, membership=membership).state == MemberState.CANCELLED
    assert list(Notice.objects.values_list("kind", "mail_state")) == [("panels.invited", "withdrawn")]


def test_cancelled_after_it_left_is_told(panel, invite, official, citizen):
    membership, _ = invite(panel, citizen)
    outbox.drain()
    actions.cancel_invitation(by=official, membership=membership)
    told = Notice.objects.get(kind="panels.cancelled")
    assert (told.recipient, told.mail_state, told.url) == (citizen, "pending", "")
    assert Event.objects.filter(key="panels.cancelled").count() == 1


def test_only_open_invitations_are_cancelled_and_only_by_officers(panel, invite, official, head):
    membership, _ = invite(panel)
    with pytest.raises(PermissionDenied):
        actions.cancel_invitation(by=head, membership=membership)
    actions.cancel_invitation(by=official, membership=membership)
    with pytest.raises(ValidationError) as refusal:
        actions.cancel_invitation(by=official, membership=membership)
    assert refusal.value.messages == ["이미 끝난 초대입니다(초대 취소)."]
