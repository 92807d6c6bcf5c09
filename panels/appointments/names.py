"""The names that the public reads: of who agreed to it, knew that this portal shows them, and has not taken it back.

Who signed the first version of the consent was told that the portal has no such page, and is never named here.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time

from django.db.models import Exists, OuterRef, Q, QuerySet

from panels.enums import MemberRole, MemberState, ReleaseGround, TextKind
from panels.models import Membership, Panel, Signature
from panels.texts import VERSION
from seoul_gov.ui.korean import SEOUL, today

from .terms import months_on

YEARS = 3
"""How long after the end of a term a name is shown: what the consent says."""
COMPLETED = Q(state=MemberState.ENDED) | Q(state=MemberState.RELEASED, ended_ground=ReleaseGround.DISSOLUTION)
"""Who served to the end of the term or of the panel."""


@dataclass
class Group:
    """Some members before the public: how many they are, and those among them who agreed to be named."""

    count: int = 0
    names: list[str] = field(default_factory=list)

    def add(self, seat: Membership) -> None:
        self.count += 1
        if seat.is_named:
            is_chair = seat.role == MemberRole.CHAIR
            self.names.append(f"{seat.name}(단장)" if is_chair else seat.name)

    @property
    def sentence(self) -> str:
        """``3명: 김하나(단장), 이두리 외 1명``"""
        if not self.names:
            return f"{self.count}명"
        others = self.count - len(self.names)
        return f"{self.count}명: {', '.join(self.names)}" + (f" 외 {others}명" if others else "")


@dataclass
class Named:
    """A panel's members before the public: in office, and those whose term has ended in the last three years."""

    in_office: Group = field(default_factory=Group)
    past: Group = field(default_factory=Group)


def consents() -> QuerySet[Signature]:
    """The consents to be named on the portal's pages that stand."""
    signatures = Signature.objects.filter(text__kind=TextKind.CONSENT_NAME, withdrawn_at=None)
    return signatures.exclude(text__version=VERSION)


def named(panels: Iterable[Panel]) -> dict[int, Named]:
    """What the public reads about the members of each panel, by its key, in one query; chairs come first."""
    since = datetime.combine(months_on(today(), -12 * YEARS), time.min, SEOUL)
    shown = Q(state=MemberState.ACTIVE) | (COMPLETED & Q(ended_at__gte=since))
    seats = Membership.objects.filter(shown, panel__in=panels).exclude(role=MemberRole.SECRETARY)
    seats = seats.annotate(is_named=Exists(consents().filter(membership=OuterRef("pk"))))
    found = {panel.pk: Named() for panel in panels}
    for seat in sorted(seats, key=lambda one: (one.role != MemberRole.CHAIR, one.name, one.pk)):
        groups = found[seat.panel_id]
        (groups.in_office if seat.is_active else groups.past).add(seat)
    return found
