"""One line of a desk: something that waits for a person, with its one action. Rooms tell their lines as rows of one shape,
so that a single query asks all of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import (
    BigIntegerField,
    CharField,
    DateField,
    DateTimeField,
    F,
    IntegerField,
    QuerySet,
    Value,
)
from django.db.models.functions import Cast


@dataclass(frozen=True)
class Errand:
    """``title`` says what waits, ``about`` which project, ``action`` is the button's verb and ``url`` where it leads.

    ``due`` is the day it should be done by, None where there is none; ``note`` is one more sentence.
    """

    title: str
    about: str
    action: str
    url: str
    due: date | None = None
    note: str = ""

    @property
    def urgency(self) -> tuple:
        """Sorts the oldest deadline first and what has none last."""
        return (self.due is None, self.due or date.max, self.title)


class Row(NamedTuple):
    """Something that waits, as the database tells it; the room that it is from turns it into an errand.

    ``what`` names the act, ``thing`` is the key of what its page is about, ``label`` what it is called and
    ``project`` the title of its project. ``number``, ``detail`` and ``moment`` are the room's own.
    """

    room: str
    what: str
    thing: int
    label: str
    project: str
    due: date | None
    number: int
    detail: str
    moment: datetime | None


SHAPE = {
    "room": CharField(),
    "what": CharField(),
    "thing": BigIntegerField(),
    "label": CharField(),
    "project": CharField(),
    "due": DateField(),
    "number": IntegerField(),
    "detail": CharField(),
    "moment": DateTimeField(),
}
NOTHING = Value("")
UNSAID = {
    "label": NOTHING,
    "project": NOTHING,
    "due": Value(None),
    "number": Value(0),
    "detail": NOTHING,
    "moment": Value(None),
}


def shaped(rows: QuerySet, room: str, **columns) -> QuerySet:
    """The rows in the common shape; each column is a field's name or an expression over the row."""
    columns = UNSAID | {"room": Value(room)} | columns
    cast = {
        f"line_{name}": Cast(F(columns[name]) if isinstance(columns[name], str) else columns[name], field)
        for name, field in SHAPE.items()
    }
    return rows.order_by().annotate(**cast).values_list(*cast)


def waiting(user, *rooms) -> list[Errand]:
    """What waits for the person in these rooms, in one query.

    A room is a module with ``ROOM``, ``rows(user)`` (None where it has nothing to ask) and ``line(row)``; or
    ``lines(rows)``, where several rows make one line or the room has to look closer before it says anything.
    """
    asked = [found for room in rooms if (found := room.rows(user)) is not None]
    if not asked:
        return []
    first, *others = asked
    found = {room.ROOM: [] for room in rooms}
    for row in map(Row._make, first.union(*others, all=True)):
        found[row.room].append(row)
    return [line for room in rooms for line in lines_of(room, found[room.ROOM])]


def lines_of(room, rows: list[Row]) -> Iterable[Errand]:
    """The errands that the room makes of its rows."""
    return room.lines(rows) if hasattr(room, "lines") else map(room.line, rows)
