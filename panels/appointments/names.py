"""The names that the public reads: of who agreed to it, knew that this portal shows them, and has not taken it back.

Who signed the first version of the consent was told that the portal has no such page, and is never named here.
"""

from dataclasses import dataclass, field
from datetime import datetime, time
from itertools import groupby

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet

from panels.enums import SEATED, MemberRole, MemberState, PanelState, ReleaseGround, TextKind
from panels.models import Membership, Panel, Signature
from panels.texts import VERSION
from seoul_gov.ui.korean import SEOUL, today

from .terms import months_on

YEARS = 3
"""How long after the end of a term a name is shown: what the consent says."""
COMPLETED = Q(memberships__state=MemberState.ENDED) | Q(
    memberships__state=MemberState.RELEASED, memberships__ended_ground=ReleaseGround.DISSOLUTION
)
"""Who served to the end of the term or of the panel."""


@dataclass
class Group:
    """Some members before the public: how many they are, and those among them who agreed to be named."""

    count: int = 0
    names: list[str] = field(default_factory=list)

    def add(self, name: str, role: str, is_named: bool) -> None:
        self.count += 1
        if is_named:
            self.names.append(f"{name}(단장)" if role == MemberRole.CHAIR else name)

    @property
    def sentence(self) -> str:
        """``3명: 김하나(단장), 이두리 외 1명``"""
        if not self.names:
            return f"{self.count}명"
        others = self.count - len(self.names)
        return f"{self.count}명: {', '.join(self.names)}" + (f" 외 {others}명" if others else "")


@dataclass
class Named:
    """A panel's members before the public: in office, and those whose term has ended in the last three years. Nobody is
    named before the panel is announced, which its activation does: until then seats are still accepted and declined."""

    in_office: Group = field(default_factory=Group)
    past: Group = field(default_factory=Group)


def since() -> datetime:
    """The first moment of a term's end after which a name is still shown today."""
    return datetime.combine(months_on(today(), -12 * YEARS), time.min, SEOUL)


def may_be_named(seat: Membership) -> bool:
    """Whether the public reads of this seat, or will once a suspension is lifted, so that a consent has a meaning."""
    if seat.state in SEATED:
        return True
    is_dissolved = seat.ended_ground == ReleaseGround.DISSOLUTION
    is_completed = seat.state == MemberState.ENDED or seat.state == MemberState.RELEASED and is_dissolved
    return is_completed and seat.ended_at >= since()


def is_announced(panel: Panel) -> bool:
    """Whether the panel has begun its work in public; one that was dissolved while it was being formed never did."""
    return panel.state == PanelState.ACTIVE or panel.activated_at is not None


def consents() -> QuerySet[Signature]:
    """The consents to be named on the portal's pages that stand."""
    signatures = Signature.objects.filter(text__kind=TextKind.CONSENT_NAME, withdrawn_at=None)
    return signatures.exclude(text__version=VERSION)


def named(panels: QuerySet[Panel]) -> list[Panel]:
    """The panels in the order of their keys, each with what the public reads about its members (``named``); in one query."""
    found = []
    for _, rows in groupby(with_seats(panels).order_by("pk"), lambda row: row.pk):
        rows = list(rows)
        panel = rows[0]
        panel.named = named_of(rows)
        found.append(panel)
    return found


def with_seats(panels: QuerySet[Panel]) -> QuerySet[Panel]:
    """A row for each seat that the public reads of, and for a panel without one."""
    shown = Q(memberships__state=MemberState.ACTIVE) | COMPLETED & Q(memberships__ended_at__gte=since())
    counted = Q(memberships__role__in=[MemberRole.MEMBER, MemberRole.CHAIR])
    return panels.annotate(
        seat=FilteredRelation("memberships", condition=shown & counted),
        seat_key=F("seat__pk"),
        seat_name=F("seat__name"),
        seat_role=F("seat__role"),
        seat_state=F("seat__state"),
        is_named=Exists(consents().filter(membership=OuterRef("seat__pk"))),
    )


def named_of(rows: list[Panel]) -> Named:
    """The members in the rows of one panel; chairs come first."""
    found = Named()
    seats = [row for row in rows if row.seat_key]
    for seat in sorted(
        seats, key=lambda one: (one.seat_role != MemberRole.CHAIR, one.seat_name, one.seat_key)
    ):
        group = found.in_office if seat.seat_state == MemberState.ACTIVE else found.past
        group.add(seat.seat_name, seat.seat_role, seat.is_named and is_announced(seat))
    return found
