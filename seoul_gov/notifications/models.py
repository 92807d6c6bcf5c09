from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

# A claim older than this belongs to a worker that died; longer than one mail can take (EMAIL_TIMEOUT).
LEASE = timedelta(seconds=90)

# The scope of letters about an account: their text may open it and is erased once they are dealt with.
LETTER = "letter"

# What people wait for (codes, calls, cancellations) goes out before the rest of a backlog.
SENDING_ORDER = ("-is_legal", "send_after", "pk")


class MailState(models.TextChoices):
    PENDING = "pending", "보낼 예정"
    SENT = "sent", "보냄"
    FAILED = "failed", "보내지 못함"
    WITHDRAWN = "withdrawn", "취소됨"
    EXPIRED = "expired", "기한 지남"
    NONE = "none", "메일 없음"


class NoticeQuerySet(models.QuerySet):
    def unread(self):
        return self.filter(read_at=None)

    def about(self, scope: str):
        """Filed under the scope or below it: ``panel:3`` holds ``panel:3/meeting:12``."""
        return self.filter(Q(scope=scope) | Q(scope__startswith=f"{scope}/"))

    def due(self, now):
        """Mail that may be sent now and that nobody else is sending."""
        return self.filter(
            Q(claimed_at=None) | Q(claimed_at__lt=now - LEASE),
            mail_state=MailState.PENDING,
            send_after__lte=now,
        ).order_by(*SENDING_ORDER)


class Notice(models.Model):
    """Something a person is told, in the portal and by mail.

    ``ledger_key`` is unique over (event, person, due), so that writing it twice has one effect. ``scope`` names
    what it is about (``meeting:12``), so that pending mail can be withdrawn. After ``send_before`` it is not sent.
    """

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices", null=True, verbose_name="받는 사람"
    )
    email = models.EmailField("이메일")
    kind = models.CharField("사건", max_length=60)
    scope = models.CharField("관련", max_length=60, db_index=True)
    ledger_key = models.CharField("장부 열쇠", max_length=200, unique=True)
    subject = models.CharField("제목", max_length=300)
    body = models.TextField("본문", blank=True)
    url = models.CharField("주소", max_length=300, blank=True)
    calendar = models.TextField("일정 첨부", blank=True)
    is_legal = models.BooleanField("법정 통지", default=False)
    created_at = models.DateTimeField("생성일시", default=timezone.now)
    read_at = models.DateTimeField("읽은 일시", null=True)

    mail_state = models.CharField("메일 상태", max_length=10, choices=MailState, default=MailState.PENDING)
    send_after = models.DateTimeField("발송 예정", default=timezone.now)
    send_before = models.DateTimeField("발송 기한", null=True)
    claim = models.UUIDField("발송 작업", null=True, editable=False)
    claimed_at = models.DateTimeField("발송 시작", null=True, editable=False)
    attempts = models.PositiveSmallIntegerField("시도", default=0)
    error = models.CharField("오류", max_length=300, blank=True)
    sent_at = models.DateTimeField("발송일시", null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "알림"
        verbose_name_plural = "알림"
        ordering = ["-pk"]
        indexes = [
            models.Index(
                F("is_legal").desc(),
                F("send_after"),
                F("id"),
                condition=Q(mail_state="pending"),
                name="notice_in_sending_order",
            ),
            models.Index(F("recipient"), F("id").desc(), name="notice_of_person"),
        ]

    def __str__(self):
        return self.subject

    def get_absolute_url(self):
        return self.url


class Unsubscription(models.Model):
    """A person's wish to have no mail about one group of events (``meetings``); legal notices still go out."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="unsubscriptions")
    group = models.CharField("묶음", max_length=30)
    created_at = models.DateTimeField("일시", default=timezone.now)

    class Meta:
        verbose_name = "수신 거부"
        verbose_name_plural = "수신 거부"
        constraints = [models.UniqueConstraint(fields=["user", "group"], name="one_unsubscription_a_group")]

    def __str__(self):
        return f"{self.user} {self.group}"
