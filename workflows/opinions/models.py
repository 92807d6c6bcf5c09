from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from projects.models import Paper
from projects.querysets import PaperQuerySet
from seoul_gov.documents.models import Document
from workflows.dispositions import Disposition
from workflows.runs.models import DutyRun

from .enums import RoundState
from .querysets import OpinionQuerySet, RoundQuerySet

A_MOMENT = timedelta(minutes=1)
"""Within it files came with the opening itself, whose uploads take their time."""


class OpinionRound(models.Model):
    """A public call for opinions on a topic (의견수렴 회차), from ``opens_on`` to the end of ``closes_on`` in Seoul.

    ``guide_html`` is the guide as clean HTML, made when it is saved.
    """

    duty = models.ForeignKey(DutyRun, models.PROTECT, related_name="opinion_rounds", verbose_name="과제")
    number = models.PositiveSmallIntegerField("회차")
    topic = models.CharField("주제", max_length=100)
    guide = models.TextField("안내", max_length=5000)
    guide_html = models.TextField("안내(HTML)", editable=False)
    opens_on = models.DateField("시작일")
    closes_on = models.DateField("마감일")
    state = models.CharField("상태", max_length=10, choices=RoundState, default=RoundState.OPEN)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="연 사람"
    )
    opened_at = models.DateTimeField("공고일시", default=timezone.now)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="마감한 사람"
    )
    closed_at = models.DateTimeField("마감일시", null=True)
    closing_note = models.TextField("마감 의견", max_length=2000, blank=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        app_label = "workflows"
        verbose_name = "의견수렴 회차"
        verbose_name_plural = "의견수렴 회차"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["closes_on"], condition=Q(state="open"), name="open_opinion_round"),
            models.Index(fields=["opens_on", "id"], name="opinion_round_by_its_start"),
            models.Index(fields=["closes_on", "id"], name="opinion_round_by_its_end"),
            models.Index(
                fields=["-closed_at", "-id"], condition=Q(state="closed"), name="opinion_round_closed_last"
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["duty", "number"], name="one_opinion_round_of_a_number"),
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")),
                name="opinion_round_ends_after_it_starts",
                violation_error_message="마감일은 시작일과 같거나 그 뒤여야 합니다.",
            ),
            models.CheckConstraint(
                condition=Q(state=RoundState.OPEN, closed_by=None, closed_at=None)
                | (~Q(state=RoundState.OPEN) & Q(closed_by__isnull=False, closed_at__isnull=False)),
                name="closed_opinion_round_names_who_and_when",
            ),
        ]

    def __str__(self):
        return f"{self.topic} 의견수렴"

    def get_absolute_url(self):
        return reverse("opinions:detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state == RoundState.OPEN

    @property
    def is_closed(self) -> bool:
        return self.state == RoundState.CLOSED

    @property
    def is_cancelled(self) -> bool:
        return self.state == RoundState.CANCELLED

    @property
    def scope(self) -> str:
        """What notices about this round are filed under."""
        return f"opinion-round:{self.pk}"


class OpinionMaterial(Paper):
    """A file that everybody may read before giving an opinion."""

    round = models.ForeignKey(
        OpinionRound, models.PROTECT, related_name="materials", verbose_name="의견수렴 회차"
    )
    document = models.OneToOneField(Document, models.PROTECT, related_name="+", verbose_name="파일")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField("등록일시", default=timezone.now)

    objects = PaperQuerySet.as_manager()

    class Meta:
        app_label = "workflows"
        verbose_name = "의견수렴 자료"
        verbose_name_plural = "의견수렴 자료"
        ordering = ["pk"]

    def __str__(self):
        return str(self.document)

    @property
    def is_late(self) -> bool:
        """Whether it came after the round had been opened, which the page says with the time."""
        return self.added_at - self.round.opened_at > A_MOMENT


class Opinion(models.Model):
    """What a citizen said in a round, and the official's answer to it.

    ``nonce`` makes a double post one opinion; ``digest`` (SHA-256 of the words without blanks, in hexadecimal) keeps
    one person from saying the same thing twice. Until the round ends its author may take it back. ``hidden_reason``
    is shown to the public in place of words that must not stand there. The author's name is never public.
    """

    round = models.ForeignKey(
        OpinionRound, models.PROTECT, related_name="opinions", verbose_name="의견수렴 회차"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="opinions", verbose_name="낸 사람"
    )
    body = models.TextField("의견", max_length=5000)
    document = models.OneToOneField(
        Document, models.PROTECT, null=True, related_name="+", verbose_name="첨부 파일"
    )
    nonce = models.UUIDField("제출 번호", unique=True, editable=False)
    digest = models.CharField("내용 지문", max_length=64, editable=False)
    created_at = models.DateTimeField("제출일시", default=timezone.now)
    withdrawn_at = models.DateTimeField("철회일시", null=True)

    disposition = models.CharField("처리", max_length=20, choices=Disposition, blank=True)
    answer = models.TextField("처리 사유", max_length=2000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="답한 사람"
    )
    answered_at = models.DateTimeField("답변일시", null=True)

    hidden_reason = models.CharField("가린 사유", max_length=300, blank=True)
    hidden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="가린 사람"
    )
    hidden_at = models.DateTimeField("가린 일시", null=True)

    objects = OpinionQuerySet.as_manager()

    class Meta:
        app_label = "workflows"
        verbose_name = "시민 의견"
        verbose_name_plural = "시민 의견"
        ordering = ["pk"]
        indexes = [models.Index(fields=["round", "-id"], name="opinion_of_round")]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "author", "digest"],
                condition=Q(withdrawn_at=None),
                name="one_opinion_of_the_same_words",
                violation_error_message="같은 내용의 의견을 이미 내셨습니다.",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, disposition="")
                | (
                    Q(answered_at__isnull=False, answered_by__isnull=False)
                    & ~Q(disposition="")
                    & ~Q(answer="")
                ),
                name="answered_opinion_says_how_and_why",
            ),
            models.CheckConstraint(
                condition=Q(hidden_at=None, hidden_by=None, hidden_reason="")
                | (Q(hidden_at__isnull=False, hidden_by__isnull=False) & ~Q(hidden_reason="")),
                name="hidden_opinion_says_by_whom_and_why",
            ),
        ]

    def __str__(self):
        """A number: what the audit trail calls it is never erased, and a citizen's words have to be."""
        return f"{self.pk}번 의견"

    @property
    def is_answered(self) -> bool:
        return self.answered_at is not None

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    @property
    def is_hidden(self) -> bool:
        return self.hidden_at is not None

    @property
    def outcome(self) -> str:
        """What became of it: 채택, 일부채택, 미채택, 해당없음; empty before the answer."""
        return self.get_disposition_display()
