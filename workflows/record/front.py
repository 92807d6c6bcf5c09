"""What the start page shows of all projects: what is open now, and what became of what citizens said."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from projects.enums import PUBLIC_STATUSES
from projects.querysets import outer_title
from workflows.dispositions import COMMENT_WORDS, Disposition
from workflows.meetings.models import Meeting
from workflows.opinions.enums import RoundState as OpinionState
from workflows.opinions.models import Opinion, OpinionRound
from workflows.reviews.enums import ReviewState
from workflows.reviews.enums import RoundState as ReviewRoundState
from workflows.reviews.models import Comment, ReviewRound

SHOWN = 4
CLOSED = ("closed_at",)
IN_PROJECT = "duty__stage__run__project"
PROJECT = {
    "project_id": F(IN_PROJECT),
    "project_title": F(f"{IN_PROJECT}__title"),
    "department": F(f"{IN_PROJECT}__department__name"),
}


@dataclass(frozen=True)
class Answer:
    """A round that was closed with every word answered."""

    word: str
    title: str
    project_id: int
    project_title: str
    closed_at: datetime
    outcomes: tuple[tuple[str, int], ...]


def public(things: QuerySet) -> QuerySet:
    """Of what hangs on a duty, what belongs to public projects, with the project's key, title and department."""
    return things.filter(**{f"{IN_PROJECT}__status__in": PUBLIC_STATUSES}).annotate(**PROJECT)


def rounds_now(day) -> list[OpinionRound]:
    """Rounds in which citizens may speak today, those that end first."""
    rounds = public(OpinionRound.objects.taking(day)).only("topic", "opens_on", "closes_on")
    return list(rounds.order_by("closes_on", "pk")[:SHOWN])


def meetings_to_come(now: datetime) -> list[Meeting]:
    """Meetings of public projects that have not begun, the soonest first."""
    meetings = public(Meeting.objects.upcoming(now)).only("title", "starts_at", "ends_at", "place")
    return list(meetings.order_by("starts_at", "pk")[:SHOWN])


def answers() -> list[Answer]:
    """The latest rounds of opinions and of reviews that were closed and had words to answer; in two queries."""
    given = Opinion.objects.filter(round=OuterRef("pk"), withdrawn_at=None)
    said = Comment.objects.filter(review__round=OuterRef("pk"), review__state=ReviewState.SUBMITTED)
    opinions = _newest(OpinionRound.objects.filter(state=OpinionState.CLOSED), given)
    reviews = _newest(ReviewRound.objects.filter(state=ReviewRoundState.CLOSED), said)
    titled = reviews.annotate(topic=outer_title("version__deliverable"))
    told = [
        _answer("시민 의견수렴", round, dict(Disposition.choices))
        for round in opinions.only(*CLOSED, "topic")[:SHOWN]
    ]
    read = [_answer("산출물 검토", round, COMMENT_WORDS) for round in titled.only(*CLOSED)[:SHOWN]]
    return _mixed(told, read)


def _mixed(*kinds: list[Answer]) -> list[Answer]:
    """The newest of each kind, so that a busy one does not hide the other, and the newest of all besides."""
    ranked = [
        (place >= SHOWN // len(kinds), answer) for kind in kinds for place, answer in enumerate(_sorted(kind))
    ]
    first = sorted(ranked, key=lambda pair: (pair[0], -pair[1].closed_at.timestamp()))[:SHOWN]
    return _sorted([answer for _, answer in first])


def _sorted(answers: list[Answer]) -> list[Answer]:
    return sorted(answers, key=lambda answer: answer.closed_at, reverse=True)


def _newest(rounds: QuerySet, words: QuerySet) -> QuerySet:
    """The public rounds with at least one answered word, closed last first, each with the numbers of its outcomes.

    ``words`` are those of one round (``OuterRef``): they are asked for as many rounds as are read, and no more.
    """
    counts = {f"count_{what.value}": _number_of(words.filter(disposition=what)) for what in Disposition}
    spoken = public(rounds).filter(Exists(words.filter(answered_at__isnull=False)))
    return spoken.annotate(**counts).order_by("-closed_at", "-pk")


def _number_of(words: QuerySet) -> Coalesce:
    """How many there are, as a column."""
    counted = words.order_by().annotate(one=Value(1)).values("one").annotate(number=Count("pk"))
    return Coalesce(Subquery(counted.values("number")), 0)


def _answer(word: str, round, words: dict) -> Answer:
    numbers = ((words[what], getattr(round, f"count_{what.value}")) for what in Disposition)
    outcomes = tuple((label, number) for label, number in numbers if number)
    return Answer(word, round.topic, round.project_id, round.project_title, round.closed_at, outcomes)
