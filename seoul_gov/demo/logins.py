"""The demo logins as a list: who they are, for whom, and where they sit."""

from seoul_gov.accounts.models import User

from .people import DOMAIN, PASSWORD


def listing() -> list[dict]:
    """Every demo login with its role, department, panels and company; empty before the demo is loaded.

    ``panel`` is the first of ``panels``; who holds nothing is a citizen.
    """
    users = User.objects.filter(email__endswith=f"@{DOMAIN}").order_by("pk")
    rows = users.prefetch_related("role_grants__department", "memberships__panel__project", "vendors")
    return [entry(user) for user in rows]


def entry(user: User) -> dict:
    grants = [grant for grant in user.role_grants.all() if grant.ended_at is None]
    panels = [
        f"{seat.panel.kind_label}: {seat.panel} ({seat.panel.project})"
        for seat in user.memberships.all()
        if seat.is_active
    ]
    companies = [vendor.name for vendor in user.vendors.all()]
    return {
        "email": user.email,
        "password": PASSWORD,
        "name": user.name,
        "role": role_of(grants, panels, companies),
        "department": next((grant.department.name for grant in grants if grant.department), None),
        "panel": next(iter(panels), None),
        "panels": panels,
        "vendor": next(iter(companies), None),
    }


def role_of(grants, panels, companies) -> str:
    if grants:
        return grants[0].role
    return "vendor" if companies else "member" if panels else "citizen"
