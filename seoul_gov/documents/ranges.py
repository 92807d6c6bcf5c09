"""One byte range of a file, as HTTP asks for it (RFC 9110, section 14). Pure."""

import re
from dataclasses import dataclass
from typing import BinaryIO

_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


@dataclass(frozen=True)
class Part:
    """`length` bytes from `start`."""

    start: int
    length: int

    def header(self, size: int) -> str:
        """The value of Content-Range for a file of `size` bytes."""
        return f"bytes {self.start}-{self.start + self.length - 1}/{size}"


@dataclass(frozen=True)
class Outside(Part):
    """A range that begins behind the file's end: nothing to send."""

    start: int = 0
    length: int = 0

    def header(self, size: int) -> str:
        return f"bytes */{size}"


class Slice:
    """A part of an open file, to be read once from front to back."""

    def __init__(self, stream: BinaryIO, part: Part):
        self._stream = stream
        self._left = part.length
        stream.seek(part.start)

    def read(self, count: int) -> bytes:
        data = self._stream.read(min(count, self._left))
        self._left -= len(data)
        return data

    def close(self) -> None:
        self._stream.close()


def requested_part(header: str | None, size: int) -> Part | None:
    """The part of a file of `size` bytes that a Range header asks for.

    None means the whole file: no header, several ranges, or one that cannot be read. `Outside` means none of
    it.
    """
    match = _RANGE.fullmatch(header or "")
    if match is None or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if not first:
        length = min(int(last), size)
        return Part(size - length, length) if length else Outside()
    start, end = int(first), min(int(last or size - 1), size - 1)
    if start >= size:
        return Outside()
    return Part(start, end - start + 1) if start <= end else None
