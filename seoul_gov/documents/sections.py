"""The numbers in a preview that comments point at ("문단 12"). Pure; reads only what `previews` wrote."""

import re
from dataclasses import dataclass
from html import unescape

_START = re.compile(r'<\w+ id="s(\d+)"[^>]*>')
_TAG = re.compile(r"<[^>]*>")
_INSIDE_A_WORD = re.compile(r"</?(?:a|b|code|del|em|i|ins|mark|s|span|strong|sub|sup|u)\b[^>]*>")


@dataclass(frozen=True)
class Section:
    """One numbered part of a preview: its number from 1, its anchor on the page, and its text on one line."""

    number: int
    text: str

    @property
    def anchor(self) -> str:
        return f"s{self.number}"

    @property
    def label(self) -> str:
        return f"문단 {self.number}"


def sections(html: str) -> list[Section]:
    """All numbered sections of a preview, in order; an empty list for an empty preview."""
    starts = list(_START.finditer(html))
    ends = [start.start() for start in starts[1:]] + [len(html)]
    return [
        Section(number=int(start.group(1)), text=_text(html[start.end() : end]))
        for start, end in zip(starts, ends, strict=False)
    ]


def words_of(html: str) -> str:
    """The words of a preview without its tags. A number of which a part is bold is one, two cells are two."""
    return _text(_INSIDE_A_WORD.sub("", html))


def _text(html: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", html)).split())
