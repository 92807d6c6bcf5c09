"""The people of the demo: one of every role, at least two departments, two panels of the same kind."""

from functools import cache

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ImproperlyConfigured

from seoul_gov.accounts.enums import Role
from seoul_gov.accounts.models import Department, RoleGrant, User

PASSWORD = "demo-seoul-2026"  # noqa: S105  everybody may know it: it opens nothing outside the demo
DOMAIN = settings.PORTAL_DEMO_DOMAIN

DEPARTMENTS = [
    ("정보시스템담당관", "디지털도시국", "02-2133-2900"),
    ("교통정보과", "교통실", "02-2133-4950"),
    ("복지정책과", "복지실", "02-2133-7300"),
]

# (login, name, role, department)
STAFF = [
    ("officer", "김다은", Role.OFFICER, "정보시스템담당관"),
    ("officer2", "정우진", Role.OFFICER, "정보시스템담당관"),
    ("head", "박상호", Role.HEAD, "정보시스템담당관"),
    ("traffic", "이준서", Role.OFFICER, "교통정보과"),
    ("traffic-head", "한지영", Role.HEAD, "교통정보과"),
    ("welfare", "송미경", Role.OFFICER, "복지정책과"),
    ("welfare-head", "오태식", Role.HEAD, "복지정책과"),
    ("governance", "최은서", Role.GOVERNANCE_OFFICER, ""),
    ("auditor", "윤재현", Role.AUDITOR, ""),
    ("dpo", "구현정", Role.DPO, ""),
    ("admin", "임하늘", Role.ADMINISTRATOR, ""),
]

# (login, name)
VENDORS = [("vendor", "강민재", "한빛정보기술(주)"), ("vendor2", "노윤아", "서울데이터솔루션(주)")]

# The first two sit in one 시민참여단 each, of different projects; the others in several panels.
MEMBERS = [
    ("member", "문서연"),
    ("member2", "배정훈"),
    ("panelist1", "조아라"),
    ("panelist2", "신동혁"),
    ("panelist3", "홍예린"),
    ("panelist4", "권태민"),
    ("panelist5", "유지안"),
    ("panelist6", "남기훈"),
    ("panelist7", "서가온"),
    ("panelist8", "안도현"),
    ("panelist9", "전소율"),
    ("panelist10", "황보람"),
]
CITIZENS = [
    ("citizen", "이하나"),
    ("citizen2", "박두리"),
    ("citizen3", "최세빈"),
    ("citizen4", "정나은"),
    ("citizen5", "구오름"),
]
TWINS = [("citizen6", "이하나")]
"""Who signed up a second time, with another address."""
SPEAKERS = [login for login, _ in CITIZENS]
"""Who speaks in the demo's rounds of opinions."""


def address(login: str) -> str:
    return f"{login}@{DOMAIN}"


def person(login: str) -> User:
    """The demo person of that login; raises User.DoesNotExist before the demo is loaded."""
    return User.objects.get(email=address(login))


@cache
def password() -> str:
    """The one password of all, hashed once: every hash is a quarter of a second of the first start."""
    return make_password(PASSWORD)


def make(login: str, name: str) -> User:
    user = User.objects.filter(email=address(login)).first()
    if user is None:
        user = User.objects.create(email=address(login), password=password(), name=name)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def load() -> None:
    """Make every demo person once. Raises ImproperlyConfigured where PORTAL_DEMO is off."""
    if not settings.PORTAL_DEMO:
        raise ImproperlyConfigured("Demo logins exist only while PORTAL_DEMO=1.")
    for name, office, phone in DEPARTMENTS:
        Department.objects.get_or_create(name=name, defaults={"office": office, "phone": phone})
    for login, name, role, department in STAFF:
        user = make(login, name)
        place = Department.objects.get(name=department) if department else None
        RoleGrant.objects.get_or_create(
            user=user, role=role, department=place, defaults={"reason": "체험 계정"}
        )
    for login, name, *_ in (*VENDORS, *MEMBERS, *CITIZENS, *TWINS):
        make(login, name)
