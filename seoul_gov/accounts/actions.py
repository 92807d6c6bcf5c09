"""Every change of roles and of other people's accounts. Field-level history is kept by django-auditlog."""

from datetime import datetime

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from auditlog import get_logentry_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from seoul_gov.ui.verdicts import require

from . import consequences, permissions
from .enums import Role
from .models import Department, RoleGrant, User

LogEntry = get_logentry_model()

NO_PLACE = "사업담당자와 부서장은 부서를 정해 주세요."
SWITCHED_OFF = "사용을 멈춘 계정에는 역할을 줄 수 없습니다."
CLOSED_OFFICE = "사용을 멈춘 부서에는 역할을 줄 수 없습니다."
TWICE = "이미 같은 역할이 부여되어 있습니다."
OVER = "이미 끝난 역할입니다. 다시 주려면 새로 부여해 주세요."
OPEN_AGAIN = "정해진 종료일시는 지울 수 없습니다. 역할이 더 필요하면 새로 부여해 주세요."
BACKDATED = "종료일시는 지금보다 앞설 수 없습니다."
TAKEN = "이미 쓰이고 있는 이메일 주소입니다."
LAST = "마지막 시스템 관리자입니다. 다른 사람에게 먼저 역할을 부여해 주세요."


@transaction.atomic
def grant(*, by, user: User, role: Role, department: Department | None = None, reason: str = "") -> RoleGrant:
    """Give the role from now on, with what follows from it (``consequences``); raises ValidationError where it cannot be
    held or is held already."""
    require(permissions.can_manage(by))
    # Whoever accepts a seat holds the project and then points at the person; this holds the person and then the project.
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if sentence := why_not(user=user, role=Role(role), department=department):
        raise ValidationError(sentence)
    given = RoleGrant.objects.create(
        user=user, role=role, department=department, reason=reason, granted_by=by, granted_at=timezone.now()
    )
    consequences.draw(by=by, user=user)
    return given


def why_not(*, user: User, role: Role, department: Department | None) -> str:
    """One sentence that says why this role cannot be given to this person; "" when it can."""
    if role.needs_department and department is None:
        return NO_PLACE
    if department is not None and not department.is_active:
        return CLOSED_OFFICE
    if not user.is_active:
        return SWITCHED_OFF
    held = RoleGrant.objects.in_force().filter(user=user, role=role, department=department)
    return TWICE if held.exists() else ""


@transaction.atomic
def end(*, by, grant: RoleGrant, at: datetime | None = None) -> RoleGrant:
    """End the role at once, or at a later moment; an ended one never comes back. Takes effect at the next request.

    Raises ValidationError for a grant that is over, a moment that has passed and the last administrator.
    """
    require(permissions.can_manage(by))
    hold_administrators()
    grant = RoleGrant.objects.select_for_update().select_related("user").get(pk=grant.pk)
    if sentence := why_not_end(grant, at):
        raise ValidationError(sentence)
    grant.ended_at = at or timezone.now()
    grant.save(update_fields=["ended_at"])
    return grant


def is_over(grant: RoleGrant) -> bool:
    return grant.ended_at is not None and grant.ended_at <= timezone.now()


def why_not_end(grant: RoleGrant, at: datetime | None = None) -> str:
    """One sentence that says why this grant cannot end then; "" when it can."""
    if is_over(grant):
        return OVER
    if at is not None and at < timezone.now():
        return BACKDATED
    if grant.role == Role.ADMINISTRATOR and is_last(grant.user):
        return LAST
    return ""


@transaction.atomic
def add_person(*, by, email: str, name: str) -> User:
    """An account without a password: its owner sets one by "비밀번호 찾기", which shows that the address is theirs."""
    require(permissions.can_manage(by))
    if is_taken(email):
        raise ValidationError(TAKEN)
    user = User.objects.create_user(email, name=name)
    EmailAddress.objects.create(user=user, email=user.email, primary=True)
    get_adapter().send_mail("account/email/account_made", user.email, {"user": user})
    return user


@transaction.atomic
def change_person(
    *, by, user: User, email: str | None = None, name: str | None = None, is_active: bool | None = None
) -> User:
    """Correct the name or address of somebody, or switch the account off and on; what is None stays as it is.

    A new address has to be confirmed at the next login, and nothing opens the account by the old one any more.
    """
    require(permissions.can_manage(by))
    hold_administrators()
    user = User.objects.select_for_update().get(pk=user.pk)
    if sentence := why_not_change(user, email=email, is_active=is_active):
        raise ValidationError(sentence)
    if email is not None:
        move_address(user, User.objects.clean_email(email))
    user.name = user.name if name is None else name
    user.is_active = user.is_active if is_active is None else is_active
    user.save(update_fields=["email", "name", "is_active"])
    return user


def move_address(user: User, address: str) -> None:
    """Have the account's one address be another, unconfirmed; the account itself is not saved yet."""
    if address != user.email:
        user.emailaddress_set.all().delete()
        EmailAddress.objects.create(user=user, email=address, primary=True)
        user.email = address


def why_not_change(user: User, *, email: str | None = None, is_active: bool | None = None) -> str:
    """One sentence that says why the account cannot become like this; "" when it can."""
    if email is not None and is_taken(email, other_than=user):
        return TAKEN
    if is_active is False and user.is_active and user.is_administrator and is_last(user):
        return LAST
    return ""


@transaction.atomic
def rename(*, by, user: User, name: str) -> User:
    """Correct one's own name. What was written under the old one keeps it."""
    require(permissions.can_rename(by, user))
    user = User.objects.select_for_update().get(pk=user.pk)
    user.name = name
    user.full_clean(exclude=["password"])
    user.save(update_fields=["name"])
    return user


@transaction.atomic
def reset_login(*, by, user: User) -> User:
    """For who has lost the telephone: no password, no second factor, signed off everywhere.

    The owner begins again with "비밀번호 찾기".
    """
    require(permissions.can_manage(by))
    user = User.objects.select_for_update().get(pk=user.pk)
    Authenticator.objects.filter(user=user).delete()
    user.set_unusable_password()
    user.save(update_fields=["password"])
    note_reset(by, user)
    get_adapter().send_mail("account/email/login_reset", user.email, {"user": user})
    return user


def note_reset(by, user: User) -> None:
    """Write into the change log what it cannot see by itself: passwords are none of its business."""
    told = {"로그인 정보": ["", "초기화"]}
    LogEntry.objects.log_create(user, action=LogEntry.Action.UPDATE, actor=by, changes=told)


def is_taken(email: str, *, other_than: User | None = None) -> bool:
    """Whether the address is somebody else's, in whatever case."""
    users = User.objects.filter(email=User.objects.clean_email(email))
    return users.exclude(pk=other_than and other_than.pk).exists()


def hold_administrators() -> None:
    """Let nobody else end or switch off administrators until this transaction is over."""
    list(RoleGrant.objects.select_for_update().filter(role=Role.ADMINISTRATOR).order_by("pk"))


def is_last(administrator: User) -> bool:
    """Whether nobody else is an administrator for good: a grant with an end does not count, however far off it is."""
    lasting = RoleGrant.objects.in_force().filter(
        role=Role.ADMINISTRATOR, ended_at=None, user__is_active=True
    )
    return not lasting.exclude(user=administrator).exists()
