from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from projects.enums import GovernanceType
from projects.models import Project

from .enums import ApprovalStep, AssessmentState, EditionState, ReasonCode, Status
from .querysets import AssessmentQuerySet, EditionQuerySet


class Edition(models.Model):
    """One edition of the criteria: its questions and the ✓ cells of its table (가이드라인 4-1).

    Drafts are edited in the admin; a published edition is never edited, so that an assessment made under it can
    be recomputed exactly. ``version`` counts saves of the grid and guards against silent overwriting.
    """

    label = models.CharField("판 이름", max_length=50, unique=True)
    source = models.CharField("근거", max_length=200, blank=True)
    note = models.TextField("바뀐 점", blank=True)
    state = models.CharField("상태", max_length=10, choices=EditionState, default=EditionState.DRAFT)
    based_on = models.ForeignKey("self", models.PROTECT, null=True, blank=True, verbose_name="바탕이 된 판")
    version = models.PositiveIntegerField("고친 횟수", default=1, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="만든 사람"
    )
    created_at = models.DateTimeField("작성일시", default=timezone.now)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="공개한 사람"
    )
    published_at = models.DateTimeField("발행일시", null=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = "기준표"
        verbose_name_plural = "기준표"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=EditionState.DRAFT, published_at=None)
                | Q(state=EditionState.PUBLISHED, published_at__isnull=False),
                name="edition_published_with_its_moment",
            )
        ]

    def __str__(self):
        return self.label

    @property
    def is_draft(self) -> bool:
        return self.state == EditionState.DRAFT


class QuestionText(models.Model):
    """A question of an edition as it is put to the official. ``key`` is a ``selection.enums.Question`` value."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="questions", verbose_name="기준표")
    key = models.CharField("문항", max_length=30)
    text = models.CharField("물음", max_length=300)
    help = models.TextField("도움말", blank=True)

    class Meta:
        verbose_name = "적용 여부 문항"
        verbose_name_plural = "적용 여부 문항"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="one_question_of_a_key")]

    def __str__(self):
        return self.text


class MatrixRow(models.Model):
    """A row of the criteria table: a value of one criterion, its question and details, and its ✓ cells.

    ``key`` is an Origin, Scope or Mode value; ``details`` holds one sub-question a line; ``types`` lists the
    governance types that have a ✓ in this row.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="rows", verbose_name="기준표")
    key = models.CharField("행", max_length=20)
    text = models.TextField("설명")
    details = models.TextField("세부 설명", blank=True)
    types = models.JSONField("권고 유형", default=list, blank=True)
    order = models.PositiveSmallIntegerField("순서")

    class Meta:
        verbose_name = "기준표 행"
        verbose_name_plural = "기준표 행"
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="one_matrix_row_of_a_key")]

    def __str__(self):
        return f"{self.edition} {self.key}"


class Assessment(models.Model):
    """A project's type assessment (자가진단·유형 선정표) and its way to confirmation.

    Answers, edition and rule version reproduce the result exactly; ``result_…`` columns hold what came out.
    ``chosen_type`` is what the department proposes (empty: no governance), ``override_reason`` why it departs
    from the recommendation. Earlier assessments of a project stay.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="assessments", verbose_name="사업")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="assessments", verbose_name="기준표")
    rule_version = models.PositiveSmallIntegerField("규칙 버전")
    answers = models.JSONField("답변", default=dict)

    status = models.CharField("판정", max_length=20, choices=Status, default=Status.INCOMPLETE)
    governance_type = models.CharField("권고 유형", max_length=20, choices=GovernanceType, blank=True)
    reason_code = models.CharField("사유 코드", max_length=10, choices=ReasonCode, blank=True)
    strict_types = models.JSONField("기준표에 맞는 유형", default=list)
    supplementary_modes = models.JSONField("보조 참여 방식", default=list)
    citizen_sourced = models.BooleanField("시민 제안에서 옴", default=False)

    chosen_type = models.CharField("선정 유형", max_length=20, choices=GovernanceType, blank=True)
    override_reason = models.TextField("권고와 다른 사유", max_length=1000, blank=True)
    state = models.CharField("상태", max_length=10, choices=AssessmentState, default=AssessmentState.DRAFTING)
    version = models.PositiveIntegerField("고친 횟수", default=1, editable=False)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="기안자"
    )
    drafted_at = models.DateTimeField("작성일시", default=timezone.now)
    submitted_at = models.DateTimeField("기안일시", null=True)
    confirmed_at = models.DateTimeField("확정일시", null=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = "유형 선정표"
        verbose_name_plural = "유형 선정표"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project"],
                condition=~Q(state__in=[AssessmentState.CONFIRMED, AssessmentState.ABANDONED]),
                name="one_open_assessment_of_a_project",
                violation_error_message="이 사업에는 진행 중인 유형 선정이 이미 있습니다.",
            ),
            models.CheckConstraint(
                condition=~Q(state=AssessmentState.CONFIRMED) | Q(confirmed_at__isnull=False),
                name="confirmed_assessment_has_its_moment",
            ),
        ]

    def __str__(self):
        return f"{self.project} 유형 선정표"

    def get_absolute_url(self):
        return reverse("selection:detail", args=[self.pk])

    @property
    def is_editable(self) -> bool:
        return self.state in (AssessmentState.DRAFTING, AssessmentState.RETURNED)

    @property
    def is_over(self) -> bool:
        """Whether nothing more can happen to it."""
        return self.state in (AssessmentState.CONFIRMED, AssessmentState.ABANDONED)


class Approval(models.Model):
    """One step of the line of approval: who did what when, with which words. Append-only.

    ``round`` counts submissions: a confirmation given before a return does not serve the next round.
    """

    assessment = models.ForeignKey(
        Assessment, models.PROTECT, related_name="approvals", verbose_name="유형 선정표"
    )
    step = models.CharField("단계", max_length=10, choices=ApprovalStep)
    round = models.PositiveSmallIntegerField("회차")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="처리자")
    at = models.DateTimeField("일시", default=timezone.now)
    comment = models.TextField("의견", max_length=1000, blank=True)

    class Meta:
        verbose_name = "결재 기록"
        verbose_name_plural = "결재 기록"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "round", "step"],
                name="one_approval_of_a_step",
                violation_error_message="이미 처리된 결재 단계입니다.",
            )
        ]

    def __str__(self):
        return f"{self.get_step_display()} {self.by}"
