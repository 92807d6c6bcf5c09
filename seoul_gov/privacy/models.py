from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from .enums import Deed
from .querysets import KEPT, AccessQuerySet


class AccessEntry(models.Model):
    """One access to personal data (개인정보의 안전성 확보조치 기준 제8조): who, when, from where, whose, what, and why.

    Append-only, and kept as long as the norm says (two years by default). ``subject`` says whose data it was in words
    that need no look-up (``신청자 3명``); ``subject_ids`` are the keys of their accounts, as far as there are any.
    ``reason`` is what the person gave for a download.
    """

    at = models.DateTimeField("일시", default=timezone.now, db_index=True)
    actor_id = models.BigIntegerField("처리자 번호")
    actor = models.CharField("처리자", max_length=100)
    address = models.GenericIPAddressField("접속지", null=True)
    deed = models.CharField("수행업무", max_length=10, choices=Deed)
    page = models.CharField("화면", max_length=100)
    subject = models.CharField("정보주체", max_length=200)
    subject_ids = models.JSONField("정보주체 번호", default=list)
    count = models.PositiveIntegerField("인원")
    reason = models.CharField("사유", max_length=500, blank=True)

    objects = AccessQuerySet.as_manager()

    class Meta:
        verbose_name = "개인정보 접속기록"
        verbose_name_plural = "개인정보 접속기록"
        base_manager_name = "objects"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["actor_id", "-id"], name="access_of_actor")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(deed=Deed.DOWNLOAD) | ~models.Q(reason=""),
                name="download_of_personal_data_says_why",
            ),
        ]

    def __str__(self):
        return f"{self.actor} {self.get_deed_display()} {self.subject}"

    def delete(self, using=None, keep_parents=False):
        raise TypeError(KEPT)


class MonthlyCheck(models.Model):
    """That somebody went through one month's entries, and what they found (제8조제2항: 월 1회 이상 점검).

    ``month`` is its first day.
    """

    month = models.DateField("점검한 달", unique=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="점검한 사람"
    )
    checked_at = models.DateTimeField("점검일시", default=timezone.now)
    note = models.TextField("점검 결과", max_length=2000)

    class Meta:
        verbose_name = "접속기록 점검"
        verbose_name_plural = "접속기록 점검"
        ordering = ["-month"]

    def __str__(self):
        return f"{self.month:%Y-%m} 접속기록 점검"

    def get_absolute_url(self):
        return reverse("privacy:month", args=[f"{self.month:%Y-%m}"])
