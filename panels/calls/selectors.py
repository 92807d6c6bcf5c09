"""Reads about calls that pages share."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from panels import norms as panels_norms
from panels import ties
from panels.composition import Departure, check_size
from panels.conflicts.matching import names_in
from panels.enums import APPLICANT_TEXTS, MemberSide, TextKind
from panels.models import SignedText
from projects.models import ContractParty
from seoul_gov.accounts.models import RoleGrant, User
from seoul_gov.notifications.actions import Recipient, group_of
from seoul_gov.notifications.models import Notice, Unsubscription

from . import events, norms
from .models import Application, ApplicationSignature, CallCriterion, RecruitmentCall
from .querysets import CallQuerySet
from .questions import TIES
from .rubric import Rules


def calls() -> CallQuerySet:
    """Every published call with its project, what ends last first; anybody may read them."""
    return RecruitmentCall.objects.public().with_facts().order_by("-closes_at", "-pk")


def open_calls() -> CallQuerySet:
    """What takes applications now, what ends first first."""
    return RecruitmentCall.objects.taking(timezone.now()).with_facts().order_by("closes_at", "pk")


def application_of(user, call: RecruitmentCall) -> Application | None:
    """What the person is writing or has handed in for the call."""
    if not user.is_authenticated:
        return None
    return call.applications.current().filter(applicant=user).first()


def applications_of(user):
    """All that the person has written, newest first, with call and panel, and what became of it."""
    return user.applications.select_related("call__panel__project", "choice").order_by("-pk")


def applicant_texts() -> list[SignedText]:
    """What an applicant is asked to agree to now."""
    current = SignedText.objects.current(timezone.now())
    return [current[kind] for kind in APPLICANT_TEXTS if kind in current]


def has_applicants(call: RecruitmentCall) -> bool:
    """Whether somebody has ever applied, so that the call stands as it is, also once that is taken back or erased."""
    return call.applications.exclude(number=None).exists()


def applicants(call: RecruitmentCall) -> list[Recipient]:
    """Everybody who has handed an application in, as notices are addressed."""
    return [Recipient.of(one.applicant) for one in call.applications.submitted().select_related("applicant")]


def criteria_by_side(call: RecruitmentCall) -> list[tuple[str, list[CallCriterion]]]:
    """The published criteria of each side with its name, "" where the panel has no sides; in one query."""
    rows = list(call.criteria.all())
    return [(name_of(side), [one for one in rows if one.side == side]) for side in call.seats_by_side]


def rules_of(call: RecruitmentCall) -> Rules:
    """How the call's applications are ranked: as it was published, a draft by the norms in force."""
    return call.rules or norms.rules()


def named_seats(call: RecruitmentCall) -> list[tuple[str, int]]:
    """How many seats each side of a mixed panel has; empty for any other."""
    return [(name_of(side), seats) for side, seats in call.seats_by_side.items() if side]


def name_of(side: str) -> str:
    return MemberSide(side).label if side else ""


def departures(call: RecruitmentCall) -> list[Departure]:
    """What departs from the recommended size, were all its seats given (가이드라인 5-2, 권고사항)."""
    kind = call.panel.kind
    return check_size(kind, call.seats, call.seats_by_side, panels_norms.band_of(kind))


def listeners(call: RecruitmentCall) -> QuerySet[User]:
    """Citizens who want to hear of this call and have not been told, in a fixed order: those who agreed to the current text
    with an application that still exists, did not take that back or switch it off, and have not applied for it.

    None while there is no such text.
    """
    text = SignedText.objects.current(timezone.now()).get(TextKind.APPLY_NEWS)
    agreed = ApplicationSignature.objects.filter(text=text, withdrawn_at=None).exclude(
        application__applicant=None
    )
    group = group_of(events.NEWS_TOLD.key)
    told = Notice.objects.filter(recipient=OuterRef("pk"), scope=call.scope, kind=events.NEWS_TOLD.key)
    people = User.objects.filter(is_active=True, pk__in=agreed.values("application__applicant"))
    return (
        people.exclude(pk__in=Unsubscription.objects.filter(group=group).values("user"))
        .exclude(pk__in=call.applications.exclude(applicant=None).values("applicant"))
        .exclude(pk__in=RoleGrant.objects.in_force().values("user"))
        .exclude(Exists(told))
        .order_by("pk")
    )


def told_of(call: RecruitmentCall) -> int:
    """How many people were told that the call is new."""
    return Notice.objects.filter(scope=call.scope, kind=events.NEWS_TOLD.key).count()


def news_agreements(user) -> QuerySet[ApplicationSignature]:
    """What the person agreed to in any application about hearing of other calls, and did not take back."""
    agreed = ApplicationSignature.objects.filter(text__kind=TextKind.APPLY_NEWS, withdrawn_at=None)
    return agreed.filter(application__applicant=user)


@dataclass(frozen=True)
class Line:
    """An application as its officers see it: with the project's companies that its ties seem to name."""

    application: Application
    matches: list[str]


def applicant_lines(call: RecruitmentCall) -> list[Line]:
    """Everything that was handed in, in the order of the names and without telling the numbers, in two queries."""
    parties = list(ties.related(call.panel.project))
    rows = call.applications.submitted().order_by("name", "pk")
    return [Line(one, matches_of(one, parties)) for one in rows]


def matches_of(application: Application, parties: Iterable[ContractParty]) -> list[str]:
    """What the applicant declared that names a company, however it is spelt, or one alike: field, name, the company and
    its part in the project in a Korean sentence each. Whatever else the applicant wrote there is not told."""
    found = []
    for label, words in ties_told(application):
        names = sorted(names_in(words), key=len, reverse=True)
        for party in parties:
            company = party.vendor.name
            same = next((name for name in names if ties.is_called_like(name, company)), None)
            alike = same or next((name for name in names if ties.is_like(name, company)), None)
            if alike:
                word = "같습니다" if same else "비슷합니다"
                found.append(f"‘{label}’에 적은 ‘{alike}’ – {ties.named(party)}의 상호와 {word}.")
    return found


def ties_told(application: Application) -> list[tuple[str, str]]:
    """What somebody declared, with the fields' names."""
    told = ((Application._meta.get_field(name).verbose_name, getattr(application, name)) for name in TIES)
    return [(label, value) for label, value in told if value]
