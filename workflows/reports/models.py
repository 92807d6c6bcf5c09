from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from seoul_gov.papers.models import KEEPS_ITS_PROMISE, PaperOrder
from workflows.runs.models import ProcessRun

from .enums import ReportState


class ResultReport(models.Model):
    """The result report of a run (결과보고서): what officials add to what the record says by itself.

    ``facts`` is None while it is written, when the record is read afresh; publishing freezes it as JSON, so that the
    page, the PDF and the HWPX say the same for good. ``version`` guards against two people overwriting each other.
    """

    run = models.OneToOneField(ProcessRun, models.PROTECT, related_name="report", verbose_name="절차")
    summary = models.TextField("추진 결과 요약", max_length=5000, blank=True)
    lessons = models.TextField("환류 계획(다음 사업에 반영할 점)", max_length=5000, blank=True)
    facts = models.JSONField("확정한 내용", null=True, editable=False)
    state = models.CharField("상태", max_length=10, choices=ReportState, default=ReportState.DRAFT)
    version = models.PositiveIntegerField("고친 횟수", default=1, editable=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="쓴 사람"
    )
    written_at = models.DateTimeField("작성일시", default=timezone.now)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="공개한 사람"
    )
    published_at = models.DateTimeField("공개일시", null=True)

    class Meta:
        app_label = "workflows"
        verbose_name = "결과보고서"
        verbose_name_plural = "결과보고서"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ReportState.DRAFT, published_by=None, published_at=None, facts=None)
                | Q(
                    state=ReportState.PUBLISHED,
                    published_by__isnull=False,
                    published_at__isnull=False,
                    facts__isnull=False,
                ),
                name="published_report_names_who_and_when",
            ),
        ]

    def __str__(self):
        return f"{self.run.project} 결과보고서"

    def get_absolute_url(self):
        return reverse("reports:detail", args=[self.pk])

    @property
    def is_published(self) -> bool:
        return self.state == ReportState.PUBLISHED

    @property
    def scope(self) -> str:
        """What notices about this report are filed under."""
        return f"report:{self.pk}"


class Paper(PaperOrder):
    """A published report as a file."""

    report = models.ForeignKey(ResultReport, models.PROTECT, related_name="papers", verbose_name="결과보고서")

    class Meta:
        app_label = "workflows"
        verbose_name = "결과보고서 파일"
        verbose_name_plural = "결과보고서 파일"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "format"], name="one_paper_of_a_format"),
            models.CheckConstraint(condition=KEEPS_ITS_PROMISE, name="ready_paper_has_its_file"),
        ]

    def __str__(self):
        return f"{self.report} {self.get_format_display()}"


class Survey(models.Model):
    """Asking those who took part in a run how satisfied they were, until the end of ``closes_on`` in Seoul."""

    run = models.OneToOneField(ProcessRun, models.PROTECT, related_name="survey", verbose_name="절차")
    closes_on = models.DateField("마감일")
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="연 사람"
    )
    opened_at = models.DateTimeField("시작일시", default=timezone.now)

    class Meta:
        app_label = "workflows"
        verbose_name = "만족도 조사"
        verbose_name_plural = "만족도 조사"
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.run.project} 만족도 조사"

    def get_absolute_url(self):
        return reverse("reports:survey", args=[self.pk])

    @property
    def scope(self) -> str:
        """What notices about this survey are filed under."""
        return f"survey:{self.pk}"


class Satisfaction(models.Model):
    """One participant's answer, from 1 (매우 불만족) to 5 (매우 만족); only numbers and words are ever shown. Once the
    participant is erased from the project, it is nobody's."""

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="answers", verbose_name="만족도 조사")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="답한 사람"
    )
    score = models.PositiveSmallIntegerField(
        "만족도", validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    comment = models.TextField("하고 싶은 말", max_length=1000, blank=True)
    answered_at = models.DateTimeField("응답일시", default=timezone.now)

    class Meta:
        app_label = "workflows"
        verbose_name = "만족도 응답"
        verbose_name_plural = "만족도 응답"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "user"], name="one_answer_of_a_person"),
            models.CheckConstraint(condition=Q(score__gte=1, score__lte=5), name="score_from_one_to_five"),
        ]

    def __str__(self):
        return f"{self.pk}번 만족도 응답"
