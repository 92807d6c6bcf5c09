"""Numbers in front of a document's paragraphs, so that a comment can point at one. Pure."""

import re

BLOCK = re.compile(r'<(\w+) id="s(\d+)" data-section="\d+">|<(\w+) data-section="\d+" id="s(\d+)">')
LINK = (
    '<a class="section-mark" href="?section={number}#write" data-section-link="문단 {number}">{number}'
    '<span class="sr-only">: 이 문단에 의견 쓰기</span></a>'
)
PLAIN = '<span class="section-mark"><span class="sr-only">문단 </span>{number}</span>'


def marked(html: str, *, links: bool) -> str:
    """A clean preview with the number of every paragraph, as a link to the form for comments where ``links``.

    Takes what the previews wrote: nothing else carries such ids. A table gets its number in front, everything
    else inside.
    """
    mark = LINK if links else PLAIN

    def numbered(block: re.Match) -> str:
        tag, number = block.group(1) or block.group(3), block.group(2) or block.group(4)
        label = mark.format(number=number)
        return f"{label}{block.group()}" if tag == "table" else f"{block.group()}{label}"

    return BLOCK.sub(numbered, html)


def section_label(number: str | None) -> str:
    """``문단 12`` for the number of a paragraph in a link, empty for anything else."""
    return f"문단 {number}" if number and re.fullmatch(r"[1-9]\d{0,5}", number) else ""
