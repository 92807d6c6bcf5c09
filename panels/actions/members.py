"""What becomes of a seat in office: chair, gone by the member's own will, released."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from panels import events, permissions, selectors
from panels.conflicts import actions as suspensions
from panels.enums import MemberRole, MemberState, ReleaseGround
from panels.models import Membership
from panels.resident_numbers import refuse_resident_number
from projects import actions as projects
from projects.models import Project
from seoul_gov.accounts.models import User
from seoul_gov.ui.verdicts import require

from .seats import end, held_seat, note, refuse_inactive, refuse_unseated, tell_member, tell_officials

OFFICIAL = "시 직원의 역할을 받아, 시민의 자리를 더 맡을 수 없습니다. 시 직원은 추진단의 간사로만 참여할 수 있습니다."


@transaction.atomic
def appoint_chair(*, by, membership: Membership) -> Membership:
    """Make a member in office the chair; who was chair before becomes a member again.

    Where stakeholders are kept out, members who are tied to a company by now are suspended first: who is one of them
    does not become the chair, and the membership comes back SUSPENDED.
    """
    membership = held_seat(membership)
    require(permissions.can_manage(by, membership.panel))
    refuse_inactive(membership)
    if membership.role != MemberRole.MEMBER:
        raise ValidationError(
            f"단원 가운데서 단장을 정합니다. 이 사람은 {membership.get_role_display()}입니다."
        )
    suspensions.check(by=by, panel=membership.panel)
    membership.refresh_from_db(fields=["state"])
    if not membership.is_active:
        return membership
    membership.panel.memberships.seated().filter(role=MemberRole.CHAIR).update(role=MemberRole.MEMBER)
    membership.role = MemberRole.CHAIR
    membership.save()
    note(by=by, kind=events.CHAIR_APPOINTED, membership=membership)
    tell_member(
        events.CHAIR_APPOINTED,
        membership,
        url=membership.panel.get_absolute_url(),
        detail="단장을 맡아 주셔서 고맙습니다.",
        occasion=timezone.now().isoformat(),
    )
    return membership


@transaction.atomic
def withdraw(*, by, membership: Membership, reason: str = "") -> Membership:
    """Leave by one's own will, also while suspended. No reason has to be given; the right ends with the next request."""
    membership = held_seat(membership)
    require(permissions.can_withdraw(by, membership))
    refuse_unseated(membership)
    refuse_resident_number(reason, "사유", field="reason")
    end(membership, MemberState.WITHDRAWN, reason)
    note(by=by, kind=events.WITHDRAWN, membership=membership)
    told = f"{membership.name} 님이 활동을 그만두었습니다." + (f"\n사유: {reason}" if reason else "")
    tell_officials(events.WITHDRAWN, membership, told)
    return membership


@transaction.atomic
def release(*, by, membership: Membership, ground: str, reason: str) -> Membership:
    """End a member's appointment (위촉 해제), also a suspended one's, on one of the grounds, for a reason that the member is
    told with it."""
    membership = held_seat(membership)
    require(permissions.can_manage(by, membership.panel))
    refuse_unseated(membership)
    if ground not in dict(ReleaseGround.offered()):
        raise ValidationError("위촉을 해제하는 근거를 골라 주세요.")
    if not reason.strip():
        raise ValidationError("위촉을 해제하는 사유를 적어 주세요.")
    refuse_resident_number(reason, "사유", field="reason")
    end(membership, MemberState.RELEASED, reason, ground)
    note(by=by, kind=events.RELEASED, membership=membership, ground=ground)
    told = f"근거: {ReleaseGround(ground).label}\n사유: {reason}"
    tell_member(events.RELEASED, membership, url=reverse("panels:list"), detail=told)
    return membership


@transaction.atomic
def release_official(*, by, user: User) -> list[Membership]:
    """End the citizens' seats of who is city staff by now (가이드라인 5-2, ``composition.can_hold``), the secretary's never;
    the person and the officials are told.

    ``by`` is None where the portal found it by itself; whoever calls has checked who may.
    """
    seats = selectors.seats_of_officials().filter(user=user)
    for project in Project.objects.filter(pk__in=seats.values("panel__project")).order_by("pk"):
        projects.locked(project)
    ended = []
    for seat in seats.all():
        membership = held_seat(seat)
        end(membership, MemberState.RELEASED, OFFICIAL, ReleaseGround.OTHER)
        note(by=by, kind=events.JOINED_STAFF, membership=membership, ground=ReleaseGround.OTHER)
        told = f"사유: {OFFICIAL}"
        tell_member(events.JOINED_STAFF, membership, url=reverse("panels:list"), detail=told)
        tell_officials(
            events.JOINED_STAFF, membership, f"{membership.name} 님의 위촉이 해제되었습니다.\n{told}"
        )
        ended.append(membership)
    return ended
