"""A result report as an official paper is laid out: headings 1. and 가., words and tables, attachments, 끝. Pure.

The page, the PDF and the HWPX draw the same outline. Every value in it is Korean text, ready to be read.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from seoul_gov.papers import blocks
from seoul_gov.papers.blocks import Block, Heading, Line, Table

GANADA = "가나다라마바사아자차카타파하"
END = "끝."


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
        """Plain values, for the process apart that writes an HWPX."""
        parts = (*self.front(), *self.body(), *self.back())
        return blocks.to_json(parts, header=f"{self.institution} {self.department}")

    def front(self) -> Iterator[Line]:
        """What stands above the first section."""
        yield Line(self.institution, "bold", {"alignment": "CENTER"})
        yield Line(self.title, "title", {"alignment": "CENTER", "spacing_after_pt": 8})
        yield Line(f"{self.date}  {self.department}", layout={"alignment": "RIGHT", "spacing_after_pt": 8})

    def body(self) -> Iterator[Heading | Block]:
        for section in self.sections:
            yield Heading(section.title, 1)
            yield from section.blocks
            for item in section.items:
                yield Heading(item.title, 2)
                yield from item.blocks

    def back(self) -> Iterator[Line | Table]:
        """The attachments, the end, and the first attachment itself on a page of its own."""
        first, *others = self.closing
        yield Line(f"붙임  {first}", layout={"spacing_before_pt": 16})
        for line in others:
            yield Line(line, layout={"indent_left_mm": 10})
        yield Line(f"붙임 1. {self.attachments[0]}", "part", {"page_break_before": True})
        yield self.annex
