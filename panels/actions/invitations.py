"""Invitations: sent, sent again, taken back."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from panels import events, invitations, lots, norms, permissions, selectors
from panels.composition import side_refusal
from panels.enums import MemberRole, MemberState, PanelKind
from panels.models import Membership, Panel
from panels.resident_numbers import refuse_resident_number
from seoul_gov.accounts.models import User
from seoul_gov.notifications import actions as notifications
from seoul_gov.notifications.actions import Message, Recipient
from seoul_gov.ui.korean import korean_datetime
from seoul_gov.ui.verdicts import require

from .seats import (
    FILLED_LATER,
    end,
    held,
    held_seat,
    note,
    refuse_dissolved,
    refuse_official,
    refuse_seated,
    refuse_used_up,
    said,
)

BY_LOT = "추첨으로 구성하는 추진단의 자리는 추첨으로만 드립니다. 빈자리는 선정 결과 화면에서 충원 추첨으로 채워 주세요."


@transaction.atomic
def invite(
    *,
    by,
    panel: Panel,
    email: str,
    name: str,
    role: str = MemberRole.MEMBER,
    side: str = "",
    affiliation: str = "",
) -> Membership:
    """Invite the person behind a mail address to a seat by hand, as ``invite_chosen``.

    Raises ValidationError, too, for a member's seat in a panel whose places are given by lot.
    """
    if role != MemberRole.SECRETARY and lots.give_places(held(panel)):
        raise ValidationError(BY_LOT)
    facts = {"name": name, "role": role, "side": side, "affiliation": affiliation}
    return invite_chosen(by=by, panel=panel, email=email, **facts)


@transaction.atomic
def invite_chosen(
    *,
    by,
    panel: Panel,
    email: str,
    name: str,
    role: str = MemberRole.MEMBER,
    side: str = "",
    affiliation: str = "",
) -> Membership:
    """Invite the person behind a mail address to a seat; the mail brings a secret link.

    ``side`` is asked for in mixed panels only. Raises ValidationError for a chair (members become chair), for an
    official in any seat but the secretary's and anybody else in that one, for a side that does not fit, for who
    is invited to or sits in a panel of the project already, and for who has served in the same body as long as one may.
    """
    panel = held(panel)
    require(permissions.can_manage(by, panel))
    refuse_dissolved(panel)
    email = User.objects.clean_email(email)
    holder = selectors.account_of(email)
    refuse_role(panel, role, side, holder)
    refuse_seated(panel, role, Q(email=email) | Q(user__email=email))
    if holder:
        refuse_seated(panel, role, Q(user=holder))
    refuse_used_up(panel, role, holder)
    facts = {"name": name, "role": role, "side": side, "affiliation": affiliation}
    return offer(by=by, panel=panel, email=email, holder=holder, **facts)


def offer(*, by, panel: Panel, email: str, holder: User | None, **facts) -> Membership:
    """Keep the seat for the person, who may hold it, and send the link; ``holder`` is whose account the address is.

    Raises ValidationError for a resident registration number in name or affiliation.
    """
    membership = Membership(panel=panel, email=email, invited_by=by, **facts)
    for name in ("name", "affiliation"):
        label = membership._meta.get_field(name).verbose_name
        refuse_resident_number(getattr(membership, name), label, field=name)
    renew(membership)
    membership.clean_fields(exclude=FILLED_LATER)
    membership.save()
    note(by=by, kind=events.INVITED, membership=membership)
    send(events.INVITED, membership, holder)
    return membership


def refuse_role(panel: Panel, role: str, side: str, holder: User | None) -> None:
    """Raise ValidationError for a role or side that this person cannot be invited to."""
    if role not in (MemberRole.MEMBER, MemberRole.SECRETARY):
        raise ValidationError("단장은 초대를 수락한 단원 가운데서 정합니다. 먼저 단원으로 초대해 주세요.")
    refuse_official(role, holder)
    if sentence := side_refusal(panel.kind, role, side):
        raise ValidationError(sentence)


def renew(membership: Membership) -> None:
    """A new term from now on."""
    membership.invited_at = timezone.now()
    membership.expires_at = invitations.last_moment(membership.invited_at, norms.invitation_days())


def send(kind, membership: Membership, holder: User | None) -> None:
    """Put the link in the outbox and keep only its hash; mail that brings an earlier link is taken back."""
    notifications.withdraw(scope=invitations.scope_of(membership))
    membership.secret_hash = invitations.fingerprint(invitations.secret_of(membership))
    membership.save(update_fields=["secret_hash"])
    subject = said(kind, membership)
    notifications.notify(
        kind=kind,
        to=[recipient(membership, holder)],
        message=Message(
            subject,
            invitations.path_of(membership),
            detail=letter(membership),
            send_before=membership.expires_at,
        ),
        scope=invitations.scope_of(membership),
        key=f"{invitations.scope_of(membership)}:{membership.invited_at.timestamp()}",
    )


def recipient(membership: Membership, holder: User | None) -> Recipient:
    return Recipient(membership.email, membership.name, holder.pk if holder else None)


def letter(membership: Membership) -> str:
    """What the mail says besides the link."""
    panel = membership.panel
    lines = [
        f"{panel.project.department}에서 ‘{panel.project}’ 사업의 {panel.kind_label}에 함께해 주시기를 부탁드립니다.",
        PanelKind(panel.kind).definition,
        f"{korean_datetime(membership.expires_at)}까지 아래 링크에서 수락하거나 사양해 주세요.",
        f"수락하려면 이 이메일 주소({membership.email})로 로그인하거나 회원가입해야 합니다.",
        "초대를 예상하지 못하셨다면 이 메일을 지우셔도 됩니다.",
    ]
    return "\n".join(lines)


@transaction.atomic
def resend(*, by, membership: Membership) -> Membership:
    """Send an open or expired invitation again with a new term and a new link; the old link stops working."""
    membership = held_seat(membership)
    require(permissions.can_manage(by, membership.panel))
    refuse_dissolved(membership.panel)
    refuse_answered(membership)
    renew(membership)
    membership.save()
    note(by=by, kind=events.RESENT, membership=membership)
    send(events.RESENT, membership, selectors.account_of(membership.email))
    return membership


@transaction.atomic
def cancel_invitation(*, by, membership: Membership) -> Membership:
    """Take an unanswered invitation back; whoever has had its mail already is told."""
    membership = held_seat(membership)
    require(permissions.can_manage(by, membership.panel))
    refuse_answered(membership)
    unsent = notifications.withdraw(scope=invitations.scope_of(membership))
    end(membership, MemberState.CANCELLED)
    note(by=by, kind=events.CANCELLED, membership=membership)
    if not unsent:
        notifications.notify(
            kind=events.CANCELLED,
            to=[recipient(membership, selectors.account_of(membership.email))],
            message=Message(said(events.CANCELLED, membership), ""),
            scope=invitations.scope_of(membership),
            key=f"{invitations.scope_of(membership)}:cancelled",
        )
    return membership


def refuse_answered(membership: Membership) -> None:
    if membership.state != MemberState.INVITED:
        raise ValidationError(f"이미 끝난 초대입니다({membership.get_state_display()}).")
