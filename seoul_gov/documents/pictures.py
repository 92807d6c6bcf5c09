"""PNG and JPEG: how many pixels they ask a reader's machine to draw, and whether they are whole. Pure."""

import struct
from typing import BinaryIO

from .refusals import refuse

MAX_PIXELS = 100_000_000
_MAX_PARTS = 50_000
_MAX_FILL = 256

_JPEG_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_JPEG_BARE = frozenset({0x01, *range(0xD0, 0xD9)})
_JPEG_PICTURE = 0xDA


def check_png(stream: BinaryIO) -> None:
    """Raises ValidationError unless it is a whole PNG of a sane size with nothing behind its end."""
    stream.seek(8)
    kind, length = _png_chunk(stream)
    if kind != b"IHDR" or length != 13:
        raise refuse("damaged")
    width, height = struct.unpack(">II", _exactly(stream, 8))
    _check_pixels(width, height)
    stream.seek(9, 1)
    for _ in range(_MAX_PARTS):
        kind, length = _png_chunk(stream)
        stream.seek(length + 4, 1)
        if kind == b"IEND":
            return _check_nothing_left(stream)
    raise refuse("damaged")


def check_jpeg(stream: BinaryIO) -> None:
    """Raises ValidationError unless it has a JPEG's parts and a sane size.

    What cameras write behind the picture (a second picture, a short film) is let be: it is never served as
    anything but a JPEG.
    """
    stream.seek(2)
    for _ in range(_MAX_PARTS):
        marker = _jpeg_marker(stream)
        if marker in _JPEG_BARE:
            continue
        (length,) = struct.unpack(">H", _exactly(stream, 2))
        if marker == _JPEG_PICTURE or length < 2:
            break
        if marker in _JPEG_SIZES:
            height, width = struct.unpack(">xHH", _exactly(stream, 5))
            return _check_pixels(width, height)
        stream.seek(length - 2, 1)
    raise refuse("damaged")


def _png_chunk(stream: BinaryIO) -> tuple[bytes, int]:
    length, kind = struct.unpack(">I4s", _exactly(stream, 8))
    return kind, length


def _jpeg_marker(stream: BinaryIO) -> int:
    if _exactly(stream, 1) != b"\xff":
        raise refuse("damaged")
    for _ in range(_MAX_FILL):
        (marker,) = _exactly(stream, 1)
        if marker != 0xFF:
            return marker
    raise refuse("damaged")


def _exactly(stream: BinaryIO, count: int) -> bytes:
    data = stream.read(count)
    if len(data) != count:
        raise refuse("damaged")
    return data


def _check_pixels(width: int, height: int) -> None:
    if not width or not height:
        raise refuse("damaged")
    if width * height > MAX_PIXELS:
        raise refuse("pixels")


def _check_nothing_left(stream: BinaryIO) -> None:
    here = stream.tell()
    end = stream.seek(0, 2)
    if here != end:
        raise refuse("damaged" if here > end else "appended")
