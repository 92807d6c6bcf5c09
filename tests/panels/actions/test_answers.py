from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from panels import actions, adoption, invitations, selectors
from panels.actions import Declaration
from panels.calls import actions as calls
from panels.enums import MemberState
from panels.models import ConflictDeclaration, Membership, Panel, Selection, Signature, SignedText
from panels.nominees import Nominee
from seoul_gov.accounts.middleware import Visitor
from seoul_gov.audit.models import Event
from seoul_gov.notifications.models import MailState, Notice
from tests import factories

pytestmark = pytest.mark.django_db

CLEAN = Declaration(has_conflict=False, employer="한빛대학교")
TIED = Declaration(has_conflict=True, employer="한빛정보기술(주)", detail="입찰에 참여한 회사에 다닙니다.")


def texts(*kinds) -> list[SignedText]:
    current = SignedText.objects.current(timezone.now())
    return [current[kind] for kind in kinds or ["pledge", "consent"]]


def accept(person, membership, secret, signed=None, declaration=None):
    signed = texts() if signed is None else signed
    return actions.accept(
        by=person, membership=membership, secret=secret, texts=signed, declaration=declaration
    )


def refused(*args, **facts) -> str:
    with pytest.raises(ValidationError) as refusal:
        accept(*args, **facts)
    assert not Signature.objects.exists()
    return " ".join(refusal.value.messages)


def test_accepting_takes_the_seat_and_signs(panel, invite, citizen):
    membership, secret = invite(panel, citizen)
    seat = accept(citizen, membership, secret, texts("pledge", "consent", "consent_name"))
    assert (seat.state, seat.user, bool(seat.accepted_at)) == (MemberState.ACTIVE, citizen, True)
    assert {str(signature.text) for signature in seat.signatures.all()} == {
        "비밀유지·청렴 서약 v1",
        "개인정보 수집·이용 동의(필수) v3",
        "이름 공개 동의(선택) v2",
    }
    assert selectors.seat_in(citizen, panel) == seat
    assert not ConflictDeclaration.objects.exists()


def test_optional_consent_may_be_left_out(panel, invite, citizen):
    seat = accept(citizen, *invite(panel, citizen))
    assert set(seat.signatures.values_list("text__kind", flat=True)) == {"pledge", "consent"}


def test_officials_are_warned_of_who_sits_in_many_panels(panel, advisory, official, invite, citizen):
    for number in range(3):
        elsewhere = factories.make_confirmed_project(officer=official)
        factories.make_member(factories.make_panel(elsewhere, name=f"추진단 {number}"), user=citizen)
    fourth = "이미 시의 추진단 3곳에서 활동하고 있습니다. 한 사람이 3곳까지 맡기를 권합니다."
    assert selectors.load_sentence(citizen, but=panel) == fourth
    named = [Nominee("한시민", citizen.email), Nominee("모르는 사람", "b@example.test")]
    notes = [finding.notes for finding in adoption.examine(advisory, "expert", named).findings]
    assert notes == [(fourth,), ()]
    accept(citizen, *invite(panel, citizen))
    assert f"한시민 님은 {fourth}" in Notice.objects.get(kind="panels.accepted").body
    Panel.objects.filter(name="추진단 0").update(state="dissolved")
    assert selectors.load_sentence(citizen, but=panel) == ""
    assert selectors.load_sentence(None, but=panel) == ""


def test_officials_in_charge_are_told_and_the_invitation_mail_is_taken_back(panel, invite, citizen, official):
    accept(citizen, *invite(panel, citizen))
    told = Notice.objects.get(kind="panels.accepted")
    assert (told.recipient, told.url) == (official, panel.get_absolute_url())
    assert "한시민 님이 초대를 수락했습니다." in told.body
    assert Notice.objects.get(kind="panels.invited").mail_state == MailState.WITHDRAWN
    assert Event.objects.get(key="panels.accepted").actor == "한시민"


def test_official_who_left_the_department_is_not_told(panel, invite, citizen, official):
    membership, secret = invite(panel, citizen)
    official.role_grants.all().update(ended_at=panel.created_at)
    accept(citizen, membership, secret)
    assert not Notice.objects.filter(kind="panels.accepted").exists()


def test_further_verified_address_is_enough(panel, invite, citizen):
    EmailAddress.objects.create(user=citizen, email="second@example.test", verified=True)
    membership, secret = invite(panel, email="second@example.test")
    assert accept(citizen, membership, secret).user == citizen


def test_link_of_another_person_seats_nobody(panel, invite, citizen):
    membership, secret = invite(panel, citizen)
    for person in (factories.make_user(), Visitor()):
        with pytest.raises(PermissionDenied) as refusal:
            accept(person, membership, secret)
        assert str(refusal.value) == "다른 이메일 주소로 보낸 초대입니다. 초대를 받은 주소로 로그인해 주세요."
    EmailAddress.objects.filter(user=citizen).update(verified=False)
    with pytest.raises(PermissionDenied):
        accept(citizen, membership, secret)
    assert Membership.objects.get().state == MemberState.INVITED


def test_wrong_secret_is_refused(panel, working, invite, citizen):
    membership, _ = invite(panel, citizen)
    _, other = invite(working, citizen)
    for secret in ("", "guess", other):
        assert refused(citizen, membership, secret) == invitations.UNKNOWN


def test_expired_used_declined_and_cancelled_links_say_why(panel, invite, citizen, official):
    membership, secret = invite(panel, citizen)
    with time_machine.travel(membership.expires_at + timedelta(seconds=1)):
        assert refused(citizen, membership, secret).startswith("초대 기한(")
    actions.cancel_invitation(by=official, membership=membership)
    assert refused(citizen, membership, secret).startswith("취소된 초대입니다.")
    membership, secret = invite(panel, citizen)
    actions.decline(by=citizen, membership=membership, secret=secret)
    assert refused(citizen, membership, secret) == "이미 사양한 초대입니다."
    membership, secret = invite(panel, citizen)
    accept(citizen, membership, secret)
    with pytest.raises(ValidationError) as refusal:
        accept(citizen, membership, secret)
    assert refusal.value.messages == ["이미 수락한 초대입니다."]


@pytest.mark.parametrize(
    "signed", [[], ["pledge"], ["consent"], ["consent_name"], ["pledge", "consent_name"]]
)
def test_required_texts_are_required(panel, invite, citizen, signed):
    membership, secret = invite(panel, citizen)
    chosen = texts(*signed) if signed else []
    assert refused(citizen, membership, secret, chosen) == (
        "필수 서약·동의문에 모두 동의해야 수락할 수 있습니다. 원하지 않으시면 사양하실 수 있습니다."
    )


def test_version_that_was_followed_meanwhile_does_not_count(panel, invite, citizen):
    membership, secret = invite(panel, citizen)
    old = texts()
    SignedText.objects.create(kind="pledge", version="v2", body="새 서약")
    assert refused(citizen, membership, secret, old) == (
        "그 사이 서약·동의문이 바뀌었습니다. 바뀐 내용을 읽고 다시 동의해 주세요."
    )


def test_without_texts_nobody_is_seated(panel, invite, citizen):
    membership, secret = invite(panel, citizen)
    SignedText.objects.filter(kind="consent").delete()
    assert refused(citizen, membership, secret, texts("pledge")) == (
        "서약·동의문이 아직 준비되지 않았습니다. 담당부서에 문의해 주세요."
    )


def test_secretary_only_pledges_and_declares_nothing(working, invite, official):
    membership, secret = invite(working, official, role="secretary")
    assert "바뀌었습니다" in refused(official, membership, secret, texts())
    seat = accept(official, membership, secret, texts("pledge"))
    assert (seat.is_active, seat.signatures.count()) == (True, 1)


def test_role_grants_are_asked_again_on_acceptance(panel, invite, official, citizen, other_official):
    as_citizen = invite(panel, citizen)
    citizen.role_grants.create(role="auditor")
    assert refused(type(citizen).objects.get(pk=citizen.pk), *as_citizen).startswith("시 직원은")
    as_secretary = invite(panel, other_official, role="secretary")
    other_official.role_grants.update(ended_at=panel.created_at)
    person = type(citizen).objects.get(pk=other_official.pk)
    assert refused(person, *as_secretary, texts("pledge")) == "간사는 시 직원만 맡을 수 있습니다."


def test_two_addresses_of_one_person_give_one_seat_in_a_project(panel, mixed, invite, citizen):
    here = invite(panel, citizen)
    there = invite(mixed, email="second@example.test", side="citizen")
    again = invite(panel, email="third@example.test")
    for email in ("second@example.test", "third@example.test"):
        EmailAddress.objects.create(user=citizen, email=email, verified=True)
    accept(citizen, *here)
    with pytest.raises(ValidationError) as refusal:
        accept(citizen, *there)
    assert "한 추진단에만" in refusal.value.messages[0]
    with pytest.raises(ValidationError) as refusal:
        accept(citizen, *again)
    assert refusal.value.messages == ["이 추진단에 이미 초대했거나 활동 중인 사람입니다."]


def test_working_group_asks_for_a_declaration(working, invite, citizen):
    membership, secret = invite(working, citizen)
    assert refused(citizen, membership, secret) == "이해관계가 있는지 신고해 주세요."
    seat = accept(citizen, membership, secret, declaration=CLEAN)
    assert (seat.is_active, seat.declaration.has_conflict, seat.declaration.employer) == (
        True,
        False,
        "한빛대학교",
    )


def test_stakeholder_is_not_seated_in_the_working_group(working, invite, citizen, official):
    seat = accept(citizen, *invite(working, citizen), declaration=TIED)
    assert (seat.state, seat.user, bool(seat.ended_at)) == (MemberState.EXCLUDED, citizen, True)
    assert (seat.declaration.has_conflict, seat.signatures.count()) == (True, 2)
    assert selectors.seat_in(citizen, working) is None
    told = Notice.objects.get(kind="panels.excluded")
    assert (told.recipient, "이해관계가 있다고 신고했습니다" in told.body) == (official, True)
    assert "입찰" not in told.body + told.subject + Event.objects.get(key="panels.excluded").sentence


def test_contractors_people_are_not_seated_whatever_they_declare(working, invite, official):
    person = factories.make_vendor(project=working.project)
    seat = accept(person, *invite(working, person), declaration=CLEAN)
    reason = "이 사업의 수행사 ‘한빛정보기술(주)’의 구성원입니다."
    assert (seat.state, seat.ended_reason) == (MemberState.EXCLUDED, reason)
    assert selectors.seat_in(person, working) is None
    told = Notice.objects.get(kind="panels.excluded")
    assert (told.recipient, reason in told.body) == (official, True)


def test_company_whose_part_ended_or_who_works_elsewhere_ties_nobody(working, invite, advisory):
    former = factories.make_vendor(project=working.project, name="지난정보")
    working.project.parties.update(ended_at=working.created_at)
    elsewhere = factories.make_vendor(project=advisory, name="다른정보")
    for person in (former, elsewhere):
        assert accept(person, *invite(working, person), declaration=CLEAN).is_active


def test_other_panels_seat_the_contractors_people(panel, invite):
    person = factories.make_vendor(project=panel.project)
    assert accept(person, *invite(panel, person)).is_active


@pytest.mark.parametrize(
    ("employer", "asked"), [("㈜ 한빛정보기술", True), ("한빛대학교", False), ("", False)]
)
def test_officials_are_asked_to_check_an_employer_called_like_a_contractor(
    working, invite, citizen, employer, asked
):
    factories.make_vendor(project=working.project)
    seat = accept(citizen, *invite(working, citizen), declaration=Declaration(False, employer=employer))
    assert seat.is_active
    told = Notice.objects.get(kind="panels.accepted")
    assert ("수행사 ‘한빛정보기술(주)’의 상호와 같습니다" in told.body) is asked


def test_other_panels_ask_nothing_about_employers(panel, invite, citizen):
    factories.make_vendor(project=panel.project)
    accept(citizen, *invite(panel, citizen), declaration=Declaration(False, employer="한빛정보기술(주)"))
    assert "상호" not in Notice.objects.get(kind="panels.accepted").body


def test_other_panels_keep_the_declaration_as_information(panel, invite, citizen):
    seat = accept(citizen, *invite(panel, citizen), declaration=TIED)
    assert (seat.is_active, seat.declaration.has_conflict) == (True, True)


@pytest.mark.parametrize("detail", ["", "  "])
def test_tie_has_to_be_told(working, invite, citizen, detail):
    membership, secret = invite(working, citizen)
    told = refused(citizen, membership, secret, declaration=Declaration(True, detail=detail))
    assert told == "이해관계의 내용을 적어 주세요."


def test_declining_needs_no_account_and_no_reason(panel, invite, official):
    membership, secret = invite(panel, email="new@example.test", name="새시민")
    seat = actions.decline(by=Visitor(), membership=membership, secret=secret)
    assert (seat.state, seat.user, seat.ended_reason) == (MemberState.DECLINED, None, "")
    told = Notice.objects.get(kind="panels.declined")
    assert (told.recipient, told.body.splitlines()[-1]) == (official, "새시민 님이 초대를 사양했습니다.")
    assert Event.objects.get(key="panels.declined").actor == "시스템"


def test_declining_with_an_account_and_a_reason(panel, invite, citizen):
    membership, secret = invite(panel, citizen)
    seat = actions.decline(by=citizen, membership=membership, secret=secret, reason="일정이 맞지 않습니다.")
    assert (seat.user, seat.ended_reason) == (citizen, "일정이 맞지 않습니다.")
    assert Notice.objects.get(kind="panels.declined").body.endswith("사유: 일정이 맞지 않습니다.")


def test_declining_for_another_or_without_the_link_is_refused(panel, invite, citizen):
    membership, secret = invite(panel, citizen)
    with pytest.raises(PermissionDenied):
        actions.decline(by=factories.make_user(), membership=membership, secret=secret)
    with pytest.raises(ValidationError) as refusal:
        actions.decline(by=citizen, membership=membership, secret="guess")
    assert refusal.value.messages == [invitations.UNKNOWN]


@pytest.fixture
def child(panel, invite, official):
    """A chosen applicant under 14 with the invitation and its secret."""
    call = calls.publish(
        by=official, call=calls.draft(by=official, panel=panel, terms=factories.make_terms())
    )
    guarded = {"age_band": "under_14", "guardian_name": "한보호", "guardian_contact": "a@example.test"}
    application = factories.make_application(call, **guarded)
    seat, secret = invite(panel, application.applicant)
    selection = Selection.objects.create(call=call, decided_by=official)
    selection.choices.create(application=application, standing="chosen", membership=seat)
    return application.applicant, seat, secret


def test_for_a_child_the_guardian_agrees_too(child, client):
    person, seat, secret = child
    told = refused(person, seat, secret)
    assert told.startswith("필수 서약·동의문에 모두 동의해야")
    signed = texts("pledge", "consent", "guardian")
    assert (
        refused(person, seat, secret, signed) == "만 14세 미만이면 법정대리인의 이름과 연락처를 적어 주세요."
    )
    client.force_login(person)
    url = reverse("panels:accept", args=[seat.pk, secret])
    form = client.get(url).context["form"]
    assert "under_age" not in form.fields, "the application has told"
    given = [*form.ticks, *form.guardian_ticks]
    ticks = {field.name: "on" for text, field in given if text.kind != "consent_name"}
    missing = client.post(url, ticks | {"guardian_name": "한보호"})
    assert set(missing.context["form"].errors) == {"guardian_contact"}
    assert client.post(url, ticks | {"guardian_name": "한보호", "guardian_contact": "010"}).status_code == 302
    seat.refresh_from_db()
    assert (seat.state, seat.guardian_name, seat.guardian_contact) == ("active", "한보호", "010")
    assert set(seat.signatures.values_list("text__kind", flat=True)) == {"pledge", "consent", "guardian"}


def test_who_is_invited_by_hand_is_asked_whether_a_guardian_agrees(panel, invite, citizen, official, client):
    seat, secret = invite(panel, citizen)
    url = reverse("panels:accept", args=[seat.pk, secret])
    client.force_login(citizen)
    form = client.get(url).context["form"]
    ticks = {field.name: "on" for text, field in form.ticks if text.kind != "consent_name"}
    guardians = {field.name: "on" for _, field in form.guardian_ticks}
    assert set(client.post(url, ticks).context["form"].errors) == {"under_age"}
    child = ticks | {"under_age": "yes"}
    missing = client.post(url, child | {"guardian_name": "한보호"})
    assert set(missing.context["form"].errors) == {"guardian_contact", *guardians}
    assert '<details class="fold" open>' in missing.content.decode()
    whole = child | guardians | {"guardian_name": "한보호", "guardian_contact": "010-2345-6789"}
    assert client.post(url, whole).status_code == 302
    seat.refresh_from_db()
    assert (seat.state, seat.guardian_name, seat.guardian_contact) == ("active", "한보호", "010-2345-6789")
    assert seat.signatures.filter(text__kind="guardian").exists()
    for reader, told in ((official, True), (factories.make_member(panel).user, False)):
        client.force_login(reader)
        page = client.get(panel.get_absolute_url()).content.decode()
        assert ("법정대리인 동의 v3" in page, "법정대리인 한보호 010-2345-6789" in page) == (told, told)
    grown, link = invite(panel, factories.make_user())
    client.force_login(type(citizen).objects.get(email=grown.email))
    adult = whole | {"under_age": "no"}
    assert client.post(reverse("panels:accept", args=[grown.pk, link]), adult).status_code == 302
    grown.refresh_from_db()
    assert (grown.guardian_name, grown.signatures.count()) == ("", 2), "a guardian's words count for a child"
