from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from panels.models import Membership, Panel
from projects.models import Paper
from projects.querysets import PaperQuerySet
from seoul_gov.documents.models import Document
from seoul_gov.ui.prose import render
from workflows.dispositions import ADVICE_WORDS, Disposition
from workflows.runs.models import DutyRun

from .enums import AdviceState, AgendaCategory, AttendanceState, MeetingState, MinutesState, RecusalKind
from .querysets import MeetingQuerySet


class Meeting(models.Model):
    """A meeting of a panel (자문회의) that serves one duty.

    ``sequence`` rises whenever the meeting moves or is cancelled, and with it the .ics (same UID) and the
    reminders' ledger keys. ``announced_at`` is when its present time was told: nothing due before it is sent.
    """

    duty = models.ForeignKey(DutyRun, models.PROTECT, related_name="meetings", verbose_name="과제")
    panel = models.ForeignKey(Panel, models.PROTECT, related_name="meetings", verbose_name="추진단")
    title = models.CharField("회의명", max_length=100)
    starts_at = models.DateTimeField("시작")
    ends_at = models.DateTimeField("종료")
    place = models.CharField("장소", max_length=200, blank=True)
    video_link = models.URLField("화상회의 주소", max_length=500, blank=True)
    note = models.TextField("안내", max_length=2000, blank=True)
    short_notice_reason = models.TextField("통지 기간이 짧은 사유", max_length=500, blank=True)
    state = models.CharField("상태", max_length=10, choices=MeetingState, default=MeetingState.SCHEDULED)
    sequence = models.PositiveIntegerField("일정 변경 횟수", default=0, editable=False)
    uid = models.CharField("일정 식별자", max_length=100, unique=True, editable=False)
    called_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="소집"
    )
    announced_at = models.DateTimeField("통지일시", default=timezone.now)
    cancelled_reason = models.TextField("취소 사유", max_length=500, blank=True)
    held_at = models.DateTimeField("개최 기록일시", null=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        app_label = "workflows"
        verbose_name = "회의"
        verbose_name_plural = "회의"
        ordering = ["starts_at", "pk"]
        indexes = [
            models.Index(fields=["starts_at"], condition=Q(state="scheduled"), name="meeting_to_come"),
            models.Index(fields=["starts_at", "id"], name="meeting_by_its_time"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="meeting_ends_after_it_starts",
                violation_error_message="끝나는 시각은 시작 시각보다 뒤여야 합니다.",
            ),
            models.CheckConstraint(
                condition=~Q(place="", video_link=""),
                name="meeting_has_a_place_or_a_link",
                violation_error_message="장소나 화상회의 주소 가운데 하나는 적어 주세요.",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("meetings:detail", args=[self.pk])

    @property
    def is_scheduled(self) -> bool:
        return self.state == MeetingState.SCHEDULED

    @property
    def is_held(self) -> bool:
        return self.state == MeetingState.HELD

    @property
    def is_cancelled(self) -> bool:
        return self.state == MeetingState.CANCELLED

    @property
    def has_settled_minutes(self) -> bool:
        """Whether the minutes are published or withheld; select_related("minutes") saves a query."""
        minutes = getattr(self, "minutes", None)
        return minutes is not None and minutes.is_settled

    @property
    def scope(self) -> str:
        """What notices about this meeting are filed under: below its panel, whose leavers are told nothing more."""
        return f"panel:{self.panel_id}/meeting:{self.pk}"


class AgendaItem(models.Model):
    """An item of a meeting. ``needs_advice`` makes it a 자문 item, for which members hand in advice notes."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items", verbose_name="회의")
    order = models.PositiveSmallIntegerField("순서")
    title = models.CharField("안건", max_length=200)
    category = models.CharField("구분", max_length=20, choices=AgendaCategory, default=AgendaCategory.GENERAL)
    needs_advice = models.BooleanField("자문 안건", default=True)

    class Meta:
        app_label = "workflows"
        verbose_name = "안건"
        verbose_name_plural = "안건"
        ordering = ["meeting", "order", "pk"]

    def __str__(self):
        return self.title


class MeetingMaterial(Paper):
    """A file handed out for a meeting."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="materials", verbose_name="회의")
    document = models.OneToOneField(Document, models.PROTECT, related_name="+", verbose_name="파일")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField("등록일시", default=timezone.now)

    objects = PaperQuerySet.as_manager()

    class Meta:
        app_label = "workflows"
        verbose_name = "회의 자료"
        verbose_name_plural = "회의 자료"
        ordering = ["pk"]

    def __str__(self):
        return str(self.document)


class Attendance(models.Model):
    """Whether a member attended; video counts as present."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendances", verbose_name="회의")
    membership = models.ForeignKey(
        Membership, models.PROTECT, related_name="attendances", verbose_name="단원"
    )
    state = models.CharField("출석", max_length=10, choices=AttendanceState)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField("기록일시", default=timezone.now)

    class Meta:
        app_label = "workflows"
        verbose_name = "출석"
        verbose_name_plural = "출석"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "membership"], name="one_attendance_a_member")
        ]

    def __str__(self):
        return f"{self.membership} {self.get_state_display()}"


class Minutes(models.Model):
    """The minutes of a meeting: written, then published or withheld with a public reason.

    ``version`` guards against two people overwriting each other.
    """

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="minutes", verbose_name="회의")
    body = models.TextField("회의 내용", max_length=50_000)
    body_html = models.TextField(editable=False)
    decisions = models.TextField("결정 사항", max_length=10_000, blank=True)
    state = models.CharField("상태", max_length=10, choices=MinutesState, default=MinutesState.DRAFT)
    withheld_reason = models.CharField("비공개 사유", max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="작성자"
    )
    written_at = models.DateTimeField("작성일시", default=timezone.now)
    settled_at = models.DateTimeField("공개(비공개) 결정일시", null=True)

    class Meta:
        app_label = "workflows"
        verbose_name = "회의록"
        verbose_name_plural = "회의록"
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=MinutesState.WITHHELD) | ~Q(withheld_reason=""),
                name="withheld_minutes_say_why",
                violation_error_message="공개하지 않는 사유를 적어 주세요.",
            )
        ]

    def __str__(self):
        return f"{self.meeting} 회의록"

    @property
    def decisions_html(self) -> str:
        """The decisions as HTML that may stand in a page, lists and all, as the body is kept."""
        return render(self.decisions)

    @property
    def is_published(self) -> bool:
        return self.state == MinutesState.PUBLISHED

    @property
    def is_withheld(self) -> bool:
        return self.state == MinutesState.WITHHELD

    @property
    def is_settled(self) -> bool:
        """Whether it was decided to publish or to withhold them."""
        return self.state != MinutesState.DRAFT


class AdviceNote(models.Model):
    """A member's written advice on an agenda item (자문의견서) and the official's answer to it."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="notes", verbose_name="안건")
    membership = models.ForeignKey(
        Membership, models.PROTECT, related_name="advice_notes", verbose_name="단원"
    )
    body = models.TextField("자문 의견", max_length=5000)
    state = models.CharField("상태", max_length=10, choices=AdviceState, default=AdviceState.DRAFT)
    saved_at = models.DateTimeField("저장일시", default=timezone.now)
    submitted_at = models.DateTimeField("제출일시", null=True)
    disposition = models.CharField("처리", max_length=20, choices=Disposition, blank=True)
    answer = models.TextField("처리 사유", max_length=2000, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField("답변일시", null=True)

    class Meta:
        app_label = "workflows"
        verbose_name = "자문의견서"
        verbose_name_plural = "자문의견서"
        ordering = ["item", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["item", "membership"], name="one_advice_note_of_a_member"),
            models.CheckConstraint(
                condition=~Q(state=AdviceState.ANSWERED)
                | (
                    Q(answered_by__isnull=False, answered_at__isnull=False)
                    & ~Q(disposition="")
                    & ~Q(answer="")
                ),
                name="answered_advice_says_how_and_why",
            ),
        ]

    def __str__(self):
        """A number: what the audit trail calls it is never erased, and a citizen's name has to be."""
        return f"{self.pk}번 자문의견서"

    @property
    def is_submitted(self) -> bool:
        """Handed in and waiting for an answer."""
        return self.state == AdviceState.SUBMITTED

    @property
    def disposition_word(self) -> str:
        """What became of it in the words of advice: 수용, 일부수용, 불수용, 해당없음."""
        return ADVICE_WORDS.get(self.disposition, "")


class Recusal(models.Model):
    """That a member has a tie to an agenda item and takes no part in it (제척·기피·회피): neither in its advice nor in a vote
    on it that opens later.

    ``recorded_by`` names the official who wrote it down; None where the member said so.
    """

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="recusals", verbose_name="안건")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="recusals", verbose_name="단원")
    kind = models.CharField("근거", max_length=10, choices=RecusalKind)
    reason = models.TextField("사유", max_length=1000, blank=True)
    recorded_at = models.DateTimeField("기록일시", default=timezone.now)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="기록한 사람"
    )

    class Meta:
        app_label = "workflows"
        verbose_name = "제척·기피·회피"
        verbose_name_plural = "제척·기피·회피"
        ordering = ["item", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["item", "membership"], name="one_recusal_of_a_member"),
        ]

    def __str__(self):
        """A number, as advice has: the audit trail keeps no citizen's name."""
        return f"{self.pk}번 {self.get_kind_display()}"
