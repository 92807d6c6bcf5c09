from datetime import date

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from panels.models import Panel
from seoul_gov.ui.korean import SEOUL

from .criteria import WHOLE
from .enums import CallState, Criterion
from .querysets import CallQuerySet

MOST_SEATS = 500


class RecruitmentCall(models.Model):
    """A public call for the seats of one panel (모집공고, 가이드라인 5-2).

    Applications are taken from ``opens_at`` to ``closes_at``, that very moment included. It is edited until somebody
    has applied; from then on it is corrected in public (``CallCorrection``). ``version`` counts the edits.
    """

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="calls", verbose_name="추진단")
    title = models.CharField("제목", max_length=100)
    duties = models.TextField("하는 일", max_length=3000)
    eligibility = models.TextField("신청 자격", max_length=2000)
    allowance = models.TextField("수당과 지원", max_length=500, blank=True)
    seats = models.PositiveSmallIntegerField(
        "모집 인원", validators=[MinValueValidator(1), MaxValueValidator(MOST_SEATS)]
    )
    draws_lots = models.BooleanField("추첨으로 정함", default=False)
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

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = "모집공고"
        verbose_name_plural = "모집공고"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["-closes_at", "-id"], name="call_by_its_end")]
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
                condition=~Q(state=CallState.PUBLISHED)
                | Q(published_at__isnull=False, published_by__isnull=False),
                name="published_call_says_when_and_by_whom",
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
    def first_day(self) -> date:
        """The day in Seoul on which applications begin."""
        return self.opens_at.astimezone(SEOUL).date()

    @property
    def last_day(self) -> date:
        """The day in Seoul on which they end."""
        return self.closes_at.astimezone(SEOUL).date()

    @property
    def scope(self) -> str:
        """What mail about the call is filed under; it goes with the panel's."""
        return f"panel:{self.panel_id}/call:{self.pk}"


class CallCriterion(models.Model):
    """How much one of the guideline's criteria counts in a call, in points of a hundred."""

    call = models.ForeignKey(
        RecruitmentCall, models.CASCADE, related_name="criteria", verbose_name="모집공고"
    )
    key = models.CharField("기준", max_length=30, choices=Criterion)
    weight = models.PositiveSmallIntegerField("배점", validators=[MaxValueValidator(WHOLE)])

    class Meta:
        verbose_name = "선정 기준"
        verbose_name_plural = "선정 기준"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["call", "key"], name="one_weight_of_a_criterion")]

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


class CallCorrection(models.Model):
    """What was put right in public after somebody had applied. Append-only.

    ``closes_at`` is the new last moment where the correction put it off.
    """

    call = models.ForeignKey(
        RecruitmentCall, models.PROTECT, related_name="corrections", verbose_name="모집공고"
    )
    text = models.TextField("정정 내용", max_length=2000)
    closes_at = models.DateTimeField("새 접수 마감", null=True)
    corrected_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    corrected_at = models.DateTimeField("정정일시", default=timezone.now)

    class Meta:
        verbose_name = "정정"
        verbose_name_plural = "정정"
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.call} 정정"
