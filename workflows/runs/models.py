from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from projects.enums import GovernanceType, Phase, ProjectKind, StageKey
from projects.models import Project
from seoul_gov.documents.models import Document
from workflows.definitions import Actor, DutyKind, Necessity

from .enums import DutyState, RunStatus, StageState, WaiverDecision
from .querysets import DutyRunQuerySet, ProcessRunQuerySet

ADDED_KEY = "added-"
"""How the keys of duties begin that a definition does not have."""


class ProcessRun(models.Model):
    """A process as one project lives it. Norms are copied in at the start and stay.

    The database guarantees one running process a project.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="runs", verbose_name="사업")
    governance_type = models.CharField("거버넌스 유형", max_length=20, choices=GovernanceType)
    kind = models.CharField("사업 구분", max_length=20, choices=ProjectKind)
    edition = models.CharField("절차 판", max_length=20)
    norms = models.JSONField("기준값", default=dict)
    status = models.CharField("상태", max_length=20, choices=RunStatus, default=RunStatus.RUNNING)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="시작한 사람"
    )
    started_at = models.DateTimeField("시작일시", default=timezone.now)
    ended_at = models.DateTimeField("종료일시", null=True)

    objects = ProcessRunQuerySet.as_manager()

    class Meta:
        app_label = "workflows"
        verbose_name = "절차"
        verbose_name_plural = "절차"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project"],
                condition=Q(status=RunStatus.RUNNING),
                name="one_running_process_of_a_project",
                violation_error_message="이 사업의 절차는 이미 진행 중입니다.",
            ),
            models.CheckConstraint(
                condition=Q(status=RunStatus.RUNNING, ended_at=None)
                | (~Q(status=RunStatus.RUNNING) & Q(ended_at__isnull=False)),
                name="ended_run_has_its_moment",
            ),
        ]

    def __str__(self):
        return f"{self.project} {self.get_governance_type_display()} 절차"

    def get_absolute_url(self):
        return reverse("driver:process", args=[self.pk])

    @property
    def is_running(self) -> bool:
        return self.status == RunStatus.RUNNING


class StageRun(models.Model):
    """A stage of a run. The database guarantees one open stage a process."""

    run = models.ForeignKey(ProcessRun, models.PROTECT, related_name="stages", verbose_name="절차")
    key = models.CharField("단계", max_length=20, choices=StageKey)
    phase = models.CharField("국면", max_length=20, choices=Phase)
    order = models.PositiveSmallIntegerField("순서")
    state = models.CharField("상태", max_length=10, choices=StageState, default=StageState.PENDING)
    planned_start = models.DateField("예정 시작일")
    planned_end = models.DateField("예정 종료일")
    opened_at = models.DateTimeField("시작일시", null=True)
    closed_at = models.DateTimeField("종료일시", null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="마친 사람"
    )

    class Meta:
        app_label = "workflows"
        verbose_name = "단계"
        verbose_name_plural = "단계"
        ordering = ["run", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["run"], condition=Q(state=StageState.OPEN), name="one_open_stage_of_a_run"
            ),
            models.UniqueConstraint(fields=["run", "key"], name="one_stage_of_a_key"),
            models.CheckConstraint(
                condition=Q(planned_end__gte=F("planned_start")), name="stage_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="closed_stage_names_who_and_when",
            ),
        ]

    def __str__(self):
        return self.get_key_display()

    def get_absolute_url(self):
        return reverse("driver:process", args=[self.run_id])

    @property
    def title(self) -> str:
        return self.get_key_display()

    @property
    def is_open(self) -> bool:
        return self.state == StageState.OPEN


class DutyRun(models.Model):
    """A duty of a stage, copied from its definition at the start of the run (title, kind, source and all).

    ``state`` tells what an official decided about it. Kinds with a room of their own are settled by that room's
    evidence, which points here; SETTLED is stamped when the stage closes, and what is stamped stays settled
    until somebody reopens it by name.
    """

    stage = models.ForeignKey(StageRun, models.PROTECT, related_name="duties", verbose_name="단계")
    key = models.CharField("과제", max_length=60)
    order = models.PositiveSmallIntegerField("순서")
    title = models.CharField("과제명", max_length=100)
    kind = models.CharField("종류", max_length=20, choices=DutyKind)
    actor = models.CharField("할 사람", max_length=20, choices=Actor)
    necessity = models.CharField("필수 여부", max_length=20, choices=Necessity)
    is_seed = models.BooleanField("가이드라인 명시", default=False)
    source = models.CharField("근거", max_length=200)
    output = models.CharField("산출", max_length=200, blank=True)
    help = models.TextField("도움말", blank=True)
    question = models.CharField("해당 여부 물음", max_length=300, blank=True)
    opened_by = models.CharField("시작 과제", max_length=60, blank=True)
    outcomes = models.JSONField("결과 선택지", default=list)
    bodies = models.JSONField("맡을 기구", default=list)
    due_on = models.DateField("기한")

    state = models.CharField("상태", max_length=10, choices=DutyState, default=DutyState.OPEN)
    reason = models.TextField("사유", max_length=1000, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="결정한 사람"
    )
    decided_at = models.DateTimeField("처리일시", null=True)

    objects = DutyRunQuerySet.as_manager()

    class Meta:
        app_label = "workflows"
        verbose_name = "과제"
        verbose_name_plural = "과제"
        ordering = ["stage", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["stage", "key"], name="one_duty_of_a_key"),
            models.CheckConstraint(
                condition=Q(decided_by=None, decided_at=None)
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="decided_duty_names_who_and_when",
            ),
        ]
        indexes = [models.Index(fields=["due_on"], condition=Q(state="open"), name="open_duty_by_due")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("driver:duty", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state == DutyState.OPEN

    @property
    def tone(self) -> str:
        return DutyState(self.state).tone

    @property
    def is_added(self) -> bool:
        """Whether the department added it to a stage; the definition does not have it."""
        return self.key.startswith(ADDED_KEY)

    @property
    def may_be_not_case(self) -> bool:
        """Whether it may be found not to apply: the administrative backbone, and what asks whether it does."""
        return self.kind == DutyKind.MILESTONE or self.necessity == Necessity.IF_CASE

    @property
    def necessity_label(self) -> str:
        """Whether the stage may close without it, with the way out that its kind leaves."""
        if self.is_added:
            return "필수(더한 과제)"
        if self.necessity == Necessity.REQUIRED and self.may_be_not_case:
            return "필수(해당 없음 가능)"
        return self.get_necessity_display()

    @property
    def reopened_at(self):
        """When it was reopened by name: evidence from before that moment no longer settles it. Else None."""
        return self.decided_at if self.is_open else None


class DutyRecord(models.Model):
    """What an official recorded for a duty: outcome, evidence, day and person. Append-only; the newest counts."""

    duty = models.ForeignKey(DutyRun, models.PROTECT, related_name="records", verbose_name="과제")
    outcome = models.CharField("결과", max_length=50, blank=True)
    evidence = models.TextField("근거", max_length=2000)
    person = models.CharField("수행한 사람·부서", max_length=100)
    occurred_on = models.DateField("수행일")
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, related_name="+", verbose_name="근거 파일"
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="기록한 사람"
    )
    recorded_at = models.DateTimeField("기록일시", default=timezone.now)

    class Meta:
        app_label = "workflows"
        verbose_name = "수행 기록"
        verbose_name_plural = "수행 기록"
        ordering = ["pk"]

    def __str__(self):
        return f"{self.duty} {self.outcome}".strip()


class Waiver(models.Model):
    """A request to close a stage without a duty, decided by somebody else; shown publicly once granted."""

    duty = models.ForeignKey(DutyRun, models.PROTECT, related_name="waivers", verbose_name="과제")
    reason = models.TextField("사유", max_length=1000)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="요청한 사람"
    )
    requested_at = models.DateTimeField("요청일시", default=timezone.now)
    decision = models.CharField("결정", max_length=10, choices=WaiverDecision, default=WaiverDecision.PENDING)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="결정한 사람"
    )
    decided_at = models.DateTimeField("결정일시", null=True)
    comment = models.TextField("결정 의견", max_length=1000, blank=True)

    class Meta:
        app_label = "workflows"
        verbose_name = "면제"
        verbose_name_plural = "면제"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["duty"],
                condition=Q(decision=WaiverDecision.PENDING),
                name="one_pending_waiver_of_a_duty",
                violation_error_message="이 과제의 면제 요청이 이미 결정을 기다리고 있습니다.",
            ),
            models.CheckConstraint(
                condition=Q(decision=WaiverDecision.PENDING, decided_by=None, decided_at=None)
                | (
                    ~Q(decision=WaiverDecision.PENDING)
                    & Q(decided_by__isnull=False, decided_at__isnull=False)
                    & (Q(decision=WaiverDecision.WITHDRAWN) | ~Q(decided_by=F("requested_by")))
                ),
                name="waiver_decided_by_a_second_person",
            ),
        ]

    def __str__(self):
        return f"{self.duty} 면제"

    @property
    def is_pending(self) -> bool:
        return self.decision == WaiverDecision.PENDING

    @property
    def tone(self) -> str:
        return WaiverDecision(self.decision).tone
