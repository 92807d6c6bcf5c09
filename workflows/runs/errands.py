"""Lines of desks as rows of one shape, so that a single query asks several rooms what waits for a person."""

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
UNSAID = {"number": Value(0), "detail": Value(""), "moment": Value(None)}


def shaped(rows: QuerySet, room: str, **columns) -> QuerySet:
    """The rows in the common shape; each column is a field's name or an expression over the row."""
    columns = UNSAID | {"room": Value(room)} | columns
    cast = {
        f"line_{name}": Cast(F(columns[name]) if isinstance(columns[name], str) else columns[name], field)
        for name, field in SHAPE.items()
    }
    return rows.order_by().annotate(**cast).values_list(*cast)


def waiting(user, *rooms) -> list:
    """What waits for the person in these rooms (modules with ``ROOM``, ``rows`` and ``line``), in one query."""
    lines = {room.ROOM: room.line for room in rooms}
    asked = [found for room in rooms if (found := room.rows(user)) is not None]
    if not asked:
        return []
    first, *others = asked
    return [lines[row.room](row) for row in map(Row._make, first.union(*others, all=True))]
