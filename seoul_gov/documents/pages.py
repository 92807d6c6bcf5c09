"""How many pages a PDF has, told from its page tree. Pure but for `page_count`.

It is read to tell somebody that they mistyped a page, so whatever is not plain is not known: no file is ever
refused for it, and a number is never too small.
"""

import re
import zlib
from collections.abc import Iterator
from functools import lru_cache

from .models import Document

MOST_NODES = 2_000
MOST_UNPACKED = 64 * 1024 * 1024
_REACH = 64 * 1024
"""How far the ends of an object are looked for from its type."""

_TREE = re.compile(rb"/Type\s*/Pages\b")
_LEAF = re.compile(rb"/Type\s*/Page\b")
_COUNT = re.compile(rb"/Count\s+(\d{1,7})\b(?!\s+\d+\s+R)")
_PACKED = re.compile(rb"/Type\s*/ObjStm\b")
_FIRST = re.compile(rb"/First\s+(\d{1,7})\b")


class Unknown(Exception):
    """The tree cannot be read with certainty."""


def page_count(document: Document) -> int | None:
    """The number of a document's pages; None where it is no PDF or they cannot be told."""
    return _kept(document.file.name) if document.is_pdf else None


@lru_cache(maxsize=256)
def _kept(path: str) -> int | None:
    """A file's bytes never change, and no path is given twice."""
    try:
        with Document.file.field.storage.open(path, "rb") as stream:
            return count_pages(stream.read())
    except OSError:
        return None


def count_pages(data: bytes) -> int | None:
    """The pages of a PDF: what the largest node of its tree counts, None where that is not certain."""
    try:
        parts = [data, *_packed(data)]
        counts = [_count(node) for part in parts for node in _nodes(part)]
    except Unknown:
        return None
    leaves = sum(1 for part in parts for _ in _LEAF.finditer(part))
    return max(counts) if counts and 0 < leaves <= max(counts) else None


def _nodes(part: bytes) -> Iterator[bytes]:
    """Every node of the page tree that stands in these bytes."""
    for number, found in enumerate(_TREE.finditer(part)):
        if number == MOST_NODES:
            raise Unknown
        begin = part.rfind(b"obj", max(0, found.start() - _REACH), found.start())
        end = part.find(b"endobj", found.end(), found.end() + _REACH)
        if begin < 0 or end < 0:
            raise Unknown
        yield part[begin:end]


def _count(node: bytes) -> int:
    found = _COUNT.findall(node)
    if len(found) != 1:
        raise Unknown
    return int(found[0])


def _packed(data: bytes) -> Iterator[bytes]:
    """What compressed streams of objects hold, each object between the words that would stand around it outside."""
    unpacked = 0
    for found in _PACKED.finditer(data):
        head_end = data.find(b"stream", found.end(), found.end() + _REACH)
        begin = data.rfind(b"obj", max(0, found.start() - _REACH), found.start())
        if begin < 0 or head_end < 0 or unpacked >= MOST_UNPACKED:
            raise Unknown
        head = data[begin:head_end]
        objects = _inflated(data, head, head_end + len(b"stream"), MOST_UNPACKED - unpacked)
        unpacked += len(objects)
        yield _spelt_out(objects, head)


def _inflated(data: bytes, head: bytes, at: int, most: int) -> bytes:
    end = data.find(b"endstream", at)
    if end < 0 or b"/FlateDecode" not in head or b"/Predictor" in head:
        raise Unknown
    stream = zlib.decompressobj()
    try:
        objects = stream.decompress(data[at:end].lstrip(b"\r\n"), most)
    except zlib.error:
        raise Unknown from None
    if not stream.eof:
        raise Unknown
    return objects


def _spelt_out(objects: bytes, head: bytes) -> bytes:
    """The objects of a stream, cut where its own table says that each begins."""
    first = _FIRST.search(head)
    try:
        start = int(first[1])
        places = [start + int(place) for place in objects[:start].split()[1::2]]
    except (TypeError, ValueError):
        raise Unknown from None
    ends = [*places[1:], len(objects)]
    return b"".join(
        b"obj " + objects[begin:end] + b" endobj\n" for begin, end in zip(places, ends, strict=True)
    )
