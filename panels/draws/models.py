from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from panels.calls.models import RecruitmentCall
from panels.lottery import Commitment

from .enums import Source, Way
from .querysets import LotteryRunQuerySet


class LotteryRun(models.Model):
    """A draw: the four files that were fixed before it, what two clerks entered, and what followed. One draw a call.

    The texts are the bytes of the audit record (``lottery.record``), UTF-8. ``panel`` and ``alternates`` are numbers of
    applications; ``inside`` those who have a seat by their points alone, where only equals are drawn. ``first_value`` is
    what the first clerk entered and the second has to confirm on their own.
    """

    call = models.OneToOneField(
        RecruitmentCall, models.PROTECT, related_name="lottery", verbose_name="모집공고"
    )
    way = models.CharField("방식", max_length=10, choices=Way)
    seats = models.PositiveSmallIntegerField("추첨하는 자리")
    inside = models.JSONField("점수로 정해진 사람", default=list)
    pool = models.TextField("pool.csv", editable=False)
    rules = models.TextField("rules.json", editable=False)
    lottery = models.TextField("lottery.csv", editable=False)
    plan = models.TextField("draw.json", editable=False)
    commitment = models.CharField("약속값", max_length=64)
    tickets = models.PositiveIntegerField("표의 수")
    bound = models.FloatField("증명된 한계")
    achieved = models.FloatField("가장 낮은 기회")
    source = models.CharField("추첨 방법", max_length=10, choices=Source)
    draws_at = models.DateTimeField("추첨일시")
    detail = models.CharField("추첨 안내", max_length=300)
    committed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    committed_at = models.DateTimeField("공개일시", default=timezone.now)
    first_value = models.CharField(max_length=100, blank=True)
    first_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    value = models.CharField("추첨 값", max_length=100, blank=True)
    seed = models.CharField("씨앗값", max_length=64, blank=True)
    ticket = models.PositiveIntegerField("뽑힌 표", null=True)
    panel = models.JSONField("뽑힌 번호", default=list)
    alternates = models.JSONField("예비 번호", default=list)
    drawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    drawn_at = models.DateTimeField("추첨을 마친 일시", null=True)

    objects = LotteryRunQuerySet.as_manager()

    class Meta:
        verbose_name = "추첨"
        verbose_name_plural = "추첨"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(drawn_at=None) | Q(ticket__isnull=False, drawn_by__isnull=False),
                name="drawn_lottery_says_what_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(drawn_by=None) | ~Q(drawn_by=models.F("first_by")),
                name="two_clerks_enter_a_value",
            ),
        ]

    def __str__(self):
        return f"{self.call} 추첨"

    def get_absolute_url(self):
        return reverse("draws:detail", args=[self.pk])

    @property
    def is_drawn(self) -> bool:
        return self.drawn_at is not None

    @property
    def record(self) -> Commitment:
        """The four files as bytes."""
        return Commitment(*(text.encode() for text in (self.pool, self.rules, self.lottery, self.plan)))
