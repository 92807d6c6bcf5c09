"""What the actions share: the held row, the moment, the trail and who is told. Called by the actions alone."""

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone

from panels import invitations, permissions, selectors, service
from panels.composition import SEATED_ELSEWHERE, SEATED_HERE, can_hold
from panels.enums import SEATED, MemberRole, MemberState, PanelState
from panels.models import Membership, Panel
from projects import actions as projects
from seoul_gov.accounts.models import User
from seoul_gov.audit import actions as audit
from seoul_gov.notifications import actions as notifications
from seoul_gov.notifications.actions import Message, Recipient

FILLED_LATER = ["user", "accepted_at", "ended_at", "secret_hash", "erased_at"]


def held(panel: Panel) -> Panel:
    """The panel as it stands, its project's row held until the end of the transaction."""
    projects.locked(panel.project)
    return Panel.objects.select_related("project__department").get(pk=panel.pk)


def held_seat(membership: Membership) -> Membership:
    """The seat as it stands, its project's row held until the end of the transaction."""
    projects.locked(membership.panel.project)
    seats = Membership.objects.select_related("panel__project__department", "user", "invited_by")
    return seats.get(pk=membership.pk)


def refuse_dissolved(panel: Panel) -> None:
    if panel.state == PanelState.DISSOLVED:
        raise ValidationError("해산한 추진단입니다.")


def refuse_inactive(membership: Membership) -> None:
    """Raise ValidationError unless the seat is in office."""
    if not membership.is_active:
        raise ValidationError(f"지금 활동 중인 구성원이 아닙니다({membership.get_state_display()}).")


def refuse_official(role: str, person: User | None) -> None:
    verdict = can_hold(bool(person and person.is_official), role)
    if not verdict:
        raise ValidationError(verdict.reason)


def refuse_seated(panel: Panel, role: str, person: Q) -> None:
    """Raise ValidationError when the person is in this panel, or gives advice in another of the same project.

    A secretary may serve several panels.
    """
    open_seats = Membership.objects.open().filter(person)
    if open_seats.filter(panel=panel).exists():
        raise ValidationError(SEATED_HERE)
    if role == MemberRole.SECRETARY:
        return
    elsewhere = open_seats.filter(panel__project=panel.project_id).exclude(role=MemberRole.SECRETARY)
    if seat := elsewhere.select_related("panel").first():
        raise ValidationError(SEATED_ELSEWHERE.format(panel=seat.panel))


def refuse_used_up(panel: Panel, role: str, person: User | None) -> None:
    """Raise ValidationError when the person has served in the same body as long as one may."""
    if person is None or role == MemberRole.SECRETARY:
        return
    if sentence := service.used_up(panel, [person.pk]).get(person.pk):
        raise ValidationError(sentence)


def refuse_unseated(membership: Membership) -> None:
    """Raise ValidationError unless the seat is taken, by a member in office or a suspended one."""
    if membership.state not in SEATED:
        raise ValidationError(f"지금 활동 중인 구성원이 아닙니다({membership.get_state_display()}).")


def close(membership: Membership) -> None:
    """Close the open suspension of a seat that ends before it is decided."""
    membership.suspensions.open().lapse(timezone.now())


def end(membership: Membership, state: MemberState, reason: str = "", ground: str = "") -> None:
    """Close the seat and its open suspension; what this person has not been sent yet about the panel or the invitation is
    taken back.

    So is what the rooms above file below ``panel:<id>``, which is all that they tell members about a project.
    """
    membership.state, membership.ended_at = state, timezone.now()
    membership.ended_reason, membership.ended_ground = reason, ground
    membership.save()
    close(membership)
    notifications.withdraw(scope=invitations.scope_of(membership))
    if membership.user_id:
        notifications.withdraw(scope=panel_scope(membership.panel), user=membership.user)


def panel_scope(panel: Panel) -> str:
    """What mail to a panel's members is filed under."""
    return f"panel:{panel.pk}"


def facts_of(membership: Membership) -> dict:
    """What the events' sentences about a seat need."""
    panel = membership.panel
    role = MemberRole(membership.role).label
    return {"project": panel.project, "panel": panel, "seat": membership.pk, "role": role}


def said(kind, membership: Membership, who: str = "") -> str:
    """The event's sentence as people read it: with the name ``who`` instead of the number that the trail knows."""
    words = kind.sentence.replace("({seat}번)", "({who})" if who else "")
    return words.format(**facts_of(membership), who=who)


def note(*, by, kind, membership: Membership, **data) -> None:
    """Write to the trail what happened to a seat; ``data`` is kept beside its number."""
    panel = membership.panel
    chain, data = panel.project.audit_chain, {"membership": membership.pk} | data
    audit.record(by=by, kind=kind, on=panel, chain=chain, data=data, **facts_of(membership))


def tell_officials(kind, membership: Membership, detail: str, *, occasion: str = "", url: str = "") -> None:
    """Tell who answers for the project, and the one who invited as far as they still work for the department.

    ``occasion`` tells apart what can happen to a seat more than once; ``url`` is where it is dealt with, the panel's page
    unless said otherwise.
    """
    panel = membership.panel
    people = selectors.officials(panel.project)
    if permissions.can_manage(membership.invited_by, panel):
        people.append(membership.invited_by)
    notifications.notify(
        kind=kind,
        to=map(Recipient.of, people),
        message=Message(
            said(kind, membership, membership.name), url or panel.get_absolute_url(), detail=detail
        ),
        scope=f"{panel_scope(panel)}:officials",
        key=f"membership:{membership.pk}:{kind.key}:{occasion}",
    )


def tell_member(kind, membership: Membership, *, url: str, detail: str = "", occasion: str = "") -> None:
    """Tell the person in the seat. ``occasion`` tells apart what can happen to a seat more than once."""
    notifications.notify(
        kind=kind,
        to=[Recipient.of(membership.user)],
        message=Message(said(kind, membership), url, detail=detail),
        scope=panel_scope(membership.panel),
        key=f"membership:{membership.pk}:{kind.key}:{occasion}",
    )
