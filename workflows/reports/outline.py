"""A result report as an official paper is laid out: headings 1. and 가., words and tables, attachments, 끝. Pure.

The page, the PDF and the HWPX draw the same outline. Every value in it is Korean text, ready to be read.
"""

from dataclasses import asdict, dataclass

GANADA = "가나다라마바사아자차카타파하"
END = "끝."
SHORT = 5
"""Rows of a table that is not broken between pages."""


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


@dataclass(frozen=True)
class Item:
    """A point of a section, numbered 가. 나. 다."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Section:
    """A part of the paper, numbered 1. 2. 3."""

    title: str
    items: tuple[Item, ...] = ()
    blocks: tuple[Block, ...] = ()

    @property
    def numbered(self) -> list[tuple[str, Item]]:
        return list(zip(GANADA, self.items, strict=False))


@dataclass(frozen=True)
class Outline:
    """The whole paper. ``date`` is its day, ``annex`` its first attachment, printed at its end."""

    institution: str
    title: str
    department: str
    date: str
    sections: tuple[Section, ...]
    annex: Table
    attachments: tuple[str, ...]

    @property
    def numbered(self) -> list[tuple[int, Section]]:
        return list(enumerate(self.sections, 1))

    @property
    def closing(self) -> list[str]:
        """The lines of the attachments; the last one ends the paper, two blanks before its last word."""
        lines = [f"{number}. {name} 1부." for number, name in enumerate(self.attachments, 1)]
        return [*lines[:-1], f"{lines[-1]}  {END}"]

    def to_json(self) -> dict:
        """Plain values, for the process apart that writes files."""
        return asdict(self) | {"closing": self.closing}


def paragraphs(text: str) -> tuple[str, ...]:
    """The lines of a text that say something."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())
