import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from panels import actions
from projects import permissions as projects
from projects.models import ContractParty, Vendor
from seoul_gov.audit.models import Event
from tests import factories

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
    assert told == "‘한빛정보’의 사업자등록번호는 123-45-67890로 등록되어 있습니다."
    told = refused(by=official, project=advisory, vendor_name="다른정보", business_number="123-45-67890")
    assert told == "이 사업자등록번호는 ‘한빛정보’의 것입니다. 상호를 확인해 주세요."
    told = refused(by=official, project=advisory, vendor_name="다른정보", business_number="12345")
    assert told == "사업자등록번호는 숫자 열 자리로 적어 주세요. 예: 123-45-67890"
    assert not ContractParty.objects.exists()


def test_refusals(official, head, advisory):
    record(official, advisory, vendor_name="한빛정보")
    assert refused(by=official, project=advisory, vendor_name="한빛정보") == "이미 기록된 계약 당사자입니다."
    told = refused(by=official, project=advisory, vendor_name="한빛정보", kind="friend")
    assert told == "계약 당사자의 구분을 골라 주세요."
    assert refused(by=official, project=advisory, vendor_name=" ")
    draft = factories.make_project(officer=official, status="draft")
    told = refused(by=official, project=draft, vendor_name="한빛정보")
    assert told == "사업을 등록한 뒤에 계약 당사자를 기록할 수 있습니다."
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
