"""What waits for a person in joint decisions.

The officials' lines stand in the query that the driver makes about the duties of their processes anyway (``pressing``,
``of_vote``), so that a desk asks the database nothing more for them.
"""

from datetime import datetime

from django.db.models import Case, CharField, Exists, OuterRef, Q, Subquery, Value, When
from django.urls import reverse
from django.utils import timezone

from panels.enums import MemberState
from seoul_gov.ui.errands import Errand
from seoul_gov.ui.korean import SEOUL, korean_datetime
from workflows.meetings.enums import MeetingState
from workflows.runs.enums import DutyState

from .models import Ballot, Resolution

ACTIONS = {
    "vote": "표결하기",
    "vote_department": "사업부서 표 던지기",
    "close": "표결 마감하기",
    "cancel": "표결 취소하기",
}
"""The verb of each door to which a desk leads."""


def waiting(user) -> list[Errand]:
    """Votes to cast as a member, in one query; none for officials, whose seats sleep (``panels.selectors.seats``)."""
    if not user.is_authenticated or user.is_official:
        return []
    own = Ballot.objects.waiting().filter(
        resolution=OuterRef("pk"), membership__user=user, membership__state=MemberState.ACTIVE
    )
    votes = Resolution.objects.asking().filter(Exists(own), closes_at__gt=timezone.now())
    facts = ("pk", "item__title", "item__meeting__panel__project__title", "closes_at")
    rows = votes.order_by("closes_at", "pk").values_list(*facts)
    return [
        of_vote(vote=pk, step="vote", item=item, about=about, closes_at=closes_at)
        for pk, item, about, closes_at in rows
    ]


def pressing(duty: str) -> dict[str, Subquery]:
    """Of a row that knows its duty as ``duty``: the open vote for which the officials have to do something first, and
    what that is (``vote_step``, a name of ``ACTIONS``); None where there is nothing."""
    left = Ballot.objects.waiting().filter(resolution=OuterRef("pk"))
    over = Q(closes_at__lte=timezone.now()) | ~Exists(left)
    asked = Exists(left.filter(membership=None)) & Q(duty__state=DutyState.OPEN)
    step = Case(
        When(item__meeting__state=MeetingState.CANCELLED, then=Value("cancel")),
        When(over, then=Value("close")),
        When(asked, then=Value("vote_department")),
        default=Value(""),
        output_field=CharField(),
    )
    votes = Resolution.objects.open().filter(duty=OuterRef(duty)).annotate(step=step).exclude(step="")
    first = votes.order_by("closes_at", "pk")
    names = {"vote": "pk", "vote_step": "step", "vote_item": "item__title", "vote_closes": "closes_at"}
    return {name: Subquery(first.values(fact)[:1]) for name, fact in names.items()}


def of_vote(*, vote: int, step: str, item: str, about: str, closes_at: datetime) -> Errand:
    """The line about a vote, due on the day in Seoul on which it ends."""
    return Errand(
        title=f"{ACTIONS[step]}: {item}",
        about=about,
        action=ACTIONS[step],
        url=reverse(f"decisions:{step}", args=[vote]),
        due=closes_at.astimezone(SEOUL).date(),
        note=f"{korean_datetime(closes_at)} 마감",
    )
