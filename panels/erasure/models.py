from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from panels.calls.models import RecruitmentCall
from panels.models import Membership, Panel
from projects.models import Project

from .enums import Destroyed, RequestState
from .querysets import KEPT, DestructionQuerySet, ErasureRequestQuerySet

METHOD = "전자적 파일 영구 삭제"


class Destruction(models.Model):
    """That personal data was destroyed: what, where, how many, by what rule, when and how (파기 기록). Append-only.

    One transaction writes one record, so that nothing is gone without one; a crowd too large for a transaction has
    several. It tells how many and never whose. ``due_on`` is the day on which the period ended, None where somebody asked
    for it. ``destroyed_by`` is the official who granted a request, None for the task and for people who erased what was
    theirs: naming them would keep what they erased.
    """

    what = models.CharField("파기한 것", max_length=20, choices=Destroyed)
    call = models.ForeignKey(
        RecruitmentCall, models.PROTECT, null=True, related_name="destructions", verbose_name="모집공고"
    )
    panel = models.ForeignKey(
        Panel, models.PROTECT, null=True, related_name="destructions", verbose_name="추진단"
    )
    count = models.PositiveIntegerField("건수")
    basis = models.CharField("근거", max_length=200)
    due_on = models.DateField("보유 기간이 끝난 날", null=True)
    destroyed_at = models.DateTimeField("파기일시", default=timezone.now, db_index=True)
    destroyed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="처리자"
    )
    method = models.CharField("방법", max_length=100, default=METHOD)

    objects = DestructionQuerySet.as_manager()

    class Meta:
        verbose_name = "파기 기록"
        verbose_name_plural = "파기 기록"
        base_manager_name = "objects"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(call=None, panel__isnull=False) | Q(call__isnull=False, panel=None),
                name="destruction_lies_in_one_place",
            ),
            models.CheckConstraint(
                condition=Q(what=Destroyed.ON_REQUEST, due_on=None)
                | ~Q(what=Destroyed.ON_REQUEST) & Q(due_on__isnull=False, destroyed_by=None),
                name="destruction_was_due_or_asked_for",
            ),
            models.CheckConstraint(condition=Q(count__gt=0), name="destruction_of_something"),
        ]

    def __str__(self):
        return f"{self.get_what_display()} {self.count}건"

    def delete(self, using=None, keep_parents=False):
        raise TypeError(KEPT)

    @property
    def place(self) -> RecruitmentCall | Panel:
        """Whose data it was: a call's applicants or a panel's members."""
        return self.call or self.panel

    @property
    def project(self) -> Project:
        """The project that the place belongs to."""
        return (self.panel or self.call.panel).project

    @property
    def doer(self) -> str:
        """Who did it, in words."""
        if self.destroyed_by_id:
            return str(self.destroyed_by)
        return "본인" if self.what == Destroyed.ON_REQUEST else "자동"


class ErasureRequest(models.Model):
    """That somebody whose seat has ended wants what is kept about it erased, and what became of that
    (개인정보 보호법 제36조: within ten days, with the reason of a refusal).

    Once the seat is erased, who asked and in what words is gone as well.
    """

    membership = models.ForeignKey(
        Membership, models.PROTECT, related_name="erasure_requests", verbose_name="단원"
    )
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="요청한 사람"
    )
    wish = models.TextField("요청 내용", max_length=1000, blank=True)
    requested_at = models.DateTimeField("요청일시", default=timezone.now)
    due_on = models.DateField("처리 기한")
    state = models.CharField("상태", max_length=10, choices=RequestState, default=RequestState.OPEN)
    answer = models.TextField("거절한 사유", max_length=1000, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="처리자"
    )
    decided_at = models.DateTimeField("처리일시", null=True)

    objects = ErasureRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "개인정보 삭제 요청"
        verbose_name_plural = "개인정보 삭제 요청"
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["membership"],
                condition=Q(state=RequestState.OPEN),
                name="one_open_request_of_a_seat",
                violation_error_message="이미 요청해 처리를 기다리고 있습니다.",
            ),
            models.CheckConstraint(
                condition=Q(state=RequestState.OPEN, decided_by=None, decided_at=None)
                | Q(state=RequestState.LAPSED, decided_by=None, decided_at__isnull=False)
                | Q(
                    state__in=[RequestState.APPROVED, RequestState.REFUSED],
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                ),
                name="decided_request_says_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=~Q(state=RequestState.REFUSED) | ~Q(answer="") | Q(requested_by=None),
                name="refused_request_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[RequestState.APPROVED, RequestState.LAPSED])
                | Q(requested_by=None, wish=""),
                name="granted_request_is_nobodys",
            ),
        ]

    def __str__(self):
        return f"{self.pk}번 삭제 요청"

    def get_absolute_url(self):
        return reverse("erasure:decide", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state == RequestState.OPEN

    @property
    def tone(self) -> str:
        return RequestState(self.state).tone
