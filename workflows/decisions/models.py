from unicodedata import category, normalize

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from panels.models import Membership
from projects.models import DeliverableVersion
from workflows.meetings.enums import AgendaCategory, RecusalKind
from workflows.meetings.models import AgendaItem
from workflows.runs.models import DutyRun

from .enums import Choice, Motion, ResolutionState
from .querysets import BallotQuerySet, ResolutionQuerySet
from .tally import Share, rule_in_words

RESERVED = [category for category in AgendaCategory if category.is_reserved]


def reserved_words(text: str) -> list[str]:
    """The words for what the city decides alone that a motion has in it, seen or hidden between invisible signs: of these,
    예산, 계약, 검수."""
    letters = "".join(sign for sign in normalize("NFKC", text) if category(sign) != "Cf")
    return [reserved.label for reserved in RESERVED if reserved.label in letters]


class Resolution(models.Model):
    """A motion about an agenda item that members and department decide together (의결서).

    The electorate and the rule are frozen when the vote opens: a row of ``ballots`` for every voter, and the
    fractions of quorum (of the electorate, who has voted) and majority (of those who voted, who is for it). A fraction
    has to be exceeded where ``*_strict``, else reached; a tie is therefore no majority. ``category`` is the item's at
    that moment; the database refuses the reserved ones.
    """

    duty = models.ForeignKey(DutyRun, models.PROTECT, related_name="resolutions", verbose_name="과제")
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="resolutions", verbose_name="안건")
    category = models.CharField("안건 구분", max_length=20, choices=AgendaCategory)
    version = models.ForeignKey(
        DeliverableVersion, models.PROTECT, null=True, related_name="resolutions", verbose_name="산출물"
    )
    motion = models.CharField("의결 내용", max_length=10, choices=Motion)
    text = models.TextField("주문", max_length=2000)
    quorum_numerator = models.PositiveSmallIntegerField("의사정족수 분자", default=1)
    quorum_denominator = models.PositiveSmallIntegerField("의사정족수 분모", default=2)
    quorum_strict = models.BooleanField("의사정족수 초과", default=True)
    majority_numerator = models.PositiveSmallIntegerField("의결정족수 분자", default=1)
    majority_denominator = models.PositiveSmallIntegerField("의결정족수 분모", default=2)
    majority_strict = models.BooleanField("의결정족수 초과", default=True)
    state = models.CharField("상태", max_length=10, choices=ResolutionState, default=ResolutionState.OPEN)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="연 사람"
    )
    opened_at = models.DateTimeField("표결 시작", default=timezone.now)
    closes_at = models.DateTimeField("표결 마감")
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="마감한 사람"
    )
    closed_at = models.DateTimeField("표결 종료", null=True)
    note = models.TextField("비고", max_length=1000, blank=True)

    objects = ResolutionQuerySet.as_manager()

    class Meta:
        app_label = "workflows"
        verbose_name = "의결"
        verbose_name_plural = "의결"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(category__in=RESERVED),
                name="reserved_matter_is_not_voted_on",
                violation_error_message="예산·계약·검수는 공동으로 결정할 수 없습니다.",
            ),
            models.UniqueConstraint(
                fields=["item"],
                condition=Q(state=ResolutionState.OPEN),
                name="one_open_vote_of_an_item",
                violation_error_message="이 안건의 표결이 이미 진행 중입니다.",
            ),
            models.CheckConstraint(
                condition=Q(quorum_denominator__gte=1, majority_denominator__gte=1),
                name="fractions_have_denominators",
            ),
            models.CheckConstraint(
                condition=Q(state=ResolutionState.OPEN, closed_by=None, closed_at=None)
                | (~Q(state=ResolutionState.OPEN) & Q(closed_by__isnull=False, closed_at__isnull=False)),
                name="closed_vote_names_who_and_when",
            ),
        ]

    def __str__(self):
        return f"{self.item} 의결"

    def get_absolute_url(self):
        return reverse("decisions:detail", args=[self.pk])

    @property
    def mentioned(self) -> list[str]:
        """The words in its motion for what the city decides alone: who opened the vote has confirmed that it is not that."""
        return reserved_words(self.text)

    @property
    def panel(self):
        return self.item.meeting.panel

    @property
    def is_open(self) -> bool:
        return self.state == ResolutionState.OPEN

    @property
    def has_result(self) -> bool:
        """Whether it was counted; a cancelled vote never is."""
        return self.state not in (ResolutionState.OPEN, ResolutionState.CANCELLED)

    @property
    def tone(self) -> str:
        return ResolutionState(self.state).tone

    @property
    def quorum(self) -> Share:
        return Share(self.quorum_numerator, self.quorum_denominator, self.quorum_strict)

    @property
    def majority(self) -> Share:
        return Share(self.majority_numerator, self.majority_denominator, self.majority_strict)

    @property
    def rule(self) -> str:
        """Quorum and majority in words."""
        return rule_in_words(self.quorum, self.majority)

    @property
    def scope(self) -> str:
        """What notices about this vote are filed under: below its panel, whose leavers are told nothing more."""
        return f"panel:{self.item.meeting.panel_id}/resolution:{self.pk}"


class Ballot(models.Model):
    """One voter's place in the electorate of a resolution, and the vote once it is cast; a vote stays as it is.

    ``membership`` is None for the department, which votes once. ``recorded_by`` names the official who wrote down a
    vote that was given by hand in the meeting; None where the voter cast it.

    A member with a tie to the matter is recused and neither votes nor counts (제척·기피·회피): ``recused_by`` names the
    official who wrote that down; None where the member said so. The database refuses their vote.
    """

    resolution = models.ForeignKey(Resolution, models.PROTECT, related_name="ballots", verbose_name="의결")
    membership = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="ballots", verbose_name="단원"
    )
    choice = models.CharField("표", max_length=10, choices=Choice, blank=True)
    reason = models.TextField("소수의견·이유", max_length=1000, blank=True)
    cast_at = models.DateTimeField("표결일시", null=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="기록한 사람"
    )

    recusal = models.CharField("빠진 근거", max_length=10, choices=RecusalKind, blank=True)
    recusal_reason = models.TextField("빠진 사유", max_length=1000, blank=True)
    recused_at = models.DateTimeField("빠진 일시", null=True)
    recused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="뺀 사람"
    )

    objects = BallotQuerySet.as_manager()

    class Meta:
        app_label = "workflows"
        verbose_name = "표"
        verbose_name_plural = "표"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["resolution", "membership"], name="one_ballot_of_a_member"),
            models.UniqueConstraint(
                fields=["resolution"], condition=Q(membership=None), name="one_ballot_of_the_department"
            ),
            models.CheckConstraint(
                condition=Q(choice="", cast_at=None, recorded_by=None)
                | (~Q(choice="") & Q(cast_at__isnull=False)),
                name="cast_ballot_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(recusal="", recusal_reason="", recused_at=None, recused_by=None)
                | Q(choice="", membership__isnull=False, recused_at__isnull=False) & ~Q(recusal=""),
                name="recused_member_does_not_vote",
            ),
        ]

    def __str__(self):
        """A number, as comments have: the audit trail keeps no citizen's name."""
        return f"{self.pk}번 표"

    @property
    def is_cast(self) -> bool:
        return self.choice != ""

    @property
    def is_recused(self) -> bool:
        return self.recused_at is not None

    @property
    def is_departments(self) -> bool:
        return self.membership_id is None

    def counts_at(self, end) -> bool:
        """Whether it is part of the electorate: cast, the department's, or of a seat in office at the ``end`` (now: None).

        Who is recused never is. A seat that ended, or was suspended, before its vote was cast does not count, and a
        restored one counts again; what becomes of a seat after the ``end`` changes nothing. A vote that was cast in office
        stays.
        """
        if self.is_recused:
            return False
        if self.is_cast or self.is_departments:
            return True
        return self.membership.was_in_office_at(end) if end else self.membership.is_active
