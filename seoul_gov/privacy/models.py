from django.db import models
from django.utils import timezone

from .enums import Deed

UNCHANGED = "Access entries are never changed."
KEPT = "Access entries are deleted by nothing but the task that ends their time."


class AccessQuerySet(models.QuerySet):
    """Reads, and inserts through the manager; nothing else."""

    def update(self, **kwargs):
        raise TypeError(UNCHANGED)

    def _update(self, values):
        raise TypeError(UNCHANGED)

    def delete(self):
        raise TypeError(KEPT)

    def past_their_time(self, before):
        """Entries older than the moment."""
        return self.filter(at__lt=before)

    def forget(self) -> int:
        """Delete these rows for good, for the one task whose business it is; answers how many."""
        return self._raw_delete(self.db)


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
