from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from projects.models import Project

from .enums import (
    OPEN,
    SEATED,
    MemberRole,
    MemberSide,
    MemberState,
    PanelKind,
    PanelState,
    ReleaseGround,
    TextKind,
)
from .querysets import MembershipQuerySet, SignedTextQuerySet

ERASED = "지운 단원"
"""What is read in place of a member's name once it is erased."""


class Panel(models.Model):
    """A body that takes part in one project (가이드라인 5). Sizes are recommendations: a size outside the band asks
    for ``size_reason`` and never blocks.

    A body that existed before the project (포용) says in ``adopted_from`` what it is called and in ``adopted_basis`` what it
    was set up by. ``term_ends_on`` is the last day of its members' term.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="panels", verbose_name="사업")
    kind = models.CharField("종류", max_length=20, choices=PanelKind)
    name = models.CharField("이름", max_length=100)
    purpose = models.TextField("역할과 활동 계획", max_length=2000, blank=True)
    state = models.CharField("상태", max_length=10, choices=PanelState, default=PanelState.FORMING)
    size_reason = models.TextField("인원이 권고와 다른 사유", max_length=1000, blank=True)
    adopted_from = models.CharField("기존 위원회", max_length=100, blank=True)
    adopted_basis = models.CharField("설치 근거", max_length=200, blank=True)
    term_ends_on = models.DateField("임기 끝", null=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="만든 사람"
    )
    created_at = models.DateTimeField("구성 시작", default=timezone.now)
    activated_at = models.DateTimeField("구성 완료", null=True)
    dissolved_at = models.DateTimeField("해산일시", null=True)

    class Meta:
        verbose_name = "추진단"
        verbose_name_plural = "추진단"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "name"],
                name="one_panel_of_a_name",
                violation_error_message="이 사업에 같은 이름의 추진단이 이미 있습니다.",
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("panels:detail", args=[self.pk])

    @property
    def kind_label(self) -> str:
        """``시민추진단 · 시민참여단``: umbrella and kind together, so that the two are never confused."""
        kind = PanelKind(self.kind)
        return f"{kind.umbrella} · {kind.label}"


class Membership(models.Model):
    """A person's seat in a panel, from invitation to its end. One seat a person and panel at a time.

    The invitation's secret is kept as a hash only. A child's guardian, who agrees with the child, is named beside it.
    The secretary is an official, outside size and quorum. Once ``erased_at`` is set, nobody is in the seat any more:
    that there was one, with what role and from when to when, is all that is left, and what was said from it is said by
    ``ERASED``.
    """

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="memberships", verbose_name="추진단")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="memberships", verbose_name="계정"
    )
    email = models.EmailField("이메일")
    name = models.CharField("이름", max_length=50)
    role = models.CharField("역할", max_length=10, choices=MemberRole, default=MemberRole.MEMBER)
    side = models.CharField("구분", max_length=10, choices=MemberSide, blank=True)
    affiliation = models.CharField("소속·분야", max_length=100, blank=True)
    guardian_name = models.CharField("법정대리인 이름", max_length=50, blank=True)
    guardian_contact = models.CharField("법정대리인 연락처", max_length=100, blank=True)
    state = models.CharField("상태", max_length=10, choices=MemberState, default=MemberState.INVITED)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="초대한 사람"
    )
    invited_at = models.DateTimeField("초대일시", default=timezone.now)
    secret_hash = models.CharField("초대 비밀값 지문", max_length=64, editable=False)
    expires_at = models.DateTimeField("초대 기한")
    accepted_at = models.DateTimeField("수락일시", null=True)
    ended_at = models.DateTimeField("종료일시", null=True)
    ended_ground = models.CharField("해제 근거", max_length=20, choices=ReleaseGround, blank=True)
    ended_reason = models.TextField("종료 사유", max_length=1000, blank=True)
    erased_at = models.DateTimeField("파기일시", null=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "단원"
        verbose_name_plural = "단원"
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["email"], condition=Q(state="invited"), name="invitation_of_an_address"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["panel", "email"],
                condition=Q(state__in=list(OPEN)),
                name="one_seat_of_an_address",
                violation_error_message="이미 초대했거나 활동 중인 사람입니다.",
            ),
            models.UniqueConstraint(
                fields=["panel", "user"],
                condition=Q(state__in=SEATED),
                name="one_seat_of_a_person",
                violation_error_message="이미 이 추진단에서 활동 중인 사람입니다.",
            ),
            models.UniqueConstraint(
                fields=["panel"],
                condition=Q(role=MemberRole.CHAIR, state__in=SEATED),
                name="one_chair_of_a_panel",
                violation_error_message="단장은 한 명입니다.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=SEATED) | Q(user__isnull=False, accepted_at__isnull=False),
                name="active_member_has_accepted",
            ),
            models.CheckConstraint(
                condition=Q(erased_at=None)
                | Q(user=None, email="", name=ERASED, affiliation="", ended_reason="", secret_hash="")
                & Q(guardian_name="", guardian_contact="")
                & ~Q(state__in=list(OPEN)),
                name="erased_seat_is_nobodys",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def is_active(self) -> bool:
        return self.state == MemberState.ACTIVE

    @property
    def has_lapsed(self) -> bool:
        """Whether nobody answered the invitation in its time; it can be sent again or taken back."""
        return self.state == MemberState.INVITED and self.expires_at < timezone.now()

    @property
    def state_label(self) -> str:
        return "초대 기한 지남" if self.has_lapsed else self.get_state_display()

    @property
    def state_tone(self) -> str:
        """The colour in which a badge shows the state."""
        return "warning" if self.has_lapsed else MemberState(self.state).tone

    @property
    def is_open(self) -> bool:
        """Whether the seat is offered or taken."""
        return self.state in OPEN

    def was_in_office_at(self, moment) -> bool:
        """Whether the member could use the seat at that moment: had taken it, had not left it and was not suspended.

        Reads ``suspensions``, which lists of seats prefetch.
        """
        if self.accepted_at is None or (self.ended_at and self.ended_at <= moment):
            return False
        return not any(
            one.suspended_at <= moment and (one.decided_at is None or one.decided_at > moment)
            for one in self.suspensions.all()
        )


class SignedText(models.Model):
    """A version of a pledge or consent. Once somebody has signed it, it is not changed but followed."""

    kind = models.CharField("종류", max_length=20, choices=TextKind)
    version = models.CharField("버전", max_length=20)
    body = models.TextField("본문")
    effective_from = models.DateTimeField("시행일시", default=timezone.now)

    objects = SignedTextQuerySet.as_manager()

    class Meta:
        verbose_name = "서약·동의문"
        verbose_name_plural = "서약·동의문"
        ordering = ["kind", "-effective_from"]
        constraints = [models.UniqueConstraint(fields=["kind", "version"], name="one_text_of_a_version")]

    def __str__(self):
        return f"{self.get_kind_display()} {self.version}"


class Signature(models.Model):
    """That a member agreed to a version of a text, when and from where. Append-only, but that an optional consent may
    be withdrawn (개인정보 보호법 제37조): it then says until when it held, and a new one may follow it."""

    membership = models.ForeignKey(Membership, models.PROTECT, related_name="signatures", verbose_name="단원")
    text = models.ForeignKey(SignedText, models.PROTECT, related_name="signatures", verbose_name="본문")
    signed_at = models.DateTimeField("서명일시", default=timezone.now)
    address = models.GenericIPAddressField("접속지", null=True)
    withdrawn_at = models.DateTimeField("철회일시", null=True)

    class Meta:
        verbose_name = "서명"
        verbose_name_plural = "서명"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "text"],
                condition=Q(withdrawn_at=None),
                name="one_signature_of_a_text",
            )
        ]

    def __str__(self):
        return f"{self.membership} {self.text}"


class ConflictDeclaration(models.Model):
    """What a member declared about ties to companies related to the project (가이드라인 5-2)."""

    membership = models.OneToOneField(
        Membership, models.PROTECT, related_name="declaration", verbose_name="단원"
    )
    has_conflict = models.BooleanField("이해관계 있음")
    employer = models.CharField("현재 또는 최근 3년 안의 소속", max_length=100, blank=True)
    detail = models.TextField("이해관계 내용", max_length=1000, blank=True)
    declared_at = models.DateTimeField("신고일시", default=timezone.now)

    class Meta:
        verbose_name = "이해관계 신고"
        verbose_name_plural = "이해관계 신고"

    def __str__(self):
        return f"{self.membership} 이해관계 {'있음' if self.has_conflict else '없음'}"


from .appointments.models import (  # noqa: E402, F401  Django looks here
    Appointment,
    AppointmentPaper,
    NumberSeries,
)
from .calls.corrections import CallChange, CallCorrection  # noqa: E402, F401
from .calls.models import (  # noqa: E402, F401
    ActivityDate,
    Application,
    ApplicationSignature,
    CallCriterion,
    RecruitmentCall,
)
from .conflicts.models import Suspension  # noqa: E402, F401
from .draws.models import LotteryRun, Replacement, Trial  # noqa: E402, F401
from .erasure.models import Destruction, ErasureRequest  # noqa: E402, F401
from .screening.models import Reading, ReadingMark  # noqa: E402, F401
from .selections.models import Choice, Inquiry, Selection  # noqa: E402, F401
