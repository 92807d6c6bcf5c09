"""The one door for the companies of a project, so that panels learn of every one in the same transaction."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from panels import permissions, ties
from panels.conflicts import actions as suspensions
from projects import actions as projects
from projects.enums import PartyKind
from projects.models import ContractParty, Project, Vendor, as_business_number
from seoul_gov.ui.korean import josa
from seoul_gov.ui.verdicts import require

RECORDED_MEANWHILE = (
    "그 사이 같은 상호나 사업자등록번호의 업체가 등록되었습니다. 확인하고 다시 저장해 주세요."
)


@transaction.atomic
def record_contract_party(
    *,
    by,
    project: Project,
    kind: str,
    vendor: Vendor | None = None,
    vendor_name: str = "",
    business_number: str = "",
) -> ContractParty:
    """Write a company's part in a project, under contract or otherwise: one that is known, or by name, which makes it known.

    Where stakeholders are kept out (가이드라인 5-2), members who work for the company, or have told of a tie to one that
    is called like it, are suspended in the same transaction, until an official has looked into it. A
    bidder's people are so until a contract is recorded.

    Raises ValidationError for a draft, for an unknown kind, for a business number that is none or another company's,
    and for a company that is recorded in that kind already.
    """
    project = projects.locked(project)
    require(permissions.can_record_party(by, project))
    if project.is_draft:
        raise ValidationError("사업을 등록한 뒤에 관련 업체를 기록할 수 있습니다.")
    if kind not in PartyKind.values:
        raise ValidationError("업체의 구분을 골라 주세요.")
    vendor = vendor or known_vendor(" ".join(vendor_name.split()), as_business_number(business_number))
    party = projects.record_party(by=by, project=project, vendor=vendor, kind=kind)
    suspensions.check_project(by=by, project=project)
    return party


def known_vendor(name: str, business_number: str) -> Vendor:
    """The company of that name, however it is spelt, made if there is none; a number that was missing is filled in.

    Raises ValidationError for a number of another company, also where that one is being recorded at this moment.
    """
    Vendor(name=name, business_number=business_number).clean_fields()
    vendor = ties.company_called(name, Vendor.objects.select_for_update(), business_number)
    refuse_number_of_another(vendor, business_number)
    vendor = kept(vendor or Vendor(name=name), business_number)
    if business_number not in ("", vendor.business_number):
        known = josa(vendor.business_number, "으로/로")
        raise ValidationError(f"‘{name}’의 사업자등록번호는 {known} 등록되어 있습니다.")
    return vendor


def kept(vendor: Vendor, business_number: str) -> Vendor:
    """The company, new or with its number filled in, as it is stored now; the same one where somebody was quicker."""
    if vendor.pk and (vendor.business_number or not business_number):
        return vendor
    vendor.business_number = business_number
    try:
        with transaction.atomic():
            vendor.save()
    except IntegrityError:
        stored = ties.company_called(vendor.name, Vendor.objects.select_for_update(), business_number)
        if stored is None or stored.business_number != business_number:
            raise ValidationError(RECORDED_MEANWHILE) from None
        return stored
    return vendor


def refuse_number_of_another(vendor: Vendor | None, business_number: str) -> None:
    others = Vendor.objects.exclude(pk=vendor and vendor.pk).exclude(business_number="")
    if other := others.filter(business_number=business_number).first():
        raise ValidationError(f"이 사업자등록번호는 ‘{other}’의 것입니다. 상호를 확인해 주세요.")


@transaction.atomic
def end_contract_party(*, by, party: ContractParty) -> None:
    """Write that a company no longer has its part in the project; raises ValidationError when it has ended already.

    Members who are suspended because of it stay so until it is decided: what they could have learned or done for the
    company while they sat there is looked into all the same.
    """
    require(permissions.can_record_party(by, projects.locked(party.project)))
    projects.end_party(by=by, party=party)
