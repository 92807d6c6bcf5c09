from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from panels.calls.models import RecruitmentCall
from panels.lottery import Change, Commitment, Draw, Quota, Result, sentences

from . import sources
from .enums import GOING_ON, Source, TrialState, Way
from .querysets import LotteryRunQuerySet, TrialQuerySet


class LotteryFiles(models.Model):
    """The four files of a lottery that are fixed before it is drawn: the bytes of the audit record (``lottery.record``),
    UTF-8, the commitment to them, and how fair they are."""

    pool = models.TextField("pool.csv", editable=False)
    rules = models.TextField("rules.json", editable=False)
    lottery = models.TextField("lottery.csv", editable=False)
    plan = models.TextField("draw.json", editable=False)
    commitment = models.CharField("약속값", max_length=64)
    tickets = models.PositiveIntegerField("표의 수")
    bound = models.FloatField("증명된 한계")
    achieved = models.FloatField("가장 낮은 기회")

    class Meta:
        abstract = True

    @property
    def record(self) -> Commitment:
        """The four files as bytes."""
        return Commitment(*(text.encode() for text in (self.pool, self.rules, self.lottery, self.plan)))


class Trial(models.Model):
    """A version of the rules of a draw, tried out before anybody commits to it (추첨 시안).

    ``pool`` and ``rules`` are the bytes of the audit record and hold quotas and priority; ``fingerprint`` says from which
    results of screening the pool was made. A worker claims it (``started_at``), shows that it lives (``beaten_at``) and
    leaves the lottery, prices and findings as ``trying.Tried`` tells them. Once the draw is committed to, everybody reads
    all versions, so that whoever changes rules is seen to.
    """

    call = models.ForeignKey(RecruitmentCall, models.PROTECT, related_name="trials", verbose_name="모집공고")
    version = models.PositiveSmallIntegerField("차례")
    seats = models.PositiveSmallIntegerField("추첨하는 자리")
    quotas = models.JSONField("할당")
    priority = models.CharField("순위를 다루는 방법", max_length=100, editable=False)
    reason = models.CharField("앞 시안과 달라진 까닭", max_length=500, blank=True)
    state = models.CharField("상태", max_length=10, choices=TrialState, default=TrialState.WAITING)
    percent = models.PositiveSmallIntegerField("진행률", default=0)
    step = models.CharField("하고 있는 일", max_length=100, blank=True)
    fingerprint = models.CharField("심사 결과의 해시", max_length=64)
    pool = models.TextField("pool.csv", editable=False)
    rules = models.TextField("rules.json", editable=False)
    lottery = models.TextField("lottery.csv", editable=False, blank=True)
    tickets = models.PositiveIntegerField("표의 수", null=True, blank=True)
    bound = models.FloatField("증명된 한계", null=True, blank=True)
    achieved = models.FloatField("가장 낮은 기회", null=True, blank=True)
    prices = models.JSONField("방법마다의 기회", default=list, blank=True)
    certain = models.JSONField("반드시 뽑히는 사람", null=True, blank=True)
    shut_out = models.JSONField("뽑힐 수 없는 사람", null=True, blank=True)
    findings = models.JSONField("지킬 수 없는 까닭", default=dict, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField("만든 일시", default=timezone.now)
    started_at = models.DateTimeField("계산을 시작한 일시", null=True, blank=True)
    beaten_at = models.DateTimeField("계산이 살아 있던 일시", null=True, blank=True)
    attempts = models.PositiveSmallIntegerField("시도", default=0)
    finished_at = models.DateTimeField("끝난 일시", null=True, blank=True)

    objects = TrialQuerySet.as_manager()

    class Meta:
        verbose_name = "추첨 시안"
        verbose_name_plural = "추첨 시안"
        ordering = ["call", "version"]
        constraints = [
            models.UniqueConstraint(fields=["call", "version"], name="one_trial_of_a_version"),
            models.UniqueConstraint(
                fields=["call"],
                condition=Q(state__in=GOING_ON),
                name="one_trial_of_a_call_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(version=1) | ~Q(reason=""), name="later_trials_say_what_changed_and_why"
            ),
            models.CheckConstraint(
                condition=~Q(state=TrialState.READY)
                | Q(tickets__isnull=False, bound__isnull=False, achieved__isnull=False) & ~Q(lottery=""),
                name="ready_trial_has_its_lottery",
            ),
        ]

    def __str__(self):
        return f"{self.call} 추첨 시안 {self.version}"

    def get_absolute_url(self):
        return reverse("draws:trial", args=[self.pk])

    @property
    def is_going_on(self) -> bool:
        return self.state in GOING_ON

    @property
    def is_ready(self) -> bool:
        return self.state == TrialState.READY

    @property
    def tone(self) -> str:
        return TrialState(self.state).tone

    @property
    def quotas_read(self) -> tuple[Quota, ...]:
        """The quotas as the lottery takes them."""
        return tuple(Quota(*quota) for quota in self.quotas)


class LotteryRun(LotteryFiles):
    """A draw: the four files that were fixed before it, what two clerks entered, and what followed. One draw a call.

    ``panel`` and ``alternates`` are numbers of applications; ``inside`` those who have a seat by their points alone, where
    only equals are drawn. ``round`` is the named one of a source that speaks in rounds. ``first_value`` is what the first
    clerk entered and the second has to confirm on their own.
    """

    call = models.OneToOneField(
        RecruitmentCall, models.PROTECT, related_name="lottery", verbose_name="모집공고"
    )
    trial = models.ForeignKey(Trial, models.PROTECT, null=True, related_name="runs", verbose_name="시안")
    way = models.CharField("방식", max_length=10, choices=Way)
    seats = models.PositiveSmallIntegerField("추첨하는 자리")
    inside = models.JSONField("점수로 정해진 사람", default=list)
    source = models.CharField("추첨 방법", max_length=10, choices=Source)
    round = models.PositiveIntegerField("회차", null=True, blank=True)
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
            models.CheckConstraint(
                condition=~Q(source=Source.DICE) | Q(round=None), name="dice_have_no_rounds"
            ),
        ]

    def __str__(self):
        return f"{self.call} 추첨"

    def get_absolute_url(self):
        return reverse("draws:detail", args=[self.pk])

    @property
    def named_round(self) -> str:
        """The round that decides, as people say it; empty for a source without rounds."""
        return sources.named(self.source, self.round) if self.round else ""

    @property
    def is_drawn(self) -> bool:
        return self.drawn_at is not None

    @property
    def result(self) -> Result | None:
        """What was drawn; None before it."""
        if not self.is_drawn:
            return None
        return Result(self.value, Draw(self.seed, self.ticket, tuple(self.panel)), 0, tuple(self.alternates))


class Replacement(LotteryFiles):
    """The seats of those who left, drawn anew among the willing; the ``turn``-th of a draw, which began with 1.

    Numbers of applications throughout: ``gone`` left the panel, ``stay`` kept their seats, ``panel`` is everybody after it,
    ``added`` the new ones. ``breach`` are the quotas that gave way as (feature, value, side, old, new), for ``reason``.
    It is drawn with the run's value and seed, so that nobody chooses anything.
    """

    run = models.ForeignKey(LotteryRun, models.PROTECT, related_name="replacements", verbose_name="추첨")
    turn = models.PositiveSmallIntegerField("차례")
    gone = models.JSONField("빠진 번호")
    stay = models.JSONField("남은 번호", blank=True)
    willing = models.JSONField("뜻이 있는 번호")
    breach = models.JSONField("어긴 할당", default=list, blank=True)
    reason = models.CharField("승인한 까닭", max_length=500, blank=True)
    ticket = models.PositiveIntegerField("뽑힌 표")
    panel = models.JSONField("교체 뒤의 번호")
    added = models.JSONField("새로 들어온 번호")
    computed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    computed_at = models.DateTimeField("추첨한 일시", default=timezone.now)

    class Meta:
        verbose_name = "교체 추첨"
        verbose_name_plural = "교체 추첨"
        ordering = ["run", "turn"]
        constraints = [
            models.UniqueConstraint(fields=["run", "turn"], name="one_replacement_of_a_turn"),
            models.CheckConstraint(condition=Q(turn__gte=1), name="replacements_follow_the_draw"),
            models.CheckConstraint(
                condition=Q(breach=[]) | ~Q(reason=""), name="breached_quotas_have_a_reason"
            ),
        ]

    def __str__(self):
        return f"{self.run} {self.turn}차 교체"

    @property
    def result(self) -> Result:
        """What was drawn."""
        return Result(self.run.value, Draw(self.run.seed, self.ticket, tuple(self.panel)), self.turn)

    @property
    def breach_in_words(self) -> str:
        """As in "60대 이상 최소 4명 → 3명"; empty when every quota was kept."""
        return sentences.way(Change(*one) for one in self.breach)
