from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from panels.calls.enums import Criterion
from panels.calls.models import Application
from panels.calls.rubric import MOST


class Reading(models.Model):
    """What one official found when reading an application: whether the applicant may be chosen, and a note.

    Nobody sees another's reading of an application before giving their own, and once there are two none is changed: by then
    each has been seen.
    """

    application = models.ForeignKey(
        Application, models.CASCADE, related_name="readings", verbose_name="지원서"
    )
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="심사자"
    )
    is_eligible = models.BooleanField("자격 있음")
    reason = models.TextField("자격이 없는 사유", max_length=1000, blank=True)
    note = models.TextField("메모", max_length=1000, blank=True)
    given_at = models.DateTimeField("심사일시", default=timezone.now)

    class Meta:
        verbose_name = "심사"
        verbose_name_plural = "심사"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "reader"], name="one_reading_of_an_official"),
            models.CheckConstraint(condition=Q(is_eligible=True) | ~Q(reason=""), name="ineligible_says_why"),
        ]

    def __str__(self):
        return f"{self.application} 심사"


class ReadingMark(models.Model):
    """The level, from 0 to 5, that one official gave for one criterion."""

    reading = models.ForeignKey(Reading, models.CASCADE, related_name="marks", verbose_name="심사")
    key = models.CharField("기준", max_length=30, choices=Criterion)
    level = models.PositiveSmallIntegerField("수준", validators=[MaxValueValidator(MOST)])

    class Meta:
        verbose_name = "채점"
        verbose_name_plural = "채점"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["reading", "key"], name="one_level_of_a_criterion"),
            models.CheckConstraint(condition=Q(level__lte=MOST), name="level_up_to_five"),
        ]

    def __str__(self):
        return f"{self.get_key_display()} {self.level}"
