"""What waits for a person in joint decisions."""

from datetime import date

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q
from django.urls import reverse

from panels.enums import MemberState
from seoul_gov.accounts.enums import Role
from seoul_gov.ui.errands import Errand
from seoul_gov.ui.korean import SEOUL, korean_datetime

from . import state
from .models import Ballot, Resolution
from .querysets import ASKING


def waiting(user) -> list[Errand]:
    """Votes to cast as a member, the department's vote and votes to close as an officer; in one query more than the
    person's roles."""
    offices = user.departments_as(Role.OFFICER) if user.is_authenticated else ()
    if not user.is_authenticated or (user.is_official and not offices):
        return []
    return [errand for vote in votes_for(user, offices) for errand in errands_in(vote)]


def votes_for(user, offices):
    """The open votes in which the person still has to vote, or which their office runs.

    Officials do not vote as members: their seat sleeps (see ``panels.selectors.seats``).
    """
    left = Ballot.objects.waiting().filter(resolution=OuterRef("pk"))
    own = left.filter(membership__user=user, membership__state=MemberState.ACTIVE)
    mine = Exists(own.none() if user.is_official else own)
    ours = Q(item__meeting__panel__project__department__in=offices)
    rows = Resolution.objects.open().with_facts()
    rows = rows.annotate(
        waits_for_me=mine,
        is_ours=ExpressionWrapper(ours, BooleanField()),
        is_asking=ExpressionWrapper(ASKING, BooleanField()),
        department_waits=Exists(left.filter(membership=None)),
        somebody_waits=Exists(left),
    )
    return rows.filter(Q(waits_for_me=True) | Q(is_ours=True)).order_by("closes_at", "pk")


def errands_in(vote: Resolution):
    late = state.is_past(vote)
    if vote.waits_for_me and vote.is_asking and not late:
        yield errand(vote, "표결하기", "vote")
    if not vote.is_ours:
        return
    if vote.item.meeting.is_cancelled:
        yield errand(vote, "표결 취소하기", "cancel", note="회의가 취소되었습니다.")
    elif late or not vote.somebody_waits:
        yield errand(vote, "표결 마감하기", "close")
    elif vote.department_waits and vote.is_asking:
        yield errand(vote, "사업부서 표 던지기", "vote_department")


def errand(vote: Resolution, what: str, door: str, note: str = "") -> Errand:
    return Errand(
        title=f"{what}: {vote.item}",
        about=str(vote.panel.project),
        action=what,
        url=reverse(f"decisions:{door}", args=[vote.pk]),
        due=day_of(vote),
        note=note or f"{korean_datetime(vote.closes_at)} 마감",
    )


def day_of(vote: Resolution) -> date:
    """The day in Seoul on which the vote ends."""
    return vote.closes_at.astimezone(SEOUL).date()
