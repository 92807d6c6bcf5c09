from django.db import models
from django.utils import timezone


class Backup(models.Model):
    """A backup that was made of this portal, or that it was restored from.

    ``name`` is its folder's, ``size`` in bytes with the database, ``digest`` the SHA-256 of its manifest.
    """

    name = models.CharField("이름", max_length=60)
    made_at = models.DateTimeField("만든 때", default=timezone.now, db_index=True)
    files = models.PositiveIntegerField("파일 수")
    size = models.PositiveBigIntegerField("크기")
    digest = models.CharField("SHA-256", max_length=64, unique=True)

    class Meta:
        verbose_name = verbose_name_plural = "백업"
        ordering = ["-made_at"]

    def __str__(self):
        return self.name
