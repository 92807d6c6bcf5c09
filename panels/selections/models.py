from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from panels.calls.models import Application, RecruitmentCall
from panels.models import Membership

from .enums import Standing
from .querysets import ChoiceQuerySet, SelectionQuerySet


class Selection(models.Model):
    """Who gets the seats of a call (선정 결과, 가이드라인 5-2). Decided once; afterwards only seats that become free
    are given."""

    call = models.OneToOneField(
        RecruitmentCall, models.PROTECT, related_name="selection", verbose_name="모집공고"
    )
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField("확정일시", default=timezone.now)
    remark = models.TextField("비고", max_length=1000, blank=True)

    objects = SelectionQuerySet.as_manager()

    class Meta:
        verbose_name = "선정 결과"
        verbose_name_plural = "선정 결과"
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.call} 선정 결과"

    def get_absolute_url(self):
        return reverse("selections:result", args=[self.pk])


class Inquiry(models.Model):
    """What an official found out about a doubt that keeps an applicant from a seat until somebody looks into it (확인 결과).

    ``doubt`` is the sentence that was looked into: another one has to be looked into anew.
    """

    application = models.ForeignKey(
        Application, models.CASCADE, related_name="inquiries", verbose_name="지원서"
    )
    doubt = models.CharField("확인한 점", max_length=300)
    may_sit = models.BooleanField("자리에 앉을 수 있음")
    reason = models.TextField("사유", max_length=1000)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField("확인일시", default=timezone.now)

    class Meta:
        verbose_name = "확인 결과"
        verbose_name_plural = "확인 결과"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["application", "doubt"], name="one_answer_to_a_doubt")]

    def __str__(self):
        return f"{self.application} 확인 결과"

    @property
    def word(self) -> str:
        """What came of it, as people read it."""
        return "자리에 앉을 수 있음" if self.may_sit else "자리에 앉을 수 없음"


class Choice(models.Model):
    """What became of an application. ``rank`` is the place of an alternate in the order in which they are asked, on
    their side of a mixed panel.

    ``reason`` says why the result departs from the principle or the applicant may not sit. ``turn`` is 0 for a seat
    given when the result was decided, else the replacement with which it came.
    """

    selection = models.ForeignKey(Selection, models.PROTECT, related_name="choices", verbose_name="선정 결과")
    application = models.OneToOneField(
        Application, models.PROTECT, related_name="choice", verbose_name="지원서"
    )
    standing = models.CharField("결과", max_length=10, choices=Standing)
    rank = models.PositiveSmallIntegerField("예비 순번", null=True)
    reason = models.TextField("사유", max_length=3000, blank=True)
    is_willing = models.BooleanField("빈자리에 연락해도 됨", default=True)
    turn = models.PositiveSmallIntegerField("충원 차수", default=0)
    membership = models.OneToOneField(
        Membership, models.PROTECT, null=True, related_name="choice", verbose_name="자리"
    )

    objects = ChoiceQuerySet.as_manager()

    class Meta:
        verbose_name = "선정"
        verbose_name_plural = "선정"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(standing=Standing.ALTERNATE, rank__isnull=False)
                | ~Q(standing=Standing.ALTERNATE) & Q(rank=None),
                name="alternates_alone_have_a_rank",
            ),
            models.CheckConstraint(
                condition=Q(standing=Standing.CHOSEN, membership__isnull=False)
                | ~Q(standing=Standing.CHOSEN) & Q(membership=None, turn=0),
                name="chosen_alone_have_a_seat",
            ),
        ]

    def __str__(self):
        return f"{self.application} {self.word}"

    @property
    def word(self) -> str:
        """What became of it, as people read it: ``예비 3번``."""
        label = Standing(self.standing).label
        return f"{label} {self.rank}번" if self.rank else label

    @property
    def tone(self) -> str:
        return Standing(self.standing).tone

    @property
    def is_chosen(self) -> bool:
        return self.standing == Standing.CHOSEN

    @property
    def may_be_asked(self) -> bool:
        """Whether a seat that becomes free could be this applicant's, if they want it."""
        return self.standing == Standing.ALTERNATE or self.standing == Standing.NOT_CHOSEN and not self.reason
