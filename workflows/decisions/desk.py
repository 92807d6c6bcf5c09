"""What waits for a person in joint decisions."""

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils import timezone

from panels.selectors import voices
from seoul_gov.accounts.enums import Role
from seoul_gov.ui.errands import Errand, Row, shaped
from seoul_gov.ui.korean import SEOUL, korean_datetime

from .models import Ballot, Resolution
from .querysets import ASKING, MOVED, SPOILT

ROOM = "decisions"
ACTS = {
    "vote": "표결하기",
    "cancel": "표결 취소하기",
    "close": "표결 마감하기",
    "vote_department": "사업부서 표 던지기",
}


def rows(user) -> QuerySet | None:
    """Votes to cast as a member; as an officer votes to close or to cancel, and the department's own."""
    if not user.is_authenticated:
        return None
    found = _of_office(user) if user.is_official else _of_member(user)
    if found is None:
        return None
    return shaped(
        found.exclude(what=""),
        ROOM,
        what="what",
        thing="pk",
        label="item__title",
        project="item__meeting__panel__project__title",
        due=TruncDate("closes_at", tzinfo=SEOUL),
        number=Case(When(MOVED, then=Value(1)), default=Value(0)),
        moment="closes_at",
    )


def _of_member(user) -> QuerySet | None:
    """The open votes in which one of the person's seats still has to vote; an official's sleeps.

    The panels of the seats come first: their keys lead to the few votes by index, however many the city has open.
    """
    own = voices(user)
    if not own:
        return None
    votes = Resolution.objects.filter(item__meeting__panel__in=[seat.panel_id for seat in own])
    left = Ballot.objects.waiting().filter(resolution=OuterRef("pk"), membership__in=own)
    votes = votes.open().filter(ASKING, Exists(left), closes_at__gt=timezone.now())
    return votes.annotate(what=Value("vote"))


def _of_office(user) -> QuerySet:
    """The open votes of the person's offices, each with what it asks of them, if anything."""
    left = Ballot.objects.waiting().filter(resolution=OuterRef("pk"))
    over = Q(closes_at__lte=timezone.now()) | ~Exists(left)
    votes = Resolution.objects.open().filter(
        item__meeting__panel__project__department__in=user.departments_as(Role.OFFICER)
    )
    return votes.annotate(
        what=Case(
            When(SPOILT, then=Value("cancel")),
            When(over, then=Value("close")),
            When(Q(Exists(left.filter(membership=None))) & ASKING, then=Value("vote_department")),
            default=Value(""),
        )
    )


def line(row: Row) -> Errand:
    what = ACTS[row.what]
    note = f"{korean_datetime(row.moment)} 마감"
    if row.what == "cancel":
        note = "시가 결정하는 일의 문서로 분류되었습니다." if row.number else "회의가 취소되었습니다."
    url = reverse(f"decisions:{row.what}", args=[row.thing])
    return Errand(f"{what}: {row.label}", row.project, what, url, row.due, note)
