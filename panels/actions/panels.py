"""A panel's own life: formed, in office, dissolved."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from panels import events, lots, offices, permissions, selectors
from panels.composition import kind_refusal
from panels.conflicts import actions as suspensions
from panels.enums import MemberState, PanelState, ReleaseGround
from panels.models import Panel
from panels.resident_numbers import refuse_resident_number
from projects import actions as projects
from projects.enums import ProjectStatus
from projects.models import Project
from seoul_gov.audit import actions as audit
from seoul_gov.notifications import actions as notifications
from seoul_gov.notifications.actions import Message, Recipient
from seoul_gov.ui.verdicts import require

from .seats import end, held, panel_scope, refuse_dissolved

UNDECIDED = (
    "예고한 추첨일시가 지나 추진단을 해산할 수 없습니다. 추첨 결과대로 선정을 확정한 뒤에 해산해 주세요."
)
NULLABLE = ["term_ends_on", "activated_at", "dissolved_at"]


@transaction.atomic
def create(*, by, project: Project, kind: str, name: str, purpose: str = "") -> Panel:
    """Begin to form a panel of a kind that the project's governance type allows (가이드라인 5-1).

    Raises ValidationError while the project has no confirmed type, once it has ended, for another kind, and for a
    name that the project already has.
    """
    project = projects.locked(project)
    require(permissions.can_create(by, project))
    refuse_kind(project, kind)
    panel = Panel(project=project, kind=kind, name=name, purpose=purpose, created_by=by)
    refuse_resident_number(name, "이름", field="name")
    refuse_resident_number(purpose, "역할과 활동 계획", field="purpose")
    panel.full_clean(exclude=NULLABLE)
    panel.save()
    record(by=by, kind=events.CREATED, panel=panel, kind_label=panel.kind_label)
    return panel


def refuse_kind(project: Project, kind: str) -> None:
    """Raise ValidationError unless the project's type is confirmed and allows the kind."""
    if project.status == ProjectStatus.COMPLETED:
        raise ValidationError("종료된 사업에서는 추진단을 구성할 수 없습니다.")
    if sentence := kind_refusal(project.governance_type, kind):
        raise ValidationError(sentence)


@transaction.atomic
def activate(*, by, panel: Panel, size_reason: str = "") -> Panel:
    """Put the panel in office, with all that belongs to it (``offices``), and tell its members; who is tied to a company
    under contract is suspended with it.

    Raises ValidationError when it is not being formed, when nobody who counts has accepted, and when its size
    departs from the recommendation without a reason. A departure never blocks (가이드라인 5-2, 권고사항).
    """
    panel = held(panel)
    require(permissions.can_activate(by, panel))
    if panel.state != PanelState.FORMING:
        raise ValidationError("이미 구성을 마쳤거나 해산한 추진단입니다.")
    makeup = selectors.makeup(panel)
    refuse_empty(makeup, size_reason)
    refuse_resident_number(size_reason, "사유", field="size_reason")
    panel.state, panel.activated_at = PanelState.ACTIVE, timezone.now()
    panel.size_reason = size_reason if makeup.departures else ""
    panel.save()
    record(by=by, kind=events.ACTIVATED, panel=panel, count=makeup.counted)
    suspensions.check(by=by, panel=panel)
    offices.take(by=by, panel=panel, seats=list(panel.memberships.counted().order_by("pk")))
    tell(
        events.ACTIVATED,
        panel,
        selectors.recipients(panel),
        url=panel.get_absolute_url(),
        count=makeup.counted,
    )
    return panel


def refuse_empty(makeup: selectors.Makeup, size_reason: str) -> None:
    """Raise ValidationError for a panel of nobody, or of a size that wants a reason and has none."""
    if not makeup.counted:
        raise ValidationError("초대를 수락한 사람이 한 명 이상 있어야 구성을 마칠 수 있습니다.")
    if makeup.departures and not size_reason.strip():
        raise ValidationError(f"{makeup.departures[0].sentence} 이대로 구성을 마치려면 사유를 적어 주세요.")


@transaction.atomic
def dissolve(*, by, panel: Panel, reason: str) -> Panel:
    """End the panel: seats in office and suspended ones are released, invitations cancelled, and the members told.

    Raises ValidationError when it is dissolved already, and between the announced hour of a draw and the decision: who
    dissolved it then could have lots drawn until they fall as wished.
    """
    panel = held(panel)
    require(permissions.can_manage(by, panel))
    refuse_dissolved(panel)
    if lots.are_awaited(panel):
        raise ValidationError(UNDECIDED)
    if not reason.strip():
        raise ValidationError("해산하는 사유를 적어 주세요.")
    refuse_resident_number(reason, "사유", field="reason")
    return wind_up(by, panel, reason)


def wind_up(by, panel: Panel, reason: str) -> Panel:
    """Dissolve the held panel with all its seats; ``by`` is None where the portal does it by itself."""
    seats = list(panel.memberships.seated().select_related("user", "panel"))
    notifications.withdraw(scope=panel_scope(panel))
    for seat in seats:
        end(seat, MemberState.RELEASED, f"추진단 해산: {reason}"[:1000], ReleaseGround.DISSOLUTION)
    for seat in panel.memberships.pending().select_related("panel"):
        end(seat, MemberState.CANCELLED, "추진단 해산")
    panel.state, panel.dissolved_at = PanelState.DISSOLVED, timezone.now()
    panel.save()
    record(by=by, kind=events.DISSOLVED, panel=panel, data={"reason": reason})
    members = [Recipient.of(seat.user) for seat in seats]
    tell(events.DISSOLVED, panel, members, url=reverse("panels:list"), detail=f"사유: {reason}")
    return panel


def record(*, by, kind, panel: Panel, data: dict | None = None, **facts) -> None:
    """Write to the trail what happened to the panel."""
    chain = panel.project.audit_chain
    audit.record(
        by=by, kind=kind, on=panel, chain=chain, data=data, project=panel.project, panel=panel, **facts
    )


def tell(kind, panel: Panel, people, *, url: str, detail: str = "", **facts) -> None:
    """Tell the members what happened to the panel; it happens to a panel once."""
    sentence = kind.say(project=panel.project, panel=panel, **facts)
    notifications.notify(
        kind=kind,
        to=people,
        message=Message(sentence, url, detail=detail),
        scope=panel_scope(panel),
        key=f"panel:{panel.pk}:{kind.key}",
    )
