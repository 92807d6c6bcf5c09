"""Zip files, read as if they were out to hurt us. Pure.

The sizes that an archive declares are not believed: every member is inflated in bounded pieces and counted,
and what does not add up is refused. Nothing is ever written to disk and an archive inside an archive is not
opened.
"""

import stat
import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from .names import is_safe_path
from .refusals import refuse
from .signatures import PIECE

MAX_ENTRIES = 2_000
MAX_DIRECTORY_BYTES = 1024 * 1024
MAX_UNPACKED_BYTES = 300 * 1024 * 1024
# Honest office files stay far below this; small ones are let be, because a few repeated lines compress well.
MAX_RATIO = 100
RATIO_COUNTS_FROM = 10 * 1024 * 1024

_END = struct.Struct("<4s4H2LH")
_END_MAGIC = b"PK\x05\x06"
_END64 = struct.Struct("<4sQ2H2L4Q")
_END64_MAGIC = b"PK\x06\x06"
_LOCATOR64 = struct.Struct("<4sLQL")
_LOCATOR64_MAGIC = b"PK\x06\x07"
_SEE_LONG = 0xFFFFFFFF
_LOCAL = struct.Struct("<4s5H3L2H")
_LOCAL_MAGIC = b"PK\x03\x04"
_MAX_COMMENT = 0xFFFF
_EMPTY_DEFLATE = 2
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_UTF8_NAME = 0x800


class Archive:
    """A zip whose directory has been checked: bounded, in one piece, without path tricks, links or passwords.

    Raises ValidationError for everything else. `chunks` then yields the members' bytes; one Archive inflates
    at most ``MAX_UNPACKED_BYTES`` over its whole life.
    """

    def __init__(self, stream: BinaryIO):
        self._stream = stream
        self._size = stream.seek(0, 2)
        self._unpacked = 0
        self._free_from = 0
        self._directory_at = _check_end(stream, self._size)
        self.members = _members(stream)
        self.names = [member.filename for member in self.members]

    def chunks(self, member: ZipInfo) -> Iterator[bytes]:
        """The member's bytes in bounded pieces. Members are to be taken in the order of `members`.

        Raises ValidationError when the archive grows too large, or the member is not what the directory says.
        """
        at = self._data_start(member)
        self._free_from = at + member.compress_size
        if self._free_from > self._directory_at:
            raise refuse("damaged")
        length, checksum = 0, 0
        for chunk in self._inflated(member, at):
            length += len(chunk)
            checksum = zlib.crc32(chunk, checksum)
            self._count(len(chunk))
            yield chunk
        if length != member.file_size or checksum != member.CRC:
            raise refuse("damaged")

    def first_bytes(self, member: ZipInfo, count: int) -> bytes:
        """The beginning of a member that is stored without compression."""
        at = self._local_end(member)
        self._stream.seek(at)
        return self._stream.read(min(count, member.file_size))

    def _count(self, length: int) -> None:
        self._unpacked += length
        swollen = self._unpacked > RATIO_COUNTS_FROM and self._unpacked > MAX_RATIO * self._size
        if swollen or self._unpacked > MAX_UNPACKED_BYTES:
            raise refuse("bomb")

    def _data_start(self, member: ZipInfo) -> int:
        """Where the member's data begins; members that share bytes are refused."""
        if member.header_offset < self._free_from:
            raise refuse("bomb")
        return self._local_end(member)

    def _local_end(self, member: ZipInfo) -> int:
        self._stream.seek(member.header_offset)
        header = self._stream.read(_LOCAL.size)
        if len(header) < _LOCAL.size or not header.startswith(_LOCAL_MAGIC):
            raise refuse("damaged")
        name_length, extra_length = _LOCAL.unpack(header)[-2:]
        if self._stream.read(name_length) != _name_bytes(member):
            raise refuse("damaged")
        return member.header_offset + _LOCAL.size + name_length + extra_length

    def _inflated(self, member: ZipInfo, at: int) -> Iterator[bytes]:
        packed = self._packed(at, member.compress_size)
        return packed if member.compress_type == ZIP_STORED else _inflate(packed)

    def _packed(self, at: int, left: int) -> Iterator[bytes]:
        self._stream.seek(at)
        while piece := self._stream.read(min(PIECE, left)):
            left -= len(piece)
            at += len(piece)
            yield piece
            self._stream.seek(at)


def ends_as_zip(stream: BinaryIO) -> bool:
    """Whether an unzip program would find an archive at the end of this file, whatever its beginning is."""
    stream.seek(max(0, stream.seek(0, 2) - _END.size - _MAX_COMMENT))
    tail = stream.read()
    at = tail.rfind(_END_MAGIC)
    if at < 0 or len(tail) - at < _END.size:
        return False
    return at + _END.size + _END.unpack_from(tail, at)[-1] == len(tail)


def _inflate(packed: Iterator[bytes]) -> Iterator[bytes]:
    """Raw deflate, one piece in memory at a time. Raises ValidationError when it is cut or has a tail."""
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for piece in packed:
            while piece:
                yield inflater.decompress(piece, PIECE)
                piece = inflater.unconsumed_tail
                if inflater.unused_data:
                    raise refuse("damaged")
        while rest := inflater.decompress(inflater.unconsumed_tail, PIECE):
            yield rest
    except zlib.error:
        raise refuse("damaged") from None
    if not inflater.eof:
        raise refuse("damaged")


def _check_end(stream: BinaryIO, size: int) -> int:
    """Where the directory begins: it has to reach to the end record, and that to the end of the file.

    The library would accept bytes in front and behind, which is how one file is two kinds at once.
    """
    start = max(0, size - _END.size - _MAX_COMMENT)
    stream.seek(start)
    tail = stream.read()
    at = tail.rfind(_END_MAGIC)
    if at < 0 or len(tail) - at < _END.size:
        raise refuse("damaged")
    _, _, _, _, _, length, offset, comment = _END.unpack_from(tail, at)
    until = at
    if tail[max(0, at - _LOCATOR64.size) : at].startswith(_LOCATOR64_MAGIC):
        until = at - _LOCATOR64.size - _END64.size
        length, offset = _long_end(tail, until, start, (length, offset))
    if at + _END.size + comment != len(tail) or offset + length != start + until:
        raise refuse("appended")
    if length > MAX_DIRECTORY_BYTES:
        raise refuse("entries")
    return offset


def _long_end(tail: bytes, at: int, start: int, short: tuple[int, int]) -> tuple[int, int]:
    """Length and place of the directory as a second, longer end record tells them.

    Some writers add it to small archives too. It has to stand where the library looks for it, and to agree with
    the short one, so that no two programs find two different directories.
    """
    if at < 0:
        raise refuse("damaged")
    magic, rest, *_, length, offset = _END64.unpack_from(tail, at)
    _, _, stated_at, _ = _LOCATOR64.unpack_from(tail, at + _END64.size)
    if magic != _END64_MAGIC or rest != _END64.size - 12 or stated_at != start + at:
        raise refuse("damaged")
    if any(said not in (meant, _SEE_LONG) for said, meant in zip(short, (length, offset), strict=True)):
        raise refuse("damaged")
    return length, offset


def _members(stream: BinaryIO) -> list[ZipInfo]:
    """The members that are no folders, in the order of their data."""
    try:
        with ZipFile(stream) as opened:
            infos = opened.infolist()
    except (BadZipFile, ValueError, NotImplementedError):
        raise refuse("damaged") from None
    if not infos:
        raise refuse("empty")
    if len(infos) > MAX_ENTRIES:
        raise refuse("entries")
    for info in infos:
        _check_member(info)
    if len({info.filename for info in infos}) != len(infos):
        raise refuse("inner_name")
    files = [info for info in infos if not info.is_dir()]
    return sorted(files, key=lambda info: info.header_offset)


def _check_member(info: ZipInfo) -> None:
    if not is_safe_path(info.orig_filename) or stat.S_ISLNK(info.external_attr >> 16):
        raise refuse("inner_name")
    if info.flag_bits & _ENCRYPTED:
        raise refuse("encrypted")
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise refuse("damaged")
    if info.is_dir() and (info.file_size or info.compress_size > _EMPTY_DEFLATE):
        raise refuse("damaged")


def _name_bytes(info: ZipInfo) -> bytes:
    return info.orig_filename.encode("utf-8" if info.flag_bits & _UTF8_NAME else "cp437")
