"""The list of a panel's page: who sits there, as far as the person who looks may know."""

from dataclasses import dataclass

from seoul_gov.notifications.models import Notice

from . import attendance, permissions
from .attendance import LastYear
from .enums import SEATED, MemberRole, MemberState, TextKind
from .invitations import scope_of
from .models import Membership, Panel

RANK = {MemberRole.CHAIR: 0, MemberRole.MEMBER: 1, MemberRole.SECRETARY: 2}


def mask(name: str) -> str:
    """A name that tells nobody: ``홍*동``, ``김*``."""
    if len(name) < 3:
        return name[:1] + "*"
    return name[0] + "*" * (len(name) - 2) + name[-1]


@dataclass(frozen=True)
class Line:
    """One seat as it is shown. What the person who looks may not know is empty."""

    seat: Membership
    name: str
    email: str
    affiliation: str
    guardian: str
    signed: list[str]
    declared: str
    mail: str
    attended: LastYear | None = None

    @property
    def is_pending(self) -> bool:
        return self.seat.state == MemberState.INVITED

    @property
    def is_seated(self) -> bool:
        return self.seat.state in SEATED

    @property
    def is_suspended(self) -> bool:
        return self.seat.state == MemberState.SUSPENDED

    @property
    def tone(self) -> str:
        return self.seat.state_tone

    @property
    def can_be_chair(self) -> bool:
        return self.seat.is_active and self.seat.role == MemberRole.MEMBER


@dataclass(frozen=True)
class Roster:
    """The seats of a panel in three heaps; members see the first one only, and in it nobody who is suspended."""

    in_office: list[Line]
    pending: list[Line]
    past: list[Line]

    @property
    def lines(self) -> list[Line]:
        return [*self.in_office, *self.pending, *self.past]


def roster_for(user, panel: Panel) -> Roster:
    """The panel's seats as this person may see them, in a fixed number of queries."""
    everybody = permissions.sees_everybody(user, panel)
    seats = panel.memberships.select_related("declaration", "appointment").prefetch_related(
        "signatures__text"
    )
    rows = list(seats if everybody else seats.active())
    sight = Sight.of(user, panel)
    mails = mails_of(rows) if sight.addresses else {}
    attended = attended_by(rows) if everybody else {}
    lines = [sight.line(row, mails.get(scope_of(row), ""), attended.get(row.pk)) for row in rows]
    return Roster(
        in_office=sorted((line for line in lines if line.is_seated), key=lambda line: RANK[line.seat.role]),
        pending=[line for line in lines if line.is_pending],
        past=[line for line in lines if not line.is_seated and not line.is_pending],
    )


def attended_by(seats: list[Membership]) -> dict[int, LastYear]:
    """How often they came who hold a seat and give advice, in two queries."""
    members = [seat for seat in seats if seat.state in SEATED and seat.role != MemberRole.SECRETARY]
    return attendance.of_last_year(members) if members else {}


def mails_of(seats: list[Membership]) -> dict[str, str]:
    """What became of the last mail of each open invitation, by scope, in one query."""
    scopes = [scope_of(seat) for seat in seats if seat.state == MemberState.INVITED]
    notices = Notice.objects.filter(scope__in=scopes).order_by("pk")
    return {notice.scope: notice.get_mail_state_display() for notice in notices}


@dataclass(frozen=True)
class Sight:
    """What somebody may know about the seats of one panel."""

    everybody: bool
    names: bool
    addresses: bool

    @classmethod
    def of(cls, user, panel: Panel) -> "Sight":
        return cls(
            everybody=permissions.sees_everybody(user, panel),
            names=permissions.sees_names(user, panel),
            addresses=permissions.sees_addresses(user, panel),
        )

    def line(self, seat: Membership, mail: str, attended: LastYear | None) -> Line:
        staff = self.everybody and self.names
        return Line(
            seat=seat,
            name=seat.name if self.names or seat.erased_at else mask(seat.name),
            email=seat.email if self.addresses else "",
            affiliation=seat.affiliation if staff else "",
            guardian=self.guardian_of(seat),
            signed=signed_by(seat) if self.everybody else [],
            declared=self.declared_by(seat),
            mail=mail,
            attended=attended,
        )

    def guardian_of(self, seat: Membership) -> str:
        """Who agreed for a child and how to reach them; who may not know that reads that somebody did (``signed``)."""
        return f"{seat.guardian_name} {seat.guardian_contact}".strip() if self.addresses else ""

    def declared_by(self, seat: Membership) -> str:
        declaration = getattr(seat, "declaration", None)
        if declaration is None or not self.everybody:
            return ""
        told = [declaration.employer, declaration.detail] if self.addresses else []
        return " · ".join(["있음" if declaration.has_conflict else "없음", *filter(None, told)])


def signed_by(seat: Membership) -> list[str]:
    """The texts that the person in this seat agreed to and still agrees to, in short, each with its version."""
    texts = [signature.text for signature in seat.signatures.all() if signature.withdrawn_at is None]
    return [f"{TextKind(text.kind).short} {text.version}" for text in texts]
