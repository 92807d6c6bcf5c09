"""Whether the people of an existing committee may be invited to a project's panel: reads, in a fixed number of queries.

What is asked of everybody who is invited is asked of each of them, and all that is wrong is told at once.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import F, Q

from projects.models import ContractParty, Project
from seoul_gov.accounts.models import RoleGrant, User

from . import norms, selectors, service, ties
from .composition import SEATED_ELSEWHERE, can_hold, check_size
from .enums import MemberRole, PanelKind
from .models import Membership, Panel
from .nominees import Nominee, own_problems

MOST = 300
"""How many people a roster may name."""
SAME_ADDRESS = "{other}번째 사람과 이메일 주소가 같습니다."
SAME_PERSON = "{other}번째 사람과 같은 사람의 주소입니다."
NOBODY = "단원이 한 명 이상 있어야 합니다."
ONE_SECRETARY = "간사는 한 명만 적어 주세요."
TOO_MANY = f"명단은 {MOST}명까지 적을 수 있습니다."


@dataclass(frozen=True)
class Finding:
    """A person of the roster, counted from one, with what forbids to invite them and what is to be looked at."""

    place: int
    nominee: Nominee
    problems: tuple[str, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Examination:
    """What was found: person by person, about the roster as a whole, and what only departs from a recommendation."""

    findings: tuple[Finding, ...]
    problems: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def sentences(self) -> list[str]:
        """Everything that forbids to invite these people, in Korean sentences that say whom they are about."""
        rows = [
            f"{finding.place}번째 사람: {problem}"
            for finding in self.findings
            for problem in finding.problems
        ]
        return [*self.problems, *rows]

    @property
    def faulty(self) -> list[Finding]:
        """The people whose rows have to be mended."""
        return [finding for finding in self.findings if finding.problems]


def examine(project: Project, kind: str, roster: Sequence[Nominee], adopted_from: str = "") -> Examination:
    """Check a roster for a new panel of that kind, which the project's type allows; at most twelve queries.

    Who has served in that committee as long as one may is no longer asked.
    Stakeholders are kept out where the kind asks for it (가이드라인 5-2, 실무추진단 구성 원칙 3): a company's known staff
    at once, everybody else by what they declare on accepting. A size outside the band is a warning.
    """
    roster = list(roster)
    if len(roster) > MOST:
        return Examination((), (TOO_MANY,))
    known = Known(Panel(project=project, kind=kind, adopted_from=adopted_from), roster)
    findings = tuple(
        Finding(
            place,
            nominee,
            (*own_problems(nominee, kind), *known.twice(place), *known.problems_of(nominee)),
            tuple(known.notes_of(nominee)),
        )
        for place, nominee in enumerate(roster, 1)
    )
    members = [nominee for nominee in roster if not nominee.is_secretary]
    problems = [] if members else [NOBODY]
    problems += [ONE_SECRETARY] if len(roster) - len(members) > 1 else []
    sides = Counter(nominee.side for nominee in members)
    departures = check_size(kind, len(members), sides, norms.band_of(kind))
    return Examination(findings, tuple(problems), tuple(one.sentence for one in departures))


class Known:
    """What the portal knows of the people of a roster, each thing read once for all of them."""

    def __init__(self, panel: Panel, roster: list[Nominee]):
        self.panel, self.roster = panel, roster
        self.project, self.kind = panel.project, PanelKind(panel.kind)
        self.accounts = selectors.accounts_of({nominee.email for nominee in roster if nominee.email})

    @cached_property
    def officials(self) -> set[int]:
        """The keys of those who are city staff."""
        grants = RoleGrant.objects.in_force().filter(user__in=self.accounts.values(), user__is_active=True)
        return set(grants.values_list("user", flat=True))

    @cached_property
    def seats(self) -> dict[str | int, Panel]:
        """Which panel of the project somebody advises already, by addresses and keys of accounts."""
        emails = [nominee.email for nominee in self.roster]
        whose = Q(email__in=emails) | Q(user__email__in=emails) | Q(user__in=self.accounts.values())
        seats = Membership.objects.open().filter(whose, panel__project=self.project)
        found = {}
        for seat in seats.exclude(role=MemberRole.SECRETARY).select_related("panel", "user"):
            found[seat.email] = seat.panel
            if seat.user:
                found |= {seat.user_id: seat.panel, seat.user.email: seat.panel}
        return found

    @cached_property
    def used_up(self) -> dict[int, str]:
        """Who has served in the same body as long as one may, by key of the account, with the sentence."""
        return service.used_up(self.panel, [user.pk for user in self.accounts.values()])

    @cached_property
    def loads(self) -> dict[int, str]:
        """Who sits in as many panels as one should at most, by key of the account, with the sentence."""
        return selectors.load_sentences(user.pk for user in self.accounts.values())

    @cached_property
    def related(self) -> list[ContractParty]:
        """The companies that have to do with the project where stakeholders are kept out; none elsewhere."""
        return list(ties.related(self.project)) if self.kind.excludes_conflicts else []

    @cached_property
    def staff(self) -> dict[int, ContractParty]:
        """Who works for one that keeps its people out, by key of the account."""
        if not self.kind.excludes_conflicts:
            return {}
        people = [user.pk for user in self.accounts.values()]
        rows = ties.keeping_out(self.project).filter(vendor__staff__in=people)
        return {party.person: party for party in rows.annotate(person=F("vendor__staff"))}

    @cached_property
    def first_places(self) -> dict[str | int, int]:
        """Where an address or an account's owner is named first."""
        places = {}
        for place, nominee in enumerate(self.roster, 1):
            places.setdefault(nominee.email, place)
            if holder := self.account_of(nominee):
                places.setdefault(holder.pk, place)
        return places

    def account_of(self, nominee: Nominee) -> User | None:
        return self.accounts.get(nominee.email)

    def twice(self, place: int) -> list[str]:
        """Whether the person was named before, by this address or by another one of theirs."""
        nominee = self.roster[place - 1]
        if not nominee.email:
            return []
        if (other := self.first_places[nominee.email]) < place:
            return [SAME_ADDRESS.format(other=other)]
        holder = self.account_of(nominee)
        other = self.first_places[holder.pk] if holder else place
        return [SAME_PERSON.format(other=other)] if other < place else []

    def problems_of(self, nominee: Nominee) -> list[str]:
        """What the portal knows that forbids to invite the person."""
        holder = self.account_of(nominee)
        key = holder and holder.pk
        found = []
        if not (verdict := can_hold(key in self.officials, nominee.role)):
            found.append(verdict.reason)
        seated = self.seats.get(nominee.email) or self.seats.get(key)
        if seated and not nominee.is_secretary:
            found.append(SEATED_ELSEWHERE.format(panel=seated))
        if key in self.used_up and not nominee.is_secretary:
            found.append(self.used_up[key])
        if key in self.staff:
            found.append(ties.works_for(self.staff[key]))
        return found

    def notes_of(self, nominee: Nominee) -> list[str]:
        """What officials are asked to look at."""
        holder = self.account_of(nominee)
        load = self.loads.get(holder.pk, "") if holder and not nominee.is_secretary else ""
        namesakes = [
            f"소속이 {ties.named(party)}의 상호와 같습니다. 이해관계가 있는지 확인해 주세요."
            for party in self.related
            if ties.is_called_like(nominee.affiliation, party.vendor.name)
        ]
        return [*namesakes, *filter(None, [load])]
