from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from panels.models import Membership, Panel
from projects import matters
from projects.models import DeliverableVersion
from workflows.dispositions import COMMENT_WORDS, Disposition
from workflows.runs.models import DutyRun

from .enums import AnchorKind, ReviewState, RoundState
from .querysets import CommentQuerySet, RoundQuerySet


class ReviewRound(models.Model):
    """A panel's review of one version of a deliverable, until ``due_on`` at the end of that day in Seoul."""

    duty = models.ForeignKey(DutyRun, models.PROTECT, related_name="rounds", verbose_name="과제")
    panel = models.ForeignKey(Panel, models.PROTECT, related_name="rounds", verbose_name="추진단")
    version = models.ForeignKey(
        DeliverableVersion, models.PROTECT, related_name="rounds", verbose_name="산출물"
    )
    number = models.PositiveSmallIntegerField("회차")
    guide = models.TextField("검토 안내", max_length=2000, blank=True)
    due_on = models.DateField("검토 기한")
    state = models.CharField("상태", max_length=10, choices=RoundState, default=RoundState.OPEN)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="연 사람"
    )
    opened_at = models.DateTimeField("시작일시", default=timezone.now)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="마감한 사람"
    )
    closed_at = models.DateTimeField("마감일시", null=True)
    closing_note = models.TextField("마감 의견", max_length=1000, blank=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        app_label = "workflows"
        verbose_name = "검토 회차"
        verbose_name_plural = "검토 회차"
        ordering = ["-pk"]
        indexes = [
            models.Index(
                fields=["-closed_at", "-id"], condition=Q(state="closed"), name="review_round_closed_last"
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["duty", "number"], name="one_round_of_a_number"),
            models.UniqueConstraint(
                fields=["version", "panel"],
                condition=Q(state=RoundState.OPEN),
                name="one_open_round_of_a_version",
                violation_error_message="이 버전의 검토가 이미 열려 있습니다.",
            ),
            models.CheckConstraint(
                condition=Q(state=RoundState.OPEN, closed_by=None, closed_at=None)
                | (~Q(state=RoundState.OPEN) & Q(closed_by__isnull=False, closed_at__isnull=False)),
                name="closed_round_names_who_and_when",
            ),
        ]

    def __str__(self):
        return f"{self.version} {self.number}차 검토"

    @property
    def outer_name(self) -> str:
        """What its members and the public call it, whatever its paper turned out to be about."""
        return f"{matters.outer_name(self.version)} {self.number}차 검토"

    def get_absolute_url(self):
        return reverse("reviews:detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state == RoundState.OPEN

    @property
    def scope(self) -> str:
        """What notices about this round are filed under: below its panel, whose leavers are told nothing more."""
        return f"panel:{self.panel_id}/review:{self.pk}"


class Review(models.Model):
    """A member's part in a round: drafted, then submitted once. One a member and round."""

    round = models.ForeignKey(ReviewRound, models.PROTECT, related_name="reviews", verbose_name="검토 회차")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="reviews", verbose_name="단원")
    state = models.CharField("상태", max_length=10, choices=ReviewState, default=ReviewState.DRAFT)
    summary = models.TextField("종합 의견", max_length=5000, blank=True)
    saved_at = models.DateTimeField("저장일시", default=timezone.now)
    submitted_at = models.DateTimeField("제출일시", null=True)

    class Meta:
        app_label = "workflows"
        verbose_name = "검토 의견서"
        verbose_name_plural = "검토 의견서"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "membership"], name="one_review_of_a_member"),
            models.CheckConstraint(
                condition=Q(state=ReviewState.DRAFT, submitted_at=None)
                | Q(state=ReviewState.SUBMITTED, submitted_at__isnull=False),
                name="submitted_review_has_its_moment",
            ),
        ]

    def __str__(self):
        """A number, as comments have: the audit trail keeps no citizen's name."""
        return f"{self.pk}번 검토 의견서"

    @property
    def is_submitted(self) -> bool:
        return self.state == ReviewState.SUBMITTED


class Comment(models.Model):
    """One comment of a review, with the place it points at and the official's answer.

    ``nonce`` makes a double post one comment.
    """

    review = models.ForeignKey(Review, models.PROTECT, related_name="comments", verbose_name="검토 의견서")
    anchor = models.CharField("위치 종류", max_length=10, choices=AnchorKind, default=AnchorKind.WHOLE)
    page = models.PositiveIntegerField("쪽", null=True, blank=True)
    section = models.CharField("절·항목", max_length=100, blank=True)
    body = models.TextField("의견", max_length=5000)
    nonce = models.UUIDField("제출 번호", unique=True, editable=False)
    created_at = models.DateTimeField("작성일시", default=timezone.now)

    disposition = models.CharField("처리", max_length=20, choices=Disposition, blank=True)
    answer = models.TextField("처리 사유", max_length=2000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="답한 사람"
    )
    answered_at = models.DateTimeField("답변일시", null=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        app_label = "workflows"
        verbose_name = "검토 의견"
        verbose_name_plural = "검토 의견"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, disposition="")
                | (
                    Q(answered_at__isnull=False, answered_by__isnull=False)
                    & ~Q(disposition="")
                    & ~Q(answer="")
                ),
                name="answered_comment_says_how_and_why",
            ),
            models.CheckConstraint(
                condition=~Q(anchor=AnchorKind.PAGE) | Q(page__gte=1), name="page_comment_names_its_page"
            ),
        ]

    def __str__(self):
        """A number: what the audit trail calls it is never erased, and a citizen's words have to be."""
        return f"{self.pk}번 검토 의견"

    @property
    def place(self) -> str:
        """Where the comment points, in words."""
        if self.anchor == AnchorKind.PAGE:
            return f"{self.page}쪽 {self.section}".strip()
        return self.section if self.anchor == AnchorKind.SECTION else "문서 전체"

    @property
    def is_answered(self) -> bool:
        return self.answered_at is not None

    @property
    def outcome(self) -> str:
        """What became of it in the word for comments (반영, 부분반영, 미반영, 해당없음); empty before the answer."""
        return COMMENT_WORDS.get(self.disposition, "")
