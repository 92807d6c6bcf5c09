from datetime import date

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from panels.enums import MemberSide, PanelKind
from panels.models import Panel, SignedText
from seoul_gov.documents.models import Document
from seoul_gov.ui.korean import SEOUL

from .criteria import WHOLE
from .enums import (
    AgeBand,
    ApplicationState,
    CallState,
    Criterion,
    District,
    Frequency,
    Gender,
    Occupation,
)
from .querysets import ApplicationQuerySet, CallQuerySet
from .rubric import Rules

MOST_SEATS = 500


class RecruitmentCall(models.Model):
    """A public call for the seats of one panel (모집공고, 가이드라인 5-2).

    Applications are taken from ``opens_at`` to ``closes_at``, that very moment included. It is edited until somebody
    has applied; from then on it is corrected in public (``CallCorrection``). ``version`` counts both.
    ``expert_seats`` are those of the ``seats`` that a mixed panel keeps for 전문가자문단, 0 in every other.
    ``gap``, ``first_tier`` and ``second_tier`` are the ``Rules`` by which applications are ranked: the norms that were in
    force when the call was published, which no edited norm changes any more.
    ``news_told_at`` is when the last of those was told of it who want to hear of calls.
    """

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="calls", verbose_name="추진단")
    title = models.CharField("제목", max_length=100)
    duties = models.TextField("하는 일", max_length=3000)
    eligibility = models.TextField("신청 자격", max_length=2000)
    allowance = models.TextField("수당과 지원", max_length=500, blank=True)
    seats = models.PositiveSmallIntegerField(
        "모집 인원", validators=[MinValueValidator(1), MaxValueValidator(MOST_SEATS)]
    )
    expert_seats = models.PositiveSmallIntegerField("전문가자문단 모집 인원", default=0)
    draws_lots = models.BooleanField("추첨으로 정함", default=False)
    gap = models.PositiveSmallIntegerField("셋째 심사를 하는 점수 차이", null=True, editable=False)
    first_tier = models.PositiveSmallIntegerField("1순위로 나누는 점수", null=True, editable=False)
    second_tier = models.PositiveSmallIntegerField("2순위로 나누는 점수", null=True, editable=False)
    opens_at = models.DateTimeField("접수 시작")
    closes_at = models.DateTimeField("접수 마감")
    state = models.CharField("상태", max_length=10, choices=CallState, default=CallState.DRAFT)
    version = models.PositiveIntegerField("버전", default=1)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField("작성 시작", default=timezone.now)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField("공고일시", null=True)
    cancelled_at = models.DateTimeField("취소일시", null=True)
    cancelled_reason = models.TextField("취소 사유", max_length=1000, blank=True)
    news_told_at = models.DateTimeField("다음 모집 안내를 마친 일시", null=True, editable=False)

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = "모집공고"
        verbose_name_plural = "모집공고"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["-closes_at", "-id"], name="call_by_its_end"),
            models.Index(
                fields=["-published_at", "-id"],
                condition=Q(published_at__isnull=False),
                name="call_published_last",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["panel"],
                condition=~Q(state=CallState.CANCELLED),
                name="one_call_of_a_panel",
                violation_error_message="이 추진단에는 이미 모집공고가 있습니다.",
            ),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")),
                name="call_ends_after_its_start",
                violation_error_message="접수 마감은 접수 시작보다 뒤여야 합니다.",
            ),
            models.CheckConstraint(
                condition=Q(expert_seats__lt=F("seats")),
                name="experts_do_not_take_every_seat",
                violation_error_message="시민참여단과 전문가자문단을 한 명 이상씩 모집해야 합니다.",
            ),
            models.CheckConstraint(
                condition=~Q(state=CallState.PUBLISHED)
                | Q(published_at__isnull=False, published_by__isnull=False),
                name="published_call_says_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None)
                | Q(
                    gap__isnull=False,
                    first_tier__isnull=False,
                    second_tier__gt=0,
                    second_tier__lt=F("first_tier"),
                ),
                name="published_call_says_how_it_ranks",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("calls:detail", args=[self.pk])

    @property
    def is_draft(self) -> bool:
        return self.state == CallState.DRAFT

    @property
    def is_cancelled(self) -> bool:
        return self.state == CallState.CANCELLED

    @property
    def rules(self) -> Rules | None:
        """By which points applications are ranked; None before the publication."""
        return None if self.gap is None else Rules(self.gap, self.first_tier, self.second_tier)

    @rules.setter
    def rules(self, rules: Rules) -> None:
        self.gap, self.first_tier, self.second_tier = rules.gap, rules.first, rules.second

    @property
    def seats_by_side(self) -> dict[str, int]:
        """How many seats each side has; one without a name where the panel has no sides."""
        if self.panel.kind != PanelKind.MIXED:
            return {"": self.seats}
        experts = self.expert_seats
        return {MemberSide.CITIZEN: self.seats - experts, MemberSide.EXPERT: experts}

    @property
    def last_day(self) -> date:
        """The day in Seoul on which they end."""
        return self.closes_at.astimezone(SEOUL).date()

    @property
    def scope(self) -> str:
        """What mail about the call is filed under; it goes with the panel's."""
        return f"panel:{self.panel_id}/call:{self.pk}"


class CallCriterion(models.Model):
    """How much one of the guideline's criteria counts in a call, in points of a hundred; ``side`` is whose it is in a
    mixed panel."""

    call = models.ForeignKey(
        RecruitmentCall, models.CASCADE, related_name="criteria", verbose_name="모집공고"
    )
    side = models.CharField("구분", max_length=10, choices=MemberSide, blank=True)
    key = models.CharField("기준", max_length=30, choices=Criterion)
    weight = models.PositiveSmallIntegerField("배점", validators=[MaxValueValidator(WHOLE)])

    class Meta:
        verbose_name = "선정 기준"
        verbose_name_plural = "선정 기준"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["call", "side", "key"], name="one_weight_of_a_criterion")
        ]

    def __str__(self):
        return f"{self.get_key_display()} {self.weight}점"


class ActivityDate(models.Model):
    """A day on which the panel is to meet; applicants say on which of them they can come."""

    call = models.ForeignKey(RecruitmentCall, models.CASCADE, related_name="dates", verbose_name="모집공고")
    what = models.CharField("활동", max_length=100)
    starts_at = models.DateTimeField("시작")
    ends_at = models.DateTimeField("끝")

    class Meta:
        verbose_name = "활동 일정"
        verbose_name_plural = "활동 일정"
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="activity_ends_after_its_start"
            )
        ]

    def __str__(self):
        return self.what


class Application(models.Model):
    """What somebody wrote to get a seat (지원서); one a person and call at a time.

    ``number`` (접수번호) is drawn at random when it is handed in: the trail, the readers who score and the lottery know
    it and no name. ``has_conflict`` is None until it is answered. Nobody's day of birth or registration number is kept.
    Once ``erased_at`` is set, the number and what became of it are all that is left, and nobody is its applicant.
    """

    call = models.ForeignKey(
        RecruitmentCall, models.PROTECT, related_name="applications", verbose_name="모집공고"
    )
    applicant = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="applications",
        verbose_name="신청자",
    )
    state = models.CharField("상태", max_length=10, choices=ApplicationState, default=ApplicationState.DRAFT)
    number = models.CharField("접수번호", max_length=20, null=True, unique=True)  # noqa: DJ001  none before it is handed in
    name = models.CharField("이름", max_length=50, blank=True)
    age_band = models.CharField("연령대", max_length=10, choices=AgeBand, blank=True)
    gender = models.CharField("성별", max_length=10, choices=Gender, blank=True)
    occupation = models.CharField("직업", max_length=20, choices=Occupation, blank=True)
    district = models.CharField("사는 곳", max_length=20, choices=District, blank=True)
    side = models.CharField("구분", max_length=10, choices=MemberSide, blank=True)
    frequency = models.CharField("서비스 이용", max_length=10, choices=Frequency, blank=True)
    interest = models.TextField("관심", max_length=1000, blank=True)
    understanding = models.TextField("이해", max_length=1000, blank=True)
    record = models.TextField("활동경력", max_length=2000, blank=True)
    expertise = models.TextField("전문분야", max_length=2000, blank=True)
    evidence = models.OneToOneField(
        Document, models.PROTECT, null=True, related_name="+", verbose_name="증빙 파일"
    )
    available = models.ManyToManyField(ActivityDate, related_name="+", verbose_name="참여할 수 있는 날")
    guardian_name = models.CharField("법정대리인 이름", max_length=50, blank=True)
    guardian_contact = models.CharField("법정대리인 연락처", max_length=100, blank=True)
    has_conflict = models.BooleanField("이해관계 있음", null=True)
    employer = models.CharField("현재 일하는 곳", max_length=100, blank=True)
    past_employers = models.CharField("최근 3년 안에 일한 곳", max_length=300, blank=True)
    family = models.CharField("배우자·친족이 일하는 관련 업체", max_length=300, blank=True)
    bodies = models.CharField("속한 단체", max_length=300, blank=True)
    services = models.CharField("용역·자문을 한 업체", max_length=300, blank=True)
    version = models.PositiveIntegerField("버전", default=1)
    created_at = models.DateTimeField("작성 시작", default=timezone.now)
    submitted_at = models.DateTimeField("제출일시", null=True)
    withdrawn_at = models.DateTimeField("철회일시", null=True)
    erased_at = models.DateTimeField("파기일시", null=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = "지원서"
        verbose_name_plural = "지원서"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "applicant"],
                condition=~Q(state=ApplicationState.WITHDRAWN),
                name="one_application_of_a_person",
                violation_error_message="이 모집에 이미 쓰고 있거나 낸 지원서가 있습니다.",
            ),
            models.CheckConstraint(
                condition=Q(state=ApplicationState.DRAFT)
                | Q(number__isnull=False, submitted_at__isnull=False)
                | Q(state=ApplicationState.WITHDRAWN),
                name="submitted_application_has_a_number",
            ),
            models.CheckConstraint(
                condition=Q(state=ApplicationState.ERASED, applicant=None, erased_at__isnull=False)
                | ~Q(state=ApplicationState.ERASED) & Q(applicant__isnull=False, erased_at=None),
                name="only_an_erased_application_is_nobodys",
            ),
        ]

    def __str__(self):
        return self.number or "작성 중인 지원서"

    def get_absolute_url(self):
        return reverse("calls:application", args=[self.pk])

    @property
    def own_side(self) -> str:
        """The side that the application is ranked on; "" where the panel has none, whatever was written."""
        return self.side if self.call.panel.kind == PanelKind.MIXED else ""

    @property
    def is_draft(self) -> bool:
        return self.state == ApplicationState.DRAFT

    @property
    def is_submitted(self) -> bool:
        return self.state == ApplicationState.SUBMITTED


class ApplicationSignature(models.Model):
    """That an applicant agreed to a version of a text, when and from where. Append-only but for ``withdrawn_at``: what was
    agreed to freely (다음 모집 안내) may be taken back at any time, once."""

    application = models.ForeignKey(
        Application, models.CASCADE, related_name="signatures", verbose_name="지원서"
    )
    text = models.ForeignKey(
        SignedText, models.PROTECT, related_name="applicant_signatures", verbose_name="본문"
    )
    signed_at = models.DateTimeField("서명일시", default=timezone.now)
    address = models.GenericIPAddressField("접속지", null=True)
    withdrawn_at = models.DateTimeField("동의를 거둔 일시", null=True)

    class Meta:
        verbose_name = "신청 동의"
        verbose_name_plural = "신청 동의"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "text"], name="one_agreement_of_an_applicant")
        ]

    def __str__(self):
        return f"{self.application} {self.text}"
