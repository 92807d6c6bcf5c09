"""The companies themselves, whatever their part in a project is."""

from collections.abc import Iterable

from django.db import transaction

from projects import companies
from projects.models import ContractParty, Project, Vendor
from seoul_gov.accounts.models import User

from .projects import locked


@transaction.atomic
def keep_vendor(*, by, vendor: Vendor, staff: Iterable[User]) -> Vendor:
    """Write a company and its people as the administrator who may edit it entered them, with what follows from it.

    The rows of its projects are held before the company's, as by whoever records its part in one.
    """
    parts = ContractParty.objects.in_force().filter(vendor=vendor.pk)
    for project in Project.objects.filter(pk__in=parts.values("project")).order_by("pk"):
        locked(project)
    vendor.save()
    vendor.staff.set(staff)
    companies.changed(by=by, vendor=vendor)
    return vendor
