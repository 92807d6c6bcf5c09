from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from panels.models import Membership
from workflows.runs.models import DutyRun

from .enums import IssueState, Side
from .querysets import IssueQuerySet


class Issue(models.Model):
    """Something that came up in a stage between meetings (수시 협의), with its outcome once it is settled.

    Who speaks as a member is known by the seat; once that is erased, nobody is ``raised_by``. ``reply_due_on`` is the day by
    which another side answers; ``answered_at`` the first time one did. ``nonce`` makes a double post one issue.
    """

    duty = models.ForeignKey(DutyRun, models.PROTECT, related_name="issues", verbose_name="과제")
    title = models.CharField("제목", max_length=100)
    body = models.TextField("내용", max_length=5000)
    side = models.CharField("제기한 쪽", max_length=10, choices=Side)
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="제기한 사람"
    )
    membership = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="issues", verbose_name="단원"
    )
    nonce = models.UUIDField("제출 번호", unique=True, editable=False)
    raised_at = models.DateTimeField("제기일시", default=timezone.now)
    reply_due_on = models.DateField("답변 기한")
    answered_at = models.DateTimeField("첫 답변일시", null=True)
    state = models.CharField("상태", max_length=10, choices=IssueState, default=IssueState.OPEN)
    outcome = models.TextField("조정결과", max_length=3000, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="마무리한 사람"
    )
    settled_at = models.DateTimeField("조정일시", null=True)

    objects = IssueQuerySet.as_manager()

    class Meta:
        app_label = "workflows"
        verbose_name = "수시 협의"
        verbose_name_plural = "수시 협의"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["reply_due_on"], condition=Q(state="open"), name="open_issue_by_due")]
        constraints = [
            models.CheckConstraint(
                condition=(Q(side=Side.MEMBER) & Q(membership__isnull=False))
                | (~Q(side=Side.MEMBER) & Q(membership=None)),
                name="member_raises_issue_from_a_seat",
            ),
            models.CheckConstraint(
                condition=Q(raised_by__isnull=False) | Q(membership__isnull=False),
                name="issue_is_raised_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state=IssueState.OPEN, settled_by=None, settled_at=None)
                | (~Q(state=IssueState.OPEN) & Q(settled_by__isnull=False, settled_at__isnull=False)),
                name="settled_issue_names_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=IssueState.SETTLED) | ~Q(outcome=""), name="settled_issue_has_its_outcome"
            ),
        ]

    def __str__(self):
        """A number: what the audit trail calls it is never erased, and a citizen's words have to be."""
        return f"{self.pk}번 수시 협의"

    def get_absolute_url(self):
        return reverse("issues:detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state == IssueState.OPEN

    @property
    def scope(self) -> str:
        """What notices about this issue are filed under."""
        return f"issue:{self.pk}"


class Reply(models.Model):
    """One answer in an issue; nobody is ``author`` of what was said from a seat that is erased. ``nonce`` makes a double
    post one reply."""

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="replies", verbose_name="수시 협의")
    body = models.TextField("내용", max_length=5000)
    side = models.CharField("쪽", max_length=10, choices=Side)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="쓴 사람"
    )
    membership = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="replies", verbose_name="단원"
    )
    nonce = models.UUIDField("제출 번호", unique=True, editable=False)
    created_at = models.DateTimeField("작성일시", default=timezone.now)

    class Meta:
        app_label = "workflows"
        verbose_name = "수시 협의 답변"
        verbose_name_plural = "수시 협의 답변"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(side=Side.MEMBER) & Q(membership__isnull=False))
                | (~Q(side=Side.MEMBER) & Q(membership=None)),
                name="member_replies_from_a_seat",
            ),
            models.CheckConstraint(
                condition=Q(author__isnull=False) | Q(membership__isnull=False),
                name="reply_is_somebodys",
            ),
        ]

    def __str__(self):
        return f"{self.pk}번 협의 답변"
