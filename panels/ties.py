"""Ties between people and the companies under contract for a project (가이드라인 5-2, 실무추진단 구성 원칙 3)."""

import re
import unicodedata

from django.db.models import QuerySet

from projects.models import Project, Vendor

from .enums import PanelKind
from .models import Membership

LEGAL_FORM = re.compile(r"\(주\)|주식회사")


def folded(name: str) -> str:
    """A company's name as it is compared: without spaces, letter case and the ways to write 주식회사."""
    plain = "".join(unicodedata.normalize("NFKC", name).split()).casefold()
    return LEGAL_FORM.sub("", plain)


def is_same_name(one: str, other: str) -> bool:
    """Whether two spellings name one company; nothing is no company's name."""
    return folded(one) == folded(other) != ""


def companies(project: Project) -> QuerySet[Vendor]:
    """The companies now under contract for the project, in whatever part."""
    return Vendor.objects.filter(pk__in=project.parties.in_force().values("vendor"))


def companies_of(user, project: Project) -> list[Vendor]:
    """Those of them that the person works for."""
    return list(companies(project).filter(staff=user))


def companies_called(name: str, project: Project) -> list[Vendor]:
    """Those of them that have this name, however it is spelt."""
    return [company for company in companies(project) if is_same_name(company.name, name)]


def company_called(name: str, among: QuerySet[Vendor], business_number: str = "") -> Vendor | None:
    """The company of this name: first as it is spelt, then the one with the number, then however it is spelt."""
    same = [company for company in among.order_by("pk") if is_same_name(company.name, name)]
    numbered = [company for company in same if business_number and company.business_number == business_number]
    spelt = [company for company in same if company.name == name]
    return next(iter([*spelt, *numbered, *same]), None)


def guarded_seats(project: Project) -> QuerySet[Membership]:
    """The seats in office of the project's panels that keep stakeholders out, with what is told about them."""
    kinds = [kind for kind in PanelKind if kind.excludes_conflicts]
    seats = Membership.objects.active().filter(panel__project=project, panel__kind__in=kinds)
    return seats.select_related(
        "panel__project__department", "panel__project__officer", "user", "invited_by", "declaration"
    )


def works_for(company: Vendor) -> str:
    """Why somebody may not sit there, in one Korean sentence."""
    return f"이 사업의 계약 당사자인 ‘{company}’의 구성원입니다."


def employer_of_that_name(company: Vendor) -> str:
    """What officials are asked to check, in Korean."""
    return (
        f"신고한 소속이 이 사업의 계약 당사자 ‘{company}’의 상호와 같습니다. 이해관계가 있는지 확인해 주세요."
    )
