"""Reads about panels that other rooms share."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from projects.models import Project
from projects.permissions import can_edit
from seoul_gov.accounts.enums import Role
from seoul_gov.accounts.models import RoleGrant, User
from seoul_gov.audit.models import Event
from seoul_gov.audit.vocabulary import EventKind
from seoul_gov.notifications.actions import Recipient

from . import norms
from .calls.enums import AgeBand
from .composition import Band, Departure, can_hold, check_size
from .enums import MEMBER_TEXTS, MemberRole, MemberState, PanelState, TextKind
from .models import Membership, Panel, SignedText

COUNTED = Q(
    memberships__state=MemberState.ACTIVE, memberships__role__in=[MemberRole.MEMBER, MemberRole.CHAIR]
)
"""Of a panel's seats, those that count for size and quorum."""


def seats(user) -> tuple[Membership, ...]:
    """The person's seats now in office that they may still hold, with panel and project; read once a request.

    A secretary's seat sleeps once the person is no official any more, everybody else's once they are one.
    """
    if not user.is_authenticated:
        return ()
    return _held_and_offered(user)[0]


def voices(user) -> tuple[Membership, ...]:
    """Those of the person's seats that give advice and vote: everybody's but the secretary's."""
    return tuple(seat for seat in seats(user) if seat.role != MemberRole.SECRETARY)


def seat_in(user, panel: Panel) -> Membership | None:
    """The person's seat in this panel, None without one in office that they may still hold."""
    return next((seat for seat in seats(user) if seat.panel_id == panel.pk), None)


def voice_in(user, panel: Panel) -> Membership | None:
    """The person's seat in this panel if it gives advice: everybody's but the secretary's."""
    return next((seat for seat in voices(user) if seat.panel_id == panel.pk), None)


def sits_in_project(user, project) -> bool:
    """Whether the person sits in one of the project's panels."""
    return any(seat.panel.project_id == project.pk for seat in seats(user))


def seats_of_officials() -> QuerySet[Membership]:
    """Seats, taken and not the secretary's, of who is city staff by now and may not hold them (``composition.can_hold``)."""
    grants = RoleGrant.objects.in_force().filter(user=OuterRef("user"))
    seats = Membership.objects.seated().exclude(role=MemberRole.SECRETARY).filter(user__is_active=True)
    return (
        seats.filter(Exists(grants)).select_related("panel__project", "user").order_by("panel__project", "pk")
    )


def recipients(panel: Panel) -> list[Recipient]:
    """Everybody in office, the secretary included, as notices are addressed."""
    return [Recipient.of(seat.user) for seat in panel.memberships.active().select_related("user")]


def recipients_by_panel(panels: Iterable[int]) -> dict[int, list[Recipient]]:
    """The same of many panels that are not dissolved, by their keys, in one query and without their rows."""
    seats = (
        Membership.objects.active().filter(panel__in=set(panels)).exclude(panel__state=PanelState.DISSOLVED)
    )
    found: dict[int, list[Recipient]] = {}
    for panel, *person in seats.values_list("panel_id", "user__email", "user__name", "user_id"):
        found.setdefault(panel, []).append(Recipient(*person))
    return found


def officials(project: Project) -> list[User]:
    """Who answers for the project now: its officer in charge or, once that person may not manage it any more, every
    officer in force of its department."""
    if can_edit(project.officer, project):
        return [project.officer]
    grants = RoleGrant.objects.in_force().filter(role=Role.OFFICER, department=project.department_id)
    return list(User.objects.filter(is_active=True, pk__in=grants.values("user")).order_by("pk"))


def acts_of_members(project: Project, events) -> set[int]:
    """Ids of those audit events that somebody did as a citizen with a seat in the project, in two queries.

    What the same person did as an official, before or after, is not among them; nor is a secretary's doing. Whose seat is
    erased is known by what members alone do.
    """
    seats = Membership.objects.filter(panel__project=project, user__in={event.actor_id for event in events})
    members = set(seats.exclude(role=MemberRole.SECRETARY).values_list("user", flat=True))
    of_members = EventKind.keys_of_members()
    members |= {event.actor_id for event in events if event.key in of_members and event.actor_id}
    grants = list(RoleGrant.objects.filter(user__in=members))
    return {event.pk for event in events if event.actor_id in members and not was_official(event, grants)}


def was_official(event: Event, grants: list[RoleGrant]) -> bool:
    """Whether one of the grants made the event's actor an official at that moment."""
    return any(
        grant.user_id == event.actor_id
        and grant.granted_at <= event.at
        and (grant.ended_at is None or grant.ended_at > event.at)
        for grant in grants
    )


def last_joined(projects) -> dict[tuple[int, str], datetime]:
    """For many projects at once: when somebody last joined each body in office, by project id and kind.

    Bodies without a counted member are left out.
    """
    panels = Panel.objects.filter(project__in=projects, state=PanelState.ACTIVE)
    rows = panels.values_list("project", "kind").annotate(
        last=Max("memberships__accepted_at", filter=COUNTED)
    )
    return {(project, kind): last for project, kind, last in rows.order_by() if last}


def invitations_for(user) -> tuple[Membership, ...]:
    """Open invitations to addresses that the person has shown to be theirs, newest first, with panel and project."""
    if not user.is_authenticated:
        return ()
    return _held_and_offered(user)[1]


def _held_and_offered(user) -> tuple[tuple[Membership, ...], tuple[Membership, ...]]:
    """The person's seats and open invitations; read together, once a request."""
    if not hasattr(user, "_standing"):
        addresses = user.emailaddress_set.filter(verified=True).values("email")
        seats = Membership.objects.order_by().values("pk")
        held = seats.filter(user=user, state=MemberState.ACTIVE)
        offered = seats.filter(email__in=addresses, state=MemberState.INVITED, expires_at__gte=timezone.now())
        # One set beside the other, for each has its index; an alternative of the two has none.
        rows = Membership.objects.filter(pk__in=held.union(offered)).exclude(
            panel__state=PanelState.DISSOLVED
        )
        found = rows.select_related("panel__project").order_by("pk")
        held = [seat for seat in found if seat.is_active]
        seats = tuple(seat for seat in held if can_hold(user.is_official, seat.role))
        user._standing = seats, tuple(seat for seat in reversed(found) if not seat.is_active)
    return user._standing


def load_sentences(people: Iterable[int], *, but: Panel | None = None) -> dict[int, str]:
    """A warning for officials about each of these people who sits in so many panels of the city that another is one too
    many, by the keys of their accounts; in two queries.

    It stops nobody: at most three committees a person (서울특별시 각종 위원회의 설치·운영에 관한 조례 제8조) is
    what panels borrow. It is told wherever somebody is about to come into a panel: on inviting, adopting a committee,
    giving seats and accepting. ``but`` is the panel that they come to, where it exists already.
    """
    seats = Membership.objects.seated().filter(user__in=list(people)).exclude(role=MemberRole.SECRETARY)
    seats = seats.exclude(panel__state=PanelState.DISSOLVED).exclude(panel=but and but.pk)
    most = norms.seats_at_once()
    counts = seats.order_by().values_list("user").annotate(count=Count("pk")).filter(count__gte=most)
    return {
        user: f"이미 시의 추진단 {count}곳에서 활동하고 있습니다. 한 사람이 {most}곳까지 맡기를 권합니다."
        for user, count in counts
    }


def load_sentence(person: User | None, *, but: Panel) -> str:
    """The same about one person; empty for fewer panels and for who has no account."""
    return load_sentences([person.pk], but=but).get(person.pk, "") if person else ""


def account_of(email: str) -> User | None:
    """Whose account it is that signs in with this address, or has shown a further address to be its own."""
    shown = Q(emailaddress__email__iexact=email, emailaddress__verified=True)
    return User.objects.filter(Q(email=email) | shown).order_by("pk").first()


def accounts_of(emails) -> dict[str, User]:
    """The same for many addresses in small letters, by address, in two queries."""
    shown = EmailAddress.objects.filter(email__in=emails, verified=True).select_related("user")
    pairs = [(one.email, one.user) for one in shown]
    pairs += [(user.email, user) for user in User.objects.filter(email__in=emails)]
    return dict(sorted(pairs, key=lambda pair: pair[1].pk, reverse=True))


def is_childs(seat: Membership) -> bool | None:
    """Whether the seat is for somebody under 14, for whom a guardian agrees (개인정보 보호법 제22조의2): applicants have told
    their age, and a secretary is an official. None for who is invited otherwise and is asked on accepting."""
    if seat.role == MemberRole.SECRETARY:
        return False
    seats = Membership.objects.filter(pk=seat.pk)
    band = seats.values_list("choice__application__age_band", flat=True).first()
    return band == AgeBand.UNDER_14 if band else None


def texts_for(role: str, *, guarded: bool = False) -> list[SignedText]:
    """What a person in that role is asked to agree to now; the secretary, being an official, only pledges, and a child's
    guardian agrees too."""
    current = SignedText.objects.current(timezone.now())
    kinds = [TextKind.PLEDGE] if role == MemberRole.SECRETARY else list(MEMBER_TEXTS)
    kinds += [TextKind.GUARDIAN] if guarded else []
    return [current[kind] for kind in kinds if kind in current]


def text_of(kind: str) -> SignedText | None:
    """The text of that kind in force; None before there is one."""
    return SignedText.objects.current(timezone.now()).get(kind)


def with_size(panels):
    """The panels, each with ``counted``: how many in office count for size and quorum."""
    return panels.annotate(counted=Count("memberships", filter=COUNTED))


@dataclass(frozen=True)
class Makeup:
    """How many persons count in a panel now, on which sides, and what departs from the recommendation."""

    counted: int
    sides: dict[str, int]
    band: Band | None
    departures: list[Departure]


def makeup(panel: Panel) -> Makeup:
    """The panel's present size against its band, in two queries."""
    seated = list(panel.memberships.counted().values_list("side", flat=True))
    sides = dict(Counter(filter(None, seated)))
    band = norms.band_of(panel.kind)
    return Makeup(len(seated), sides, band, check_size(panel.kind, len(seated), sides, band))
