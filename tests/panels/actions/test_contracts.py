import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from panels import actions, ties
from panels.actions import contracts
from panels.conflicts import actions as suspensions
from panels.enums import MemberState
from panels.models import ConflictDeclaration, Membership
from projects import permissions as projects
from projects.enums import PartyKind
from projects.models import ContractParty, Vendor
from seoul_gov.audit.models import Event
from seoul_gov.notifications.models import Notice
from tests import factories
from workflows.driver import permissions as driver
from workflows.issues import permissions as issues
from workflows.issues.selectors import contractors
from workflows.reviews.selectors import projects_under_contract

pytestmark = pytest.mark.django_db


def refused(**facts) -> str:
    with pytest.raises(ValidationError) as refusal:
        actions.record_contract_party(**{"kind": "contractor"} | facts)
    return " ".join(refusal.value.messages)


def record(official, project, **facts):
    return actions.record_contract_party(by=official, project=project, **{"kind": "contractor"} | facts)


def test_new_company_becomes_known_with_its_contract(official, advisory):
    party = record(official, advisory, vendor_name="  한빛  정보 ", business_number="1234567890")
    assert (party.vendor.name, party.vendor.business_number) == ("한빛 정보", "123-45-67890")
    assert Event.objects.get(key="projects.party_recorded").chain == advisory.audit_chain


def test_known_company_is_taken_by_name_and_its_number_filled_in(official, advisory):
    vendor = Vendor.objects.create(name="한빛정보")
    assert record(official, advisory, vendor_name="한빛정보").vendor == vendor
    record(official, advisory, kind="supplier", vendor_name="한빛정보", business_number="123-45-67890")
    vendor.refresh_from_db()
    assert vendor.business_number == "123-45-67890"
    party = record(
        official, advisory, kind="subcontractor", vendor_name="한빛정보", business_number="123-45-67890"
    )
    assert party.vendor == vendor


def test_company_may_be_given_as_a_row(official, advisory):
    user = factories.make_vendor()
    assert record(official, advisory, vendor=user.vendors.get()).vendor == user.vendors.get()
    assert projects.is_vendor(user, advisory)


def test_numbers_belong_to_one_company(official, advisory):
    Vendor.objects.create(name="한빛정보", business_number="123-45-67890")
    told = refused(by=official, project=advisory, vendor_name="한빛정보", business_number="999-99-99999")
    assert told == "‘한빛정보’의 사업자등록번호는 123-45-67890으로 등록되어 있습니다."
    told = refused(by=official, project=advisory, vendor_name="다른정보", business_number="123-45-67890")
    assert told == "이 사업자등록번호는 ‘한빛정보’의 것입니다. 상호를 확인해 주세요."
    told = refused(by=official, project=advisory, vendor_name="다른정보", business_number="12345")
    assert told == "사업자등록번호는 숫자 열 자리로 적어 주세요. 예: 123-45-67890"
    assert not ContractParty.objects.exists()


def test_refusals(official, head, advisory):
    record(official, advisory, vendor_name="한빛정보")
    assert refused(by=official, project=advisory, vendor_name="한빛정보") == "이미 기록된 업체입니다."
    told = refused(by=official, project=advisory, vendor_name="한빛정보", kind="friend")
    assert told == "업체의 구분을 골라 주세요."
    assert refused(by=official, project=advisory, vendor_name=" ")
    draft = factories.make_project(officer=official, status="draft")
    told = refused(by=official, project=draft, vendor_name="한빛정보")
    assert told == "사업을 등록한 뒤에 관련 업체를 기록할 수 있습니다."
    with pytest.raises(PermissionDenied):
        record(head, advisory, vendor_name="다른정보")
    assert Vendor.objects.count() == ContractParty.objects.count() == 1


def test_ending_happens_once_and_by_officers(official, head, advisory):
    party = record(official, advisory, vendor_name="한빛정보")
    with pytest.raises(PermissionDenied):
        actions.end_contract_party(by=head, party=party)
    actions.end_contract_party(by=official, party=party)
    party.refresh_from_db()
    assert party.ended_at
    with pytest.raises(ValidationError):
        actions.end_contract_party(by=official, party=party)
    assert record(official, advisory, vendor_name="한빛정보").pk != party.pk


def employed(panel, employer, **facts):
    seat = factories.make_member(panel, **facts)
    ConflictDeclaration.objects.create(membership=seat, has_conflict=False, employer=employer)
    return seat


def test_contract_suspends_the_companys_people(official, working, collaboration):
    person = factories.make_vendor(staff_name="오수행")
    seat, other = factories.make_member(working, user=person), factories.make_member(working)
    party = record(official, collaboration, vendor=person.vendors.get())
    seat.refresh_from_db()
    assert (seat.state, seat.ended_reason, seat.ended_at) == (MemberState.SUSPENDED, "", None)
    assert Membership.objects.get(pk=other.pk).is_active
    suspension = seat.suspensions.get()
    assert (suspension.ground, suspension.party, suspension.suspended_by) == ("staff", party, official)
    assert suspension.matched == "수행사 ‘한빛정보기술(주)’의 구성원 계정으로 등록되어 있습니다."
    event = Event.objects.get(key="panels.suspended")
    facts = {"suspension": suspension.pk, "ground": "staff", "vendor": party.vendor_id}
    assert event.data == {"membership": seat.pk} | facts
    assert (event.actor, "오수행" in event.sentence) == ("김담당", False)
    told = {notice.recipient: notice for notice in Notice.objects.filter(kind="panels.suspended")}
    assert told.keys() == {person, official}
    assert all(suspension.matched in notice.body for notice in told.values())
    assert ("오수행" in told[official].body, told[person].url) == (
        True,
        f"/conflicts/{suspension.pk}/opinion/",
    )
    assert told[official].url == f"/conflicts/{suspension.pk}/"
    assert {(notice.mail_state, notice.is_legal) for notice in told.values()} == {("pending", True)}


def test_contract_suspends_nobody_where_stakeholders_are_not_kept_out(official, panel, advisory):
    person = factories.make_vendor()
    seat = factories.make_member(panel, user=person)
    record(official, advisory, vendor=person.vendors.get())
    seat.refresh_from_db()
    assert seat.is_active
    assert not Notice.objects.exists()


def test_declared_employer_of_the_companys_name_is_suspended(official, working, collaboration):
    seat = employed(working, "주식회사 한빛정보기술", name="한시민")
    others = [employed(working, "한빛대학교"), factories.make_member(working)]
    for kind in ("contractor", "supplier"):
        record(official, collaboration, vendor_name="한빛정보기술(주)", kind=kind)
    suspension = seat.suspensions.get()
    assert (suspension.ground, suspension.party.kind) == ("employer", "contractor")
    assert suspension.matched == (
        "수락할 때 신고한 ‘현재 또는 최근 3년 안의 소속’에 적은 ‘주식회사 한빛정보기술’ – 수행사 ‘한빛정보기술(주)’"
    )
    assert all(Membership.objects.get(pk=other.pk).is_active for other in others)
    assert Notice.objects.filter(kind="panels.suspended", recipient=official).count() == 1


def test_refused_contract_suspends_nobody(official, working, collaboration):
    person = factories.make_vendor(project=collaboration)
    seat = factories.make_member(working, user=person)
    assert refused(by=official, project=collaboration, vendor=person.vendors.get())
    seat.refresh_from_db()
    assert seat.is_active


def test_a_company_is_found_however_it_is_spelt(official, advisory):
    known = Vendor.objects.create(name="(주)한빛 정보", business_number="123-45-67890")
    party = record(official, advisory, vendor_name="주식회사 한빛정보", business_number="1234567890")
    assert party.vendor == known
    assert Vendor.objects.count() == 1


def test_the_very_spelling_goes_before_the_number_and_the_number_before_any(official, advisory):
    first = Vendor.objects.create(name="한빛 정보", business_number="111-11-11111")
    second = Vendor.objects.create(name="한빛정보", business_number="123-45-67890")
    assert ties.company_called("한빛정보", Vendor.objects.all()) == second
    assert ties.company_called("(주)한빛정보", Vendor.objects.all(), "123-45-67890") == second
    assert ties.company_called("(주)한빛정보", Vendor.objects.all()) == first
    assert ties.company_called("다른 회사", Vendor.objects.all()) is None
    assert ties.company_called("유한회사 한빛정보", Vendor.objects.all()) is None


def test_a_company_recorded_at_the_same_moment_is_told_in_words(official, advisory):
    Vendor.objects.create(name="먼저 등록된 회사", business_number="123-45-67890")
    with pytest.raises(ValidationError, match="그 사이 같은 상호나 사업자등록번호의 업체가 등록되었습니다"):
        contracts.kept(Vendor(name="나중 회사"), "123-45-67890")


def test_the_company_that_somebody_recorded_at_the_same_moment_is_taken(official, advisory):
    quicker = Vendor.objects.create(name="한빛정보", business_number="123-45-67890")
    assert contracts.kept(Vendor(name="한빛정보"), "123-45-67890") == quicker


def restore(official, seat):
    """Decide whatever suspends the seat now in the member's favour, once they were heard."""
    seat.suspensions.open().update(statement="이름만 같습니다.", stated_at=timezone.now())
    for suspension in seat.suspensions.open():
        suspensions.restore(by=official, suspension=suspension, reason="이름만 같은 회사입니다.")


@pytest.mark.parametrize("kind", PartyKind)
def test_only_who_is_under_contract_has_rights(official, head, advisory, kind):
    user = factories.make_vendor(project=advisory, kind=kind)
    found = [
        projects.is_vendor(user, advisory),
        bool(projects.can_upload(user, advisory)),
        bool(projects.can_download(user, advisory)),
        bool(driver.can_read(user, advisory)),
        bool(issues.can_read(issues.standing(user, advisory))),
        bool(contractors(advisory)),
        bool(projects_under_contract(user)),
    ]
    assert found == [kind in ("contractor", "subcontractor", "supplier")] * 7
    assert not projects.can_read(user, advisory)


def test_a_bidder_suspends_before_the_contract_and_is_only_shown_after_it(official, working, collaboration):
    person = factories.make_vendor(name="진 회사")
    seat, other = employed(working, "주식회사 진 회사"), employed(working, "늦게 적은 회사(주)")
    party = record(official, collaboration, vendor=person.vendors.get(), kind="bidder")
    suspension = seat.suspensions.get()
    assert (suspension.party, suspension.ground) == (party, "employer")
    assert suspension.matched.endswith("– 입찰 참여사 ‘진 회사’")
    restore(official, seat)
    assert suspensions.check_project(by=None, project=collaboration) == []
    record(official, collaboration, vendor_name="이긴 회사(주)")
    record(official, collaboration, vendor_name="늦게 적은 회사", kind="bidder")
    assert not other.suspensions.exists()
    assert [found.vendor.name for found in ties.namesakes_of("늦게 적은 회사", collaboration)] == [
        "늦게 적은 회사"
    ]
    record(official, collaboration, vendor_name="늦게 적은 회사", kind="affiliate")
    assert other.suspensions.get().matched.endswith("– 계열사 ‘늦게 적은 회사’")


def test_a_bidder_that_wins_is_looked_into_again_and_the_other_way_round_is_not(
    official, working, collaboration
):
    seat = employed(working, "한빛정보")
    for kind, count in (("bidder", 1), ("contractor", 2), ("consultant", 2)):
        record(official, collaboration, vendor_name="(주)한빛정보", kind=kind)
        assert seat.suspensions.count() == count
        restore(official, seat)
