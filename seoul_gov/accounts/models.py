from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property

from .enums import Role


class Department(models.Model):
    """An office of the city. Offices are renamed and merged: keep them as data and retire, never delete."""

    name = models.CharField("부서명", max_length=100, unique=True)
    office = models.CharField("소속 실·국", max_length=100, blank=True)
    phone = models.CharField("대표전화", max_length=30, blank=True)
    is_active = models.BooleanField("사용", default=True)

    class Meta:
        verbose_name = "부서"
        verbose_name_plural = "부서"
        ordering = ["name"]

    def __str__(self):
        return self.name


class UserManager(BaseUserManager):
    """Creates people by mail address; addresses are kept in lower case."""

    def create_user(self, email, password=None, **facts):
        user = self.model(email=self.clean_email(email), **facts)
        user.set_password(password)
        user.save(using=self._db)
        return user

    @transaction.atomic
    def create_superuser(self, email, password=None, **facts):
        """The first administrator, for ``createsuperuser``: an account with that role, like any other later."""
        user = self.create_user(email, password, **facts)
        RoleGrant.objects.create(user=user, role=Role.ADMINISTRATOR, reason="처음 설치")
        return user

    def get_by_natural_key(self, email):
        return self.get(email=self.clean_email(email))

    @staticmethod
    def clean_email(email: str) -> str:
        return email.strip().lower()


class User(AbstractBaseUser):
    """A person who signs in with a mail address. One account a person; no resident number, ever.

    What somebody may do follows from grants alone: there are no flags, groups or permission rows beside them, so
    that ending a grant ends everything at the next request. ``agreed_version`` names the terms (see ``agreements``)
    that the person agreed to at ``agreed_at``; empty for accounts made by an administrator.
    """

    email = models.EmailField("이메일", unique=True)
    name = models.CharField("이름", max_length=50)
    is_active = models.BooleanField("사용", default=True)
    date_joined = models.DateTimeField("가입일시", default=timezone.now)
    agreed_version = models.CharField("동의한 약관", max_length=20, blank=True, editable=False)
    agreed_at = models.DateTimeField("동의일시", null=True, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = "사용자"
        verbose_name_plural = "사용자"
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_ignores_case"),
            models.CheckConstraint(
                condition=Q(agreed_version="", agreed_at=None) | ~Q(agreed_version="") & ~Q(agreed_at=None),
                name="agreement_has_a_version_and_a_moment",
            ),
        ]

    def __str__(self):
        return self.name or self.email

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name

    @cached_property
    def grants(self) -> tuple["RoleGrant", ...]:
        """The person's grants in force, read once a request."""
        if not self.is_active:
            return ()
        return tuple(self.role_grants.in_force().select_related("department"))

    @cached_property
    def has_second_factor(self) -> bool:
        """Whether a code or a key is asked for after the password."""
        return self.authenticator_set.exists()

    def has_role(self, *roles: Role) -> bool:
        return any(grant.role in roles for grant in self.grants)

    def departments_as(self, *roles: Role) -> frozenset[int]:
        """Ids of the departments in which the person holds one of the roles."""
        return frozenset(
            grant.department_id for grant in self.grants if grant.role in roles and grant.department_id
        )

    @property
    def is_official(self) -> bool:
        """City staff: everybody who holds a grant."""
        return bool(self.grants)

    @property
    def is_administrator(self) -> bool:
        return self.has_role(Role.ADMINISTRATOR)

    # What Django's admin asks, answered by the one role that may use it.
    is_staff = is_administrator

    def has_perm(self, perm, obj=None) -> bool:
        return self.is_administrator

    def has_module_perms(self, app_label) -> bool:
        return self.is_administrator

    @property
    def role_labels(self) -> list[str]:
        return [str(grant) for grant in self.grants]


class RoleGrantQuerySet(models.QuerySet):
    def in_force(self):
        now = timezone.now()
        return self.filter(Q(ended_at=None) | Q(ended_at__gt=now), granted_at__lte=now)


class RoleGrant(models.Model):
    """A role held by a person from one moment to another; ended, never deleted.

    Kept for at least three years (개인정보의 안전성 확보조치 기준 제5조).
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="role_grants", verbose_name="사용자")
    role = models.CharField("역할", max_length=20, choices=Role)
    department = models.ForeignKey(
        Department, models.PROTECT, related_name="role_grants", null=True, blank=True, verbose_name="부서"
    )
    reason = models.CharField("부여 사유", max_length=200, blank=True)
    granted_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, editable=False, verbose_name="부여자"
    )
    granted_at = models.DateTimeField("부여일시", default=timezone.now)
    ended_at = models.DateTimeField("종료일시", null=True, blank=True)

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        verbose_name = "역할 부여"
        verbose_name_plural = "역할 부여"
        ordering = ["granted_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(role__in=[Role.OFFICER, Role.HEAD]) | Q(department__isnull=False),
                name="grant_of_a_department_role_names_it",
                violation_error_message="사업담당자와 부서장은 부서를 정해 주세요.",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "department"],
                condition=Q(ended_at=None, department__isnull=False),
                name="one_open_grant_of_a_role_in_a_department",
                violation_error_message="이미 같은 역할이 부여되어 있습니다.",
            ),
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=Q(ended_at=None, department=None),
                name="one_open_grant_of_a_role",
                violation_error_message="이미 같은 역할이 부여되어 있습니다.",
            ),
        ]

    def __str__(self):
        label = Role(self.role).label
        return f"{self.department} {label}" if self.department_id else label
