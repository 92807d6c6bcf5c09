from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from panels.models import Membership
from projects.models import ContractParty
from seoul_gov.ui.korean import today

from .enums import Ground, Outcome
from .querysets import SuspensionQuerySet

DECIDED = [Outcome.RESTORED, Outcome.EXCLUDED]


class Suspension(models.Model):
    """That a member sees, gets and decides nothing until an official has looked into a tie (직무 정지, 가이드라인 5-2).

    ``matched`` says what was declared and what the company is called, or what the official came to know. The member may
    be heard until ``decide_by``, that day included; afterwards it is decided without them. ``party`` is the company's part that
    matched, None where an official reported; ``suspended_by`` is None where the portal found it by itself. A seat that
    ends first takes its suspension with it (LAPSED). One open suspension a seat.
    """

    membership = models.ForeignKey(
        Membership, models.PROTECT, related_name="suspensions", verbose_name="단원"
    )
    party = models.ForeignKey(
        ContractParty, models.PROTECT, null=True, related_name="suspensions", verbose_name="관련 업체"
    )
    ground = models.CharField("사유 구분", max_length=10, choices=Ground)
    matched = models.TextField("확인할 내용", max_length=1000)
    suspended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="정지한 사람"
    )
    suspended_at = models.DateTimeField("정지일시", default=timezone.now)
    decide_by = models.DateField("의견진술·결정 기한")
    statement = models.TextField("의견진술", max_length=2000, blank=True)
    stated_at = models.DateTimeField("의견진술 일시", null=True)
    outcome = models.CharField("결과", max_length=10, choices=Outcome, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="결정한 사람"
    )
    decided_at = models.DateTimeField("결정일시", null=True)
    reason = models.TextField("결정 사유", max_length=1000, blank=True)

    objects = SuspensionQuerySet.as_manager()

    class Meta:
        verbose_name = "직무 정지"
        verbose_name_plural = "직무 정지"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["membership"],
                condition=Q(outcome=""),
                name="one_open_suspension_of_a_seat",
                violation_error_message="이미 직무가 정지된 단원입니다.",
            ),
            models.CheckConstraint(
                condition=Q(ground=Ground.REPORTED, party=None, suspended_by__isnull=False)
                | ~Q(ground=Ground.REPORTED) & Q(party__isnull=False),
                name="suspension_names_a_company_or_who_reported",
            ),
            models.CheckConstraint(
                condition=Q(statement="", stated_at=None) | ~Q(statement="") & Q(stated_at__isnull=False),
                name="statement_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", decided_at=None, decided_by=None, reason="")
                | Q(outcome=Outcome.LAPSED, decided_at__isnull=False, decided_by=None)
                | Q(outcome__in=DECIDED, decided_at__isnull=False, decided_by__isnull=False) & ~Q(reason=""),
                name="decided_suspension_says_by_whom_and_why",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=DECIDED)
                | ~Q(ground=Ground.REPORTED)
                | ~Q(decided_by=models.F("suspended_by")),
                name="who_reported_does_not_decide",
            ),
        ]

    def __str__(self):
        """A number, as seats have: the audit trail keeps no citizen's name."""
        return f"{self.membership_id}번 단원의 직무 정지"

    def get_absolute_url(self):
        return reverse("conflicts:detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.outcome == ""

    @property
    def is_heard(self) -> bool:
        """Whether the member has said something, or the time for it is over."""
        return self.stated_at is not None or self.is_term_over

    @property
    def is_term_over(self) -> bool:
        return today() > self.decide_by

    @property
    def is_contract_over(self) -> bool:
        """Whether the company that matched no longer has its part; what it was about is still decided."""
        return self.party is not None and self.party.ended_at is not None

    @property
    def state_label(self) -> str:
        return self.get_outcome_display() if self.outcome else "직무 정지"

    @property
    def tone(self) -> str:
        return Outcome(self.outcome).tone if self.outcome else "warning"
