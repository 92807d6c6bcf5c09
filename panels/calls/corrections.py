from django.conf import settings
from django.db import models
from django.utils import timezone

from .enums import Passage
from .models import RecruitmentCall


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


class CallChange(models.Model):
    """A passage of a published call that reads otherwise since: what it said, and what it says. Append-only.

    It came with a correction or, while nobody had applied, with the edit that made the call's ``version``.
    """

    call = models.ForeignKey(RecruitmentCall, models.PROTECT, related_name="changes", verbose_name="모집공고")
    correction = models.ForeignKey(
        CallCorrection, models.PROTECT, null=True, related_name="changes", verbose_name="정정"
    )
    version = models.PositiveIntegerField("버전")
    passage = models.CharField("바뀐 곳", max_length=20, choices=Passage)
    before = models.TextField("바뀌기 전", blank=True)
    after = models.TextField("바뀐 뒤", blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField("바뀐 일시", default=timezone.now)

    class Meta:
        verbose_name = "바뀐 내용"
        verbose_name_plural = "바뀐 내용"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["call", "version", "passage"], name="one_change_of_a_passage")
        ]

    def __str__(self):
        return f"{self.call} {self.get_passage_display()}"
