"""A project's activities as one kind of row, whatever room they come from, so that one query reads all of them.

No row holds a person's name or words, but for an issue's title and outcome, which are what the parties made known.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache

from django.db import connection
from django.db.models import (
    CharField,
    Count,
    DateField,
    DateTimeField,
    IntegerField,
    Q,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.timezone import is_naive

from projects.enums import StageKey
from projects.models import DeliverableVersion, Project
from projects.querysets import outer_title
from workflows.decisions.enums import Choice, Motion, ResolutionState
from workflows.decisions.models import Resolution
from workflows.dispositions import COMMENT_WORDS, Disposition
from workflows.issues.enums import IssueState
from workflows.issues.models import Issue
from workflows.opinions.enums import RoundState as OpinionState
from workflows.opinions.models import OpinionRound
from workflows.reviews.enums import RoundState as ReviewState
from workflows.reviews.models import ReviewRound

from .enums import Section

SHOWN = 10
"""So many of a section stand on the project's own page; the others on the section's."""

ANY_PROJECT = -1
"""Stands for the project's key in the statement."""

STATES = {
    Section.OPINIONS: OpinionState,
    Section.REVIEWS: ReviewState,
    Section.DECISIONS: ResolutionState,
    Section.ISSUES: IssueState,
}
TONES = {"open": "info", "closed": "success", "carried": "success", "settled": "success"}
PAGES = {Section.OPINIONS: "opinions:detail", Section.DELIVERABLES: "record:version"}


@dataclass(frozen=True)
class Entry:
    """One activity of a project.

    ``note`` is the outcome of an issue, the motion of a decision, the name of a file, the number of a reviewed
    version. ``count`` is how many opinions, comments, voters or, of a file, bytes there are; ``parts`` are the numbers
    of the outcomes or choices among them; of a file, the number of its version.
    """

    section: Section
    pk: int
    title: str
    stage: str
    state: str
    starts_on: date | None
    ends_on: date | None
    at: datetime | None
    ended_at: datetime | None
    note: str
    count: int
    parts: tuple[int, ...]

    @property
    def stage_label(self) -> str:
        return StageKey(self.stage).label

    @property
    def state_label(self) -> str:
        return STATES[self.section](self.state).label

    @property
    def tone(self) -> str:
        return TONES.get(self.state, "gray")

    @property
    def motion_label(self) -> str:
        return Motion(self.note).label

    @property
    def url(self) -> str:
        """Where anybody may read more of it; empty where there is no more."""
        return reverse(PAGES[self.section], args=[self.pk]) if self.section in PAGES else ""

    @property
    def outcomes(self) -> list[tuple[str, int]]:
        """What became of the words that were answered: each outcome that there was, with its number."""
        words = COMMENT_WORDS if self.section == Section.REVIEWS else dict(Disposition.choices)
        return [(words[what], number) for what, number in zip(Disposition, self.parts, strict=True) if number]

    @property
    def undecided(self) -> int:
        """How many words wait for their answer."""
        return self.count - sum(self.parts)

    @property
    def version(self) -> int:
        """The number of a published version."""
        return self.parts[0]

    @property
    def votes(self) -> list[tuple[str, int]]:
        """Each choice with the number of its votes."""
        return list(zip(Choice.labels, self.parts, strict=False))

    @property
    def recused(self) -> int:
        """How many took no part in a vote for a tie to its matter."""
        return self.parts[-1]


def entries_of(project: Project) -> dict[Section, list[Entry]]:
    """The newest of every section, one more than are shown where there are more; in one query."""
    sql, parameters = statement(connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(sql, [project.pk if value == ANY_PROJECT else value for value in parameters])
        rows = cursor.fetchall()
    found = {section: [] for section in Section}
    for row in rows:
        entry = entry_of((*row[:5], *map(day_of, row[5:7]), *map(moment_of, row[7:9]), *row[9:]))
        found[entry.section].append(entry)
    return {section: sorted(entries, key=_pk, reverse=True) for section, entries in found.items()}


@cache
def statement(vendor: str) -> tuple[str, tuple]:
    """The query of all sections, for ``ANY_PROJECT``. It is long: to put it together takes more than to ask it."""
    first, *others = (_newest(ANY_PROJECT, section) for section in Section)
    return first.union(*others, all=True).query.sql_with_params()


def day_of(value: str | date | None) -> date | None:
    """A day as the database gives it in a union: SQLite knows no type there."""
    return parse_date(value) if isinstance(value, str) else value


def moment_of(value: str | datetime | None) -> datetime | None:
    """A moment as the database gives it in a union; SQLite keeps UTC without saying so."""
    moment = parse_datetime(value) if isinstance(value, str) else value
    return moment.replace(tzinfo=UTC) if moment and is_naive(moment) else moment


def section_of(project: Project, section: Section) -> QuerySet:
    """All of a section as rows for ``entry_of``, the newest first."""
    return ROWS[section](things_of(project.pk, section)).order_by("-pk")


def entry_of(row: tuple) -> Entry:
    section, *facts, first, second, third, fourth = row
    return Entry(Section(section), *facts, parts=(first, second, third, fourth))


def things_of(project: int, section: Section) -> QuerySet:
    """What a section shows of a project, as its room keeps it."""
    in_process = {"duty__stage__run__project": project}
    match section:
        case Section.OPINIONS:
            return OpinionRound.objects.filter(**in_process)
        case Section.REVIEWS:
            return ReviewRound.objects.filter(**in_process).exclude(state=ReviewState.CANCELLED)
        case Section.DECISIONS:
            return Resolution.objects.filter(**in_process).exclude(state=ResolutionState.CANCELLED)
        case Section.ISSUES:
            return Issue.objects.filter(**in_process).exclude(state=IssueState.WITHDRAWN)
    return DeliverableVersion.objects.filter(deliverable__project=project, published_at__isnull=False)


NO_WORD = Value("", CharField())
NO_TEXT = Value("", TextField())
NO_DAY = Cast(None, DateField())
NO_MOMENT = Cast(None, DateTimeField())
NO_PARTS = (Value(0, IntegerField()),) * 4


def _opinions(rounds: QuerySet) -> QuerySet:
    standing = Q(opinions__withdrawn_at=None)
    facts = ("pk", "topic", "duty__stage__key", "state", "opens_on", "closes_on", "opened_at", "closed_at")
    parts = (Count("opinions", filter=standing & Q(opinions__disposition=what)) for what in Disposition)
    return _rows(rounds, Section.OPINIONS, *facts, NO_TEXT, Count("opinions", filter=standing), *parts)


def _reviews(rounds: QuerySet) -> QuerySet:
    said = Q(reviews__state="submitted")
    facts = ("pk", outer_title("version__deliverable"), "duty__stage__key", "state", NO_DAY, "due_on")
    number = Cast("version__number", CharField())
    what = "reviews__comments"
    parts = (Count(what, filter=said & Q(**{f"{what}__disposition": each})) for each in Disposition)
    moments = ("opened_at", "closed_at")
    return _rows(rounds, Section.REVIEWS, *facts, *moments, number, Count(what, filter=said), *parts)


def _decisions(resolutions: QuerySet) -> QuerySet:
    facts = ("pk", "item__title", "duty__stage__key", "state", NO_DAY, NO_DAY, "opened_at", "closed_at")
    parts = (Count("ballots", filter=Q(ballots__choice=choice)) for choice in Choice)
    voters = Count("ballots", filter=Q(ballots__recused_at=None))
    recused = Count("ballots", filter=Q(ballots__recused_at__isnull=False))
    return _rows(resolutions, Section.DECISIONS, *facts, "motion", voters, *parts, recused)


def _issues(issues: QuerySet) -> QuerySet:
    facts = ("pk", "title", "duty__stage__key", "state", NO_DAY, NO_DAY, "raised_at", "settled_at", "outcome")
    return _rows(issues, Section.ISSUES, *facts, NO_PARTS[0], *NO_PARTS)


def _deliverables(versions: QuerySet) -> QuerySet:
    facts = ("pk", "deliverable__title", "deliverable__stage_key", NO_WORD, NO_DAY, NO_DAY, "published_at")
    size, number = "document__size", "number"
    return _rows(
        versions,
        Section.DELIVERABLES,
        *facts,
        NO_MOMENT,
        "document__name",
        size,
        number,
        *NO_PARTS[1:],
    )


def _rows(things: QuerySet, section: Section, *columns) -> QuerySet:
    """The things as tuples in the order of an entry's fields."""
    columns = (Value(section.value, CharField()), *columns)
    named = {f"entry_{place}": column for place, column in enumerate(columns) if not isinstance(column, str)}
    names = (f"entry_{place}" if f"entry_{place}" in named else name for place, name in enumerate(columns))
    return things.annotate(**named).values_list(*names)


ROWS = {
    Section.OPINIONS: _opinions,
    Section.REVIEWS: _reviews,
    Section.DECISIONS: _decisions,
    Section.ISSUES: _issues,
    Section.DELIVERABLES: _deliverables,
}


def _pk(entry: Entry) -> int:
    return entry.pk


def _newest(project: int, section: Section) -> QuerySet:
    things = things_of(project, section)
    newest = things.order_by("-pk").values("pk")[: SHOWN + 1]
    return ROWS[section](things.model.objects.filter(pk__in=newest)).order_by()
