"""What a paper is made of. Pure; every value is Korean text, ready to be read.

A page and a PDF draw words, facts and tables through ``templates/papers``; an HWPX draws all of them.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field

SHORT = 5
"""Rows of a table that is not broken between pages."""


@dataclass(frozen=True)
class Line:
    """One line in a look of the writer's (``hangul.Writer``), with its layout as the HWPX writer takes it."""

    text: str
    look: str = "plain"
    layout: dict = field(default_factory=dict)
    kind: str = "line"


@dataclass(frozen=True)
class Heading:
    """The title of a part (1) or of a point of it (2), without its number: the word processor numbers by itself."""

    text: str
    level: int
    kind: str = "heading"


@dataclass(frozen=True)
class Words:
    """Paragraphs as somebody wrote them."""

    paragraphs: tuple[str, ...]
    kind: str = "words"


@dataclass(frozen=True)
class Facts:
    """Names and values, as a table of two columns."""

    caption: str
    rows: tuple[tuple[str, str], ...]
    kind: str = "facts"


@dataclass(frozen=True)
class Table:
    """A table; ``numeric`` holds the columns, counted from 0, that are set to the right."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()
    kind: str = "table"

    @property
    def is_short(self) -> bool:
        """Whether it is kept on one page; a longer one goes on with its heads repeated."""
        return len(self.rows) <= SHORT

    @property
    def heads(self) -> list[dict]:
        """The heads of the columns."""
        return [{"label": label, "is_number": at in self.numeric} for at, label in enumerate(self.head)]

    @property
    def lines(self) -> list[list[dict]]:
        """The rows as cells; the first one names its row, unless it is a number."""
        return [
            [
                {**head, "value": value, "is_head": at == 0 and not head["is_number"]}
                for at, (head, value) in enumerate(zip(self.heads, row, strict=True))
            ]
            for row in self.rows
        ]


Block = Words | Facts | Table


def to_json(blocks: Iterable[Line | Heading | Block], *, header: str = "", is_numbered: bool = True) -> dict:
    """A whole paper as plain values, for the process apart that writes an HWPX.

    ``header`` stands in the margin of every page, and the number of the page unless ``is_numbered`` is False.
    """
    return {"header": header, "is_numbered": is_numbered, "blocks": [asdict(block) for block in blocks]}


def paragraphs(text: str) -> tuple[str, ...]:
    """The lines of a text that say something."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())
