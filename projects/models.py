import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from seoul_gov.accounts.models import Department
from seoul_gov.documents.models import Document

from .enums import Audience, GovernanceType, Matter, PartyKind, Phase, ProjectKind, ProjectStatus, StageKey
from .querysets import ContractPartyQuerySet, ProjectQuerySet

BUDGET_MAX = 10_000_000_000_000
BUSINESS_NUMBER = re.compile(r"(\d{3})-?(\d{2})-?(\d{5})", re.ASCII)


def as_business_number(text: str) -> str:
    """``123-45-67890``, or "" for nothing; raises ValidationError at the field for anything else."""
    text = text.strip()
    if not text:
        return ""
    digits = BUSINESS_NUMBER.fullmatch(text)
    if digits is None:
        sentence = "사업자등록번호는 숫자 열 자리로 적어 주세요. 예: 123-45-67890"
        raise ValidationError({"business_number": sentence})
    return "-".join(digits.groups())


class ProposalChannel(models.Model):
    """How a project was proposed (제안 경로). Channels come and go with the years: rows, not constants."""

    name = models.CharField("제안 경로", max_length=50, unique=True)
    is_citizen = models.BooleanField("시민 제안 경로", default=True)
    is_active = models.BooleanField("사용", default=True)
    order = models.PositiveSmallIntegerField("순서", default=0)

    class Meta:
        verbose_name = "제안 경로"
        verbose_name_plural = "제안 경로"
        ordering = ["order", "pk"]

    def __str__(self):
        return self.name


class Project(models.Model):
    """An IT project of the city (정보화사업).

    ``governance_type``, ``phase`` and ``status`` are written by ``projects.actions`` alone, called from the rooms
    above, so that lists and panels need no import upward. ``number`` is given when the draft is submitted.
    """

    number = models.CharField("사업번호", max_length=20, unique=True, null=True, editable=False)  # noqa: DJ001  drafts have none
    title = models.CharField("사업명", max_length=100)
    kind = models.CharField("사업 구분", max_length=20, choices=ProjectKind)
    department = models.ForeignKey(
        Department, models.PROTECT, related_name="projects", verbose_name="사업부서"
    )
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="projects", verbose_name="사업담당자"
    )
    start_date = models.DateField("시작일", null=True, blank=True)
    end_date = models.DateField("종료일", null=True, blank=True)
    budget = models.PositiveBigIntegerField(
        "예산(원)", null=True, blank=True, validators=[MinValueValidator(0), MaxValueValidator(BUDGET_MAX)]
    )
    summary = models.TextField("사업 개요", max_length=4000, blank=True)
    channel = models.ForeignKey(
        ProposalChannel,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="projects",
        verbose_name="제안 경로",
    )
    audience = models.CharField("수혜 대상", max_length=20, choices=Audience, blank=True)
    audience_detail = models.CharField("대상 계층·지역", max_length=100, blank=True)
    expected_vendor = models.CharField("수행사(정해진 경우)", max_length=100, blank=True)

    status = models.CharField("상태", max_length=20, choices=ProjectStatus, default=ProjectStatus.DRAFT)
    governance_type = models.CharField("거버넌스 유형", max_length=20, choices=GovernanceType, blank=True)
    phase = models.CharField("단계", max_length=20, choices=Phase, blank=True)

    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="등록한 사람"
    )
    created_at = models.DateTimeField("작성일시", default=timezone.now)
    submitted_at = models.DateTimeField("등록일시", null=True, editable=False)
    updated_at = models.DateTimeField("수정일시", auto_now=True)
    version = models.PositiveIntegerField("고친 횟수", default=1, editable=False)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = "정보화사업"
        verbose_name_plural = "정보화사업"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["department", "-id"], name="project_of_department"),
            models.Index(fields=["status", "-id"], name="project_in_status"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(end_date__gte=F("start_date")) | Q(start_date=None) | Q(end_date=None),
                name="project_ends_after_it_starts",
                violation_error_message="종료일은 시작일과 같거나 그 뒤여야 합니다.",
            ),
            models.CheckConstraint(
                condition=Q(status=ProjectStatus.DRAFT) | Q(number__isnull=False, submitted_at__isnull=False),
                name="registered_project_has_a_number",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("projects:detail", args=[self.pk])

    @property
    def audit_chain(self) -> str:
        return f"project:{self.pk}"

    @property
    def is_draft(self) -> bool:
        return self.status == ProjectStatus.DRAFT

    @property
    def tone(self) -> str:
        return ProjectStatus(self.status).tone


class Vendor(models.Model):
    """A company that has to do with the city's projects, with the accounts of its people.

    What these may do hangs on the company's part in a project (``ContractParty``): under contract they are its 수행사.
    """

    name = models.CharField("상호", max_length=100, unique=True)
    business_number = models.CharField("사업자등록번호", max_length=12, blank=True)
    staff = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="vendors", blank=True, verbose_name="업체 계정"
    )

    class Meta:
        verbose_name = "업체"
        verbose_name_plural = "업체"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["business_number"],
                condition=~Q(business_number=""),
                name="one_vendor_of_a_business_number",
                violation_error_message="이 사업자등록번호로 등록된 업체가 이미 있습니다.",
            )
        ]

    def __str__(self):
        return self.name

    def clean(self):
        """Write the business number as everybody else writes it."""
        self.business_number = as_business_number(self.business_number)


class ContractParty(models.Model):
    """A company's part in a project: under contract, or related to it otherwise, in which case it gives nobody a right.

    Written by one action of the panels room and by nothing else. Only city staff read whom a project has to do with.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="parties", verbose_name="사업")
    vendor = models.ForeignKey(Vendor, models.PROTECT, related_name="parties", verbose_name="업체")
    kind = models.CharField("구분", max_length=20, choices=PartyKind)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField("기록일시", default=timezone.now)
    ended_at = models.DateTimeField("종료일시", null=True)

    objects = ContractPartyQuerySet.as_manager()

    class Meta:
        verbose_name = "관련 업체"
        verbose_name_plural = "관련 업체"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "vendor", "kind"],
                condition=Q(ended_at=None),
                name="one_open_contract_party",
            )
        ]

    def __str__(self):
        return f"{self.vendor} ({self.get_kind_display()})"

    @property
    def part(self) -> PartyKind:
        return PartyKind(self.kind)


class Paper(models.Model):
    """What an official or the contractor hands on. What its ``matter`` keeps inside the city is never put before a panel
    or the public, whichever way it came (``projects.matters``)."""

    matter = models.CharField("무엇에 관한 문서", max_length=12, choices=Matter, default=Matter.GENERAL)

    class Meta:
        abstract = True

    @property
    def is_withheld(self) -> bool:
        return Matter(self.matter).is_inner


class Deliverable(Paper):
    """A document that a project yields (산출물), known by the stage it belongs to; its files are versions."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="deliverables", verbose_name="사업")
    stage_key = models.CharField("단계", max_length=20, choices=StageKey)
    title = models.CharField("산출물명", max_length=100)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField("등록일시", default=timezone.now)

    class Meta:
        verbose_name = "산출물"
        verbose_name_plural = "산출물"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "stage_key", "title"],
                name="one_deliverable_of_a_title",
                violation_error_message="이 단계에 같은 이름의 산출물이 이미 있습니다. 새 버전으로 올려 주세요.",
            )
        ]

    def __str__(self):
        return self.title


class DeliverableVersion(models.Model):
    """One file of a deliverable, numbered from 1; never replaced, only followed.

    ``published_at`` is when it was put before the public; until then only those around the project read it.
    """

    deliverable = models.ForeignKey(
        Deliverable, models.PROTECT, related_name="versions", verbose_name="산출물"
    )
    number = models.PositiveSmallIntegerField("버전")
    document = models.OneToOneField(Document, models.PROTECT, related_name="+", verbose_name="파일")
    note = models.CharField("바뀐 내용", max_length=300, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField("등록일시", default=timezone.now)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField("공개일시", null=True)

    class Meta:
        verbose_name = "산출물 버전"
        verbose_name_plural = "산출물 버전"
        ordering = ["deliverable", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["deliverable", "number"], name="one_version_of_a_number"),
            models.CheckConstraint(
                condition=Q(published_at=None, published_by=None)
                | Q(published_at__isnull=False, published_by__isnull=False),
                name="published_version_names_who_and_when",
            ),
        ]

    def __str__(self):
        return f"{self.deliverable} {self.number}판"

    @property
    def is_published(self) -> bool:
        return self.published_at is not None


class Holiday(models.Model):
    """A day off that the calendar library does not know: a late 임시공휴일, or one taken back (``is_off`` false)."""

    day = models.DateField("날짜", unique=True)
    name = models.CharField("이름", max_length=50)
    is_off = models.BooleanField("쉬는 날", default=True, help_text="지정된 휴일을 근무일로 바꾸려면 끕니다.")

    class Meta:
        verbose_name = "공휴일"
        verbose_name_plural = "공휴일"
        ordering = ["day"]

    def __str__(self):
        return f"{self.day} {self.name}"


class Norm(models.Model):
    """A number that an administrator may edit: a recommended size, a period, a notice. See ``projects.norms``."""

    key = models.CharField("열쇠", max_length=100, unique=True)
    label = models.CharField("이름", max_length=150)
    value = models.PositiveIntegerField("값", validators=[MaxValueValidator(3650)])
    default = models.PositiveIntegerField("기본값")
    unit = models.CharField("단위", max_length=20)
    source = models.CharField("근거", max_length=200, blank=True)

    class Meta:
        verbose_name = "운영 기준값"
        verbose_name_plural = "운영 기준값"
        ordering = ["key"]

    def __str__(self):
        return self.label

    def clean(self):
        """A share is no more than the whole."""
        if self.unit == "%" and (self.value or 0) > 100:
            raise ValidationError({"value": "백분율은 100까지 적을 수 있습니다."})
