"""What every template may show: the institution, the navigation and how much is unread."""

from types import SimpleNamespace

from django.conf import settings
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from seoul_gov.accounts.enums import Role

PUBLIC = [
    ("사업 공개", "record:list"),
    ("의견수렴", "opinions:list"),
    ("단원 모집", "calls:list"),
    ("가이드라인", "record:guide"),
    ("현황", "record:statistics"),
    ("유형 자가진단", "selection:self-check"),
]
"""What everybody may enter, signed in or not."""

PAGES_OF = {
    "projects:list": (
        "/selection/",
        "/process/",
        "/panels/",
        "/conflicts/",
        "/appointments/",
        "/reviews/project/",
        "/reviews/versions/",
        "/issues/",
        "/decisions/",
        "/reports/",
    ),
    "panels:list": (
        "/process/",
        "/issues/",
        "/decisions/",
        "/conflicts/",
        "/appointments/",
        "/erasure/seats/",
    ),
    "calls:list": ("/screening/", "/draws/", "/selections/", "/replacements/", "/erasure/applications/"),
    "privacy:list": ("/erasure/",),
}
"""Where the pages of an entry lie, beside the list that it leads to."""


def institution() -> SimpleNamespace:
    """Whose portal it is; known without asking the database."""
    return SimpleNamespace(
        institution=settings.PORTAL_INSTITUTION,
        address=settings.PORTAL_ADDRESS,
        phone=settings.PORTAL_PHONE,
        official=settings.PORTAL_OFFICIAL,
        demo=settings.PORTAL_DEMO,
        home_url=reverse("home"),
        privacy_url=reverse("privacy"),
    )


def portal(request):
    """Context of every page; nothing is queried unless the template shows it."""
    user = getattr(request, "user", None)
    signed_in = bool(user and user.is_authenticated)
    return {
        "portal": SimpleNamespace(
            **vars(institution()),
            login_url=reverse("account_login"),
            logout_url=reverse("account_logout"),
            account_url=reverse("accounts:profile"),
            notices_url=reverse("notifications:list"),
            user_name=str(user) if signed_in else "",
            roles=user.role_labels if signed_in else [],
            session_ends=getattr(request, "session_ends", None),
            extend_url=reverse("accounts:extend"),
            unread=SimpleLazyObject(lambda: user.notices.unread().count()) if signed_in else 0,
        ),
        "nav": SimpleLazyObject(lambda: list(navigation(request.path, user, signed_in))),
    }


def navigation(path: str, user, signed_in: bool):
    """The main menu for this person; the entry of the present page is marked."""
    entries = [("나의 할 일", "desk")] if signed_in else []
    if signed_in and user.is_official:
        entries.append(("정보화사업", "projects:list"))
    elif signed_in:
        entries.append(("내 추진단", "panels:list"))
    if signed_in:
        entries += [("회의", "meetings:list"), ("산출물 검토", "reviews:list")]
    if signed_in and user.has_role(Role.AUDITOR):
        entries.append(("감사 기록", "audit:events"))
    if signed_in and user.has_role(Role.AUDITOR, Role.DPO):
        entries.append(("접속기록", "privacy:list"))
    if signed_in and user.has_role(Role.DPO):
        entries.append(("권한 이력", "privacy:grants"))
    entries += PUBLIC
    present = entry_of(path, [name for _, name in entries])
    for label, name in entries:
        yield SimpleNamespace(label=label, url=reverse(name), current=name == present)


def entry_of(path: str, names: list[str]) -> str | None:
    """The entry whose pages the path belongs to: the longest known beginning decides; None where none fits."""
    beginnings = {reverse(name): name for name in names}
    for name in names:
        beginnings |= dict.fromkeys(PAGES_OF.get(name, ()), name)
    fitting = [beginning for beginning in beginnings if path.startswith(beginning)]
    return beginnings[max(fitting, key=len)] if fitting else None
