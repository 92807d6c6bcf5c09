"""DOCX and HWPX as clean HTML. Pure; runs in a process of its own (`rendering`), never in a web request.

What comes out holds headings, paragraphs, lists, tables and plain emphasis, and nothing else: no links, no
styles, no pictures (a word stands where each one was). Headings begin at the third level, below a page's own.
Every top-level block, and every item of a top-level list, carries a number for comments to point at:
``<p id="s12" data-section="12">``. The same file gives the same numbers.
"""

import re
from zipfile import ZipFile

import mammoth
import nh3
from hwpx import HwpxDocument
from lxml import html as markup
from mammoth import html as mammoth_html

MAX_HTML_BYTES = 2_000_000
MAX_XML_BYTES = 20 * 1024 * 1024

CUT_NOTE = "문서가 길어 앞부분만 보여 드리니 나머지는 내려받아 확인해 주세요."
PICTURES_NOTE = "그림 {count}개는 미리보기에 나오지 않으니 내려받아 확인해 주세요."
EMPTY_NOTE = "문서에 보여 드릴 글이 없으니 내려받아 확인해 주세요."

_NOTE_CLASS = "preview-note"
_HEADINGS = {f"h{level}": f"h{min(level + 2, 6)}" for level in range(6, 0, -1)}
_TAGS = {
    "h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "ul", "ol", "li", "blockquote",
    "table", "thead", "tbody", "tr", "th", "td", "strong", "em", "u", "s", "sup", "sub",
}  # fmt: skip
_SPANS = {"td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}}
_VALUES = {
    "id": re.compile(r"s\d{1,6}"),
    "data-section": re.compile(r"\d{1,6}"),
    "colspan": re.compile(r"[1-9]\d{0,2}"),
    "rowspan": re.compile(r"[1-9]\d{0,3}"),
}

_HP = "{http://www.hancom.co.kr/hwpml/2011/paragraph}"
_ASIDE = frozenset(
    _HP + name for name in ("header", "footer", "footNote", "endNote", "fieldBegin", "hiddenComment")
)
_HWPX_TEXT = re.compile(r"<(p|td)>(.*?)</\1>", re.DOTALL)


class TooHeavy(Exception):
    """The document's text is too large to be turned into a page."""


def docx_html(path: str) -> str:
    """A DOCX file as clean numbered HTML of at most about 2 MB.

    Raises TooHeavy when its XML is over ``MAX_XML_BYTES``, and whatever the reader raises for a broken file.
    """
    _check_weight(path)
    pictures = []

    def in_place_of_picture(image):
        pictures.append(image)
        return [mammoth_html.text(f"[그림: {image.alt_text}]" if image.alt_text else "[그림]")]

    with open(path, "rb") as stream:
        result = mammoth.convert_to_html(
            stream,
            convert_image=in_place_of_picture,
            include_embedded_style_map=False,
            external_file_access=False,
        )
    return finished(result.value, pictures=len(pictures))


def hwpx_html(path: str) -> str:
    """An HWPX file as clean numbered HTML of at most about 2 MB, with list labels and merged table cells.

    Raises TooHeavy when its XML is over ``MAX_XML_BYTES``, and whatever the reader raises for a broken file.
    """
    _check_weight(path)
    with open(path, "rb") as stream:
        document = HwpxDocument.open(stream)
    body = document.text.html(full_document=False, list_labels=True, notes=True)
    body = _HWPX_TEXT.sub(_with_line_breaks, body)
    sections = [section.element for section in document.sections]
    pictures = sum(1 for section in sections for _ in section.iter(f"{_HP}pic"))
    return finished(_with_merged_cells(body, sections), pictures=pictures)


def finished(html: str, *, pictures: int = 0) -> str:
    """Raw HTML made clean, numbered and bounded, with a sentence about what is left out at its beginning."""
    root = _parsed(_clean(html))
    _lower_headings(root)
    blocks, cut = _bounded(_numbered(root))
    notes = [PICTURES_NOTE.format(count=pictures)] if pictures else []
    if cut:
        notes.append(CUT_NOTE)
    elif not blocks:
        notes.append(EMPTY_NOTE)
    spoken = [f'<p class="{_NOTE_CLASS}">{note}</p>' for note in notes]
    return _clean_numbered("\n".join(spoken + blocks))


def _check_weight(path: str) -> None:
    with ZipFile(path) as archive:
        weight = sum(
            info.file_size for info in archive.infolist() if info.filename.endswith((".xml", ".rels"))
        )
    if weight > MAX_XML_BYTES:
        raise TooHeavy


def _clean(html: str) -> str:
    return nh3.clean(html, tags=_TAGS, attributes=_SPANS, attribute_filter=_kept_value, link_rel=None)


def _clean_numbered(html: str) -> str:
    """The last word belongs to the sanitiser: whatever was done to the tree, only this comes out."""
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes={**_SPANS, "*": {"id", "data-section"}},
        attribute_filter=_kept_value,
        allowed_classes={"p": {_NOTE_CLASS}},
        link_rel=None,
    )


def _kept_value(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "class":
        return value
    known = _VALUES.get(attribute)
    return value if known and known.fullmatch(value) else None


def _parsed(html: str):
    return markup.fragment_fromstring(html, create_parent="div")


def _lower_headings(root) -> None:
    for heading in root.iter(*_HEADINGS):
        heading.tag = _HEADINGS[heading.tag]


def _numbered(root):
    """The top-level blocks, each numbered before it is handed on; the numbers run from 1."""
    number = 0
    for block in root:
        for part in block.findall("li") if block.tag in ("ul", "ol") else [block]:
            if part.tag != "hr":
                number += 1
                part.set("id", f"s{number}")
                part.set("data-section", str(number))
        yield block


def _bounded(blocks) -> tuple[list[str], bool]:
    """As many blocks as fit into ``MAX_HTML_BYTES``, and whether some had to be left out."""
    kept, size = [], 0
    for block in blocks:
        text = markup.tostring(block, encoding="unicode", with_tail=False)
        size += len(text.encode())
        if size > MAX_HTML_BYTES:
            return kept, True
        kept.append(text)
    return kept, False


def _with_line_breaks(block: re.Match) -> str:
    tag, text = block.groups()
    return f"<{tag}>{text.strip().replace(chr(10), '<br>')}</{tag}>"


def _with_merged_cells(body: str, sections) -> str:
    """Gives the tables their merged cells back, which the reader leaves out.

    Left as it is when the tables of both do not match cell by cell.
    """
    originals = [table for section in sections for table in _outer_tables(section)]
    root = _parsed(body)
    tables = root.findall("table")
    if [_shape(table) for table in tables] != [_shape(table, _HP, "tc") for table in originals]:
        return body
    for table, source in zip(tables, originals, strict=True):
        for cell, original in zip(table.iter("td"), source.iterfind(f"{_HP}tr/{_HP}tc"), strict=True):
            _span(cell, original.find(f"{_HP}cellSpan"))
    return markup.tostring(root, encoding="unicode")


def _outer_tables(section):
    for table in section.iter(f"{_HP}tbl"):
        above = {element.tag for element in table.iterancestors()}
        if f"{_HP}tbl" not in above and not above & _ASIDE and table.find(f"{_HP}tr") is not None:
            yield table


def _shape(table, namespace: str = "", cell: str = "td") -> list[int]:
    return [len(row.findall(f"{namespace}{cell}")) for row in table.iterfind(f"{namespace}tr")]


def _span(cell, span) -> None:
    if span is None:
        return
    for attribute, source in (("colspan", "colSpan"), ("rowspan", "rowSpan")):
        if span.get(source, "1") != "1":
            cell.set(attribute, span.get(source))
