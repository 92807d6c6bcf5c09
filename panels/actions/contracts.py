"""The one door for a project's contract parties, so that panels learn of every company in the same transaction."""

import re

from django.core.exceptions import ValidationError
from django.db import transaction

from panels import permissions
from projects import actions as projects
from projects.enums import PartyKind
from projects.models import ContractParty, Project, Vendor
from seoul_gov.ui.verdicts import require

BUSINESS_NUMBER = re.compile(r"(\d{3})-?(\d{2})-?(\d{5})")


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
    """Write that a company is under contract: one that is known, or by name, which makes it known.

    Raises ValidationError for a draft, for an unknown kind, for a business number that is none or another company's,
    and for a company that is recorded in that kind already.
    """
    project = projects.locked(project)
    require(permissions.can_record_party(by, project))
    if project.is_draft:
        raise ValidationError("사업을 등록한 뒤에 계약 당사자를 기록할 수 있습니다.")
    if kind not in PartyKind.values:
        raise ValidationError("계약 당사자의 구분을 골라 주세요.")
    vendor = vendor or known_vendor(" ".join(vendor_name.split()), as_business_number(business_number))
    return projects.record_party(by=by, project=project, vendor=vendor, kind=kind)


def as_business_number(text: str) -> str:
    """``123-45-67890``, or "" for nothing; raises ValidationError for anything else."""
    if not text.strip():
        return ""
    digits = BUSINESS_NUMBER.fullmatch(text.strip())
    if digits is None:
        raise ValidationError("사업자등록번호는 숫자 열 자리로 적어 주세요. 예: 123-45-67890")
    return "-".join(digits.groups())


def known_vendor(name: str, business_number: str) -> Vendor:
    """The company of that name, made if there is none; a number that was missing is filled in."""
    Vendor(name=name, business_number=business_number).clean_fields()
    refuse_number_of_another(name, business_number)
    companies = Vendor.objects.select_for_update()
    vendor, _ = companies.get_or_create(name=name, defaults={"business_number": business_number})
    if business_number and not vendor.business_number:
        vendor.business_number = business_number
        vendor.save()
    if business_number not in ("", vendor.business_number):
        raise ValidationError(f"‘{name}’의 사업자등록번호는 {vendor.business_number}로 등록되어 있습니다.")
    return vendor


def refuse_number_of_another(name: str, business_number: str) -> None:
    others = Vendor.objects.exclude(name=name).exclude(business_number="")
    if other := others.filter(business_number=business_number).first():
        raise ValidationError(f"이 사업자등록번호는 ‘{other}’의 것입니다. 상호를 확인해 주세요.")


@transaction.atomic
def end_contract_party(*, by, party: ContractParty) -> None:
    """Write that a company is no longer under contract; raises ValidationError when it has ended already."""
    require(permissions.can_record_party(by, projects.locked(party.project)))
    projects.end_party(by=by, party=party)
